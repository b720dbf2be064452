import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readChain, writeCheckpoint } from '../audit/audit-log.ts'
import type { AuditEntry } from '../audit/chain.ts'
import { listChains, verifyAudit, verifyExport } from '../audit/verify-audit.ts'
import { backup } from '../backup/backup.ts'
import { restore } from '../backup/restore.ts'
import { catalogueProgress } from '../catalogues/catalogues.ts'
import { decide } from '../decisions/decide.ts'
import { cancelJob, getJob, type Job } from '../jobs/job.ts'
import { type JobQueue, openJobQueue } from '../jobs/job-queue.ts'
import { openSession } from '../people/accounts.ts'
import { principalOfSession } from '../people/principal.ts'
import { asResult } from '../problems/store-problem.ts'
import type { Store } from '../store/open-store.ts'
import { as, createWorld, fillCatalogue, type World } from './world.ts'

/** Jobs, the audit chain, backups. `another` opens a second, empty registry of the same sort. */
export function operationsContract(open: () => World, another: () => Promise<Store>): void {
  describe('jobs', () => {
    let world: World
    let queue: JobQueue
    const errors: unknown[] = []

    beforeAll(async () => {
      world = open()
      queue = await openJobQueue(world.store, world, { onError: (error) => errors.push(error) })
    })
    afterAll(async () => {
      await queue.stop()
      expect(errors).toEqual([])
    })

    const start = (kind: Job['kind'], params: Record<string, unknown>) =>
      queue.enqueue({ kind, institutionId: world.a.institution.id, requestedBy: world.a.reviewer, params })

    async function ended(id: string): Promise<Job> {
      for (let turn = 0; turn < 400; turn++) {
        const job = await world.store.readAsTenant({ userId: world.a.reviewer }, (transaction) =>
          getJob(transaction, id),
        )
        if (job.finishedAt !== null) return job
        await wait(50)
      }
      throw new Error('the job did not end')
    }

    const names = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ name: `胸部CT平扫${index}号机`, count: 1 }))

    test("asked for within a transaction stands or falls with it, which stays the tenant's", async () => {
      const { id } = await fillCatalogue(world, world.a, '同生共死', names(3))
      const asked = {
        kind: 'check',
        institutionId: world.a.institution.id,
        requestedBy: world.a.reviewer,
        params: { catalogueId: id },
      } as const
      const jobs = async () =>
        (await world.store.pool.query("SELECT id FROM jobs WHERE params ->> 'catalogueId' = $1", [id])).rows
      const before = await jobs()
      const ask = (fails: boolean) =>
        world.store.asTenant({ userId: world.a.reviewer }, async (transaction) => {
          const job = await queue.enqueue(asked, transaction)
          const now = await transaction.row<{ role: string }>('SELECT current_user AS role')
          expect(now?.role).toBe('yingma_tenant')
          if (fails) throw new Error('what the job was to work on is refused')
          return job
        })
      await expect(ask(true)).rejects.toThrow('is refused')
      expect(await jobs()).toEqual(before)
      expect(await ended((await ask(false)).id)).toMatchObject({ status: 'done', done: 0 })
    })

    test('a whole filter is decided and taken back as one, each name once', async () => {
      const { id } = await fillCatalogue(world, world.a, '全选', [...names(1200), { name: '头颅CT平扫' }])
      const batchId = crypto.randomUUID()
      const decided = await ended(
        (
          await start('decide', {
            catalogueId: id,
            filter: { text: '胸部' },
            kind: 'change',
            codes: ['20040100110000'],
            batchId,
          })
        ).id,
      )
      expect(decided).toMatchObject({ status: 'done', total: 1200, done: 1200, result: { written: 1200, refused: {} } })
      const undone = await ended((await start('undo', { batchId })).id)
      expect(undone).toMatchObject({ status: 'done', total: 1200, result: { written: 1200 } })
      const progress = await world.store.readAsTenant({ userId: world.a.mapper }, (transaction) =>
        catalogueProgress(transaction, id),
      )
      expect(progress.byStatus).toMatchObject({ open: { names: 1200 }, suggested: { names: 1 } })
    })

    test('the consistency check finds human mistakes and reopens them with the reason', async () => {
      const { id, names: rows } = await fillCatalogue(world, world.a, '核查', [
        { name: '左膝关节MR平扫', count: 3 },
        { name: '胸部CT增强', count: 2 },
        { name: '头颅CT平扫', modality: 'CT', count: 1 },
      ])
      const codes = ['30072202110000', '20040100110000', '30010100110000']
      await world.store.asTenant({ userId: world.a.mapper }, (transaction) =>
        decide(
          transaction,
          as(world, world.a.mapper),
          rows.map((row, index) => ({
            nameId: row.id,
            expectedVersion: 0,
            kind: 'change' as const,
            codes: [codes[index]!],
          })),
        ),
      )
      const job = await ended((await start('check', { catalogueId: id, reopen: true })).id)
      const result = job.result as { checked: number; findings: { nameId: string; code: string }[] }
      expect(result.checked).toBe(3)
      expect(
        rows.map((row) =>
          result.findings.filter((finding) => finding.nameId === row.id).map((finding) => finding.code),
        ),
      ).toEqual([['side-against-name'], ['contrast-against-name'], ['modality-against-column']])
      const progress = await world.store.readAsTenant({ userId: world.a.mapper }, (transaction) =>
        catalogueProgress(transaction, id),
      )
      expect(progress.byStatus.open.names).toBe(3)
    })

    test('a job can be cancelled, once', async () => {
      const { id } = await fillCatalogue(world, world.a, '取消', names(10))
      const job = await start('suggest', { catalogueId: id })
      const cancelled = await asResult(() =>
        world.store.asTenant({ userId: world.a.reviewer }, (transaction) => cancelJob(transaction, job.id)),
      )
      const end = await ended(job.id)
      if (cancelled.ok) expect(['cancelled', 'done']).toContain(end.status)
      const again = await asResult(() =>
        world.store.asTenant({ userId: world.a.reviewer }, (transaction) => cancelJob(transaction, job.id)),
      )
      expect(again).toMatchObject({ ok: false, problem: { code: 'job-finished' } })
    })

    test('a job whose requester lost the right to see the catalogue does nothing', async () => {
      const { id } = await fillCatalogue(world, world.b, '别院', names(3))
      const job = await start('decide', { catalogueId: id, filter: {}, kind: 'none', batchId: crypto.randomUUID() })
      expect(await ended(job.id)).toMatchObject({ status: 'done', result: { written: 0 } })
    })
  })

  describe('audit and backup', () => {
    let world: World
    let folder: string

    beforeAll(async () => {
      world = open()
      folder = await mkdtemp(join(tmpdir(), 'yingma-backup-'))
    })
    afterAll(() => rm(folder, { recursive: true, force: true }))

    const verify = (store: Store) => store.snapshot((transaction) => verifyAudit(transaction))

    /** Runs SQL as someone with full access to the database who covers their tracks, verifies, and rolls it back. */
    async function afterTampering(sql: string) {
      let report: Awaited<ReturnType<typeof verifyAudit>> | undefined
      const rollback = new Error('roll back')
      await world.store
        .asRegistry(undefined, async (transaction) => {
          for (const table of ['decisions', 'audit'])
            await transaction.rows(`ALTER TABLE ${table} DISABLE TRIGGER USER`)
          await transaction.rows(sql)
          report = await verifyAudit(transaction)
          throw rollback
        })
        .catch((error: unknown) => {
          if (error !== rollback) throw error
        })
      return report!.problems.map((problem) => problem.what).sort()
    }

    test('every change is recorded, the chains verify, and any tampering is found', async () => {
      const { names } = await fillCatalogue(world, world.b, '审计', [{ name: '胸部CT平扫' }, { name: '头颅CT平扫' }])
      await world.store.asTenant({ userId: world.b.mapper }, (transaction) =>
        decide(
          transaction,
          as(world, world.b.mapper),
          names.map((name) => ({ nameId: name.id, expectedVersion: 0, kind: 'accept' as const })),
        ),
      )
      await world.store.asRegistry(undefined, writeCheckpoint)
      const report = await verify(world.store)
      expect(report.problems).toEqual([])
      expect(report.entries).toBeGreaterThan(20)
      const chain = world.b.institution.id
      const id = (
        await world.store.pool.query<{ id: string }>('SELECT id FROM decisions WHERE name_id = $1', [names[0]!.id])
      ).rows[0]!.id
      expect(await afterTampering(`UPDATE decisions SET codes = '{20040100220000}' WHERE id = '${id}'`)).toEqual([
        'decision-changed',
      ])
      expect(await afterTampering(`DELETE FROM decisions WHERE id = '${id}'`)).toEqual(['decision-missing'])
      expect(await afterTampering(`UPDATE audit SET body = body || ' ' WHERE subject = '${id}'`)).toEqual(['hash'])
      expect(await afterTampering(`UPDATE audit SET actor = NULL WHERE subject = '${id}'`)).toEqual(['hash'])
      expect(await afterTampering(`DELETE FROM audit WHERE subject = '${id}'`)).toEqual([
        'decision-unrecorded',
        'gap',
        'link',
      ])
      expect(
        await afterTampering(
          `DELETE FROM audit WHERE chain = '${chain}' AND seq = (SELECT max(seq) FROM audit WHERE chain = '${chain}')`,
        ),
      ).toEqual(['decision-unrecorded', 'truncated'])
    })

    test('an export is verified by itself, and against heads that were kept elsewhere', async () => {
      await fillCatalogue(world, world.a, '导出', [{ name: '胸部CT平扫' }])
      await world.store.asRegistry(undefined, writeCheckpoint)
      const entries = await world.store.snapshot(async (transaction) => {
        const all: AuditEntry[] = []
        for (const chain of await listChains(transaction))
          for await (const piece of readChain(transaction, chain)) all.push(...piece)
        return all
      })
      const kept = (await verifyExport(each(entries))).heads
      expect(await verifyExport(each(entries), kept)).toMatchObject({ entries: entries.length, problems: [] })
      const broken = async (changed: readonly AuditEntry[], heads = kept) =>
        (await verifyExport(each(changed), heads)).problems.map(({ what }) => what)
      const last = entries.at(-1)!
      expect(await broken(entries.slice(0, -1))).toEqual(['truncated'])
      expect(await broken(entries.map((entry) => (entry === last ? { ...entry, body: '{}' } : entry)))).toEqual([
        'hash',
      ])
      const system = entries.filter((entry) => entry.chain === 'system')
      const cut = entries.filter((entry) => entry !== system.at(-1))
      // The end of the system chain is held by nothing inside the record: that is what kept heads are for.
      expect([await broken(cut, []), await broken(cut)]).toEqual([[], ['truncated']])
    })

    test('a backup restores into an empty registry with everything in place, and the audit still verifies', async () => {
      const { token } = await openSession(world.store, world.a.mapper)
      const { names } = await fillCatalogue(world, world.a, '备份', [{ name: '胸部CT平扫' }])
      await world.store.asTenant({ userId: world.a.mapper }, (transaction) =>
        decide(transaction, as(world, world.a.mapper), [{ nameId: names[0]!.id, expectedVersion: 0, kind: 'accept' }]),
      )
      const own = await mkdtemp(join(folder, 'whole-'))
      const file = join(own, 'registry.backup')
      const made = await backup(world.store, file)
      expect(made.rows).toBeGreaterThan(1500)
      expect(await readdir(own)).toEqual(['registry.backup'])
      const target = await another()
      try {
        expect(await restore(target, file)).toMatchObject({ ok: true, value: { rows: made.rows } })
        const count = async (store: Store, table: string) => (await store.pool.query(`SELECT 1 FROM ${table}`)).rowCount
        for (const table of ['decisions', 'local_names', 'suggestions', 'rules', 'users', 'edition_items']) {
          expect(await count(target, table), table).toBe(await count(world.store, table))
        }
        expect(await principalOfSession(target, token)).toBeUndefined()
        expect((await verify(target)).problems).toEqual([])
        await expect(
          target.asRegistry(undefined, (transaction) => transaction.rows('DELETE FROM decisions')),
        ).rejects.toThrow(/append-only/)
        expect(await restore(target, file)).toEqual({ ok: false, problem: { code: 'restore-target-not-empty' } })
      } finally {
        await target.close()
      }
    })

    test('a damaged, cut or foreign file is refused and nothing of it is kept', async () => {
      const file = join(folder, 'damaged.backup')
      await backup(world.store, file)
      const whole = await readFile(file)
      const target = await another()
      try {
        const attempt = async (content: Buffer) => {
          await writeFile(file, content)
          const result = await restore(target, file)
          return result.ok ? 'restored' : result.problem
        }
        expect(await attempt(whole.subarray(0, whole.length - 200))).toEqual({
          code: 'backup-unreadable',
          what: 'truncated',
        })
        expect(await attempt(Buffer.from('no backup at all'))).toEqual({ code: 'backup-unreadable', what: 'format' })
        const flipped = Buffer.from(whole)
        flipped[Math.floor(whole.length / 2)]! ^= 1
        expect(await attempt(flipped)).toMatchObject({ code: 'backup-unreadable' })
        expect((await target.pool.query('SELECT 1 FROM users')).rowCount).toBe(0)
        await createWorld(target)
      } finally {
        await target.close()
      }
    })
  })
}

async function* each<T>(values: readonly T[]): AsyncGenerator<T> {
  await Promise.resolve()
  yield* values
}
