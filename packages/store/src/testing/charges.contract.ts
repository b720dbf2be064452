import type { AuditedExam } from '@yingma/charge'
import { beforeAll, describe, expect, test } from 'vitest'
import { addChargeSessions, chargeSessions, createChargeAudit, getChargeAudit } from '../charges/charge-audits.ts'
import { judgeSessions } from '../charges/judge-sessions.ts'
import { answerSuspicion, eachSuspicion, getSuspicion, listSuspicions } from '../charges/suspicions.ts'
import { listInstitutions } from '../institutions/institutions.ts'
import { createAccount } from '../people/accounts.ts'
import { grantRole } from '../people/memberships.ts'
import { asResult } from '../problems/store-problem.ts'
import type { Role } from '../schema/roles.ts'
import type { World } from './world.ts'

/** Charge lines and suspicions: who sees them, what people may say of them, that nothing of it is rewritten. */
export function chargesContract(open: () => World): void {
  describe('charge lines and suspicions', () => {
    let world: World
    let officer: string
    let foreignOfficer: string
    let auditor: string
    let first: string
    let orders = 0
    const page = { limit: 50, offset: 0 }

    const person = (login: string, role: Role, institutionId: string): Promise<string> =>
      world.store.asRegistry(undefined, async (transaction) => {
        const { id } = await createAccount(transaction, { login, name: login })
        await grantRole(transaction, { userId: id, institutionId, role })
        return id
      })

    function exam(id: string, code: string, amountCents: number): AuditedExam {
      const chest = world.edition.items.find(({ name }) => name === 'CT胸部(平扫)')!
      return {
        id,
        date: '2025-06-02',
        items: [{ code: chest.code }],
        lines: [{ id: '1', code, quantity: 1, amountCents }],
      }
    }

    function audit(userId: string, institutionId: string, exams: readonly AuditedExam[]) {
      return world.store.asTenant({ userId }, async (transaction) => {
        const id = await createChargeAudit(transaction, userId, {
          institutionId,
          title: '六月',
          jurisdiction: '江西省',
        })
        const sessions = await addChargeSessions(transaction, { id, institutionId }, exams)
        const made = await getChargeAudit(transaction, id)
        return { id, judgement: await judgeSessions(transaction, made, sessions, world.prices) }
      })
    }

    const seenBy = (userId: string, auditId?: string) =>
      world.store.readAsTenant({ userId }, (transaction) =>
        listSuspicions(transaction, auditId === undefined ? {} : { auditId }, page),
      )

    /** A suspicion that nobody has answered, 40 yuan at stake. */
    async function fresh(): Promise<string> {
      const { id } = await audit(officer, world.a.institution.id, [exam(`F${++orders}`, '012301020010000', 25_000)])
      return (await seenBy(officer, id)).rows[0]!.id
    }

    function say(
      id: string,
      userId: string,
      kind: 'rebut' | 'uphold' | 'dismiss',
      expectedVersion: number,
      returnedCents?: number,
    ) {
      const said = { id, expectedVersion, kind, reason: '说明' }
      return asResult(() =>
        world.store.asTenant({ userId }, (transaction) =>
          answerSuspicion(transaction, userId, returnedCents === undefined ? said : { ...said, returnedCents }),
        ),
      )
    }

    beforeAll(async () => {
      world = open()
      officer = await person('officer-a', 'price-officer', world.a.institution.id)
      foreignOfficer = await person('officer-b', 'price-officer', world.b.institution.id)
      auditor = await person('insurer-a', 'insurer-auditor', world.a.institution.id)
      const { id, judgement } = await audit(officer, world.a.institution.id, [
        exam('A1', '012301020010000', 25_000),
        exam('A2', '012301020010000', 21_000),
        { ...exam('A3', '012301020010000', 21_000), date: '1990-01-01' },
      ])
      expect(judgement).toEqual({
        sessions: 3,
        suspicions: 1,
        stakeCents: 4000,
        notQuoted: { 'price-no-schedule': 1 },
      })
      await audit(foreignOfficer, world.b.institution.id, [exam('B1', '012301020010000', 30_000)])
      first = id
    })

    test("the institution's price officer and the insurer's auditor of the area see it, nobody else's roles and places do", async () => {
      for (const userId of [officer, auditor]) {
        const { total, stakeCents, rows } = await seenBy(userId, first)
        expect({ total, stakeCents, kinds: rows.map(({ kind, status }) => [kind, status]) }).toEqual({
          total: 1,
          stakeCents: 4000,
          kinds: [['ceiling', 'open']],
        })
      }
      expect((await seenBy(world.a.mapper)).total).toBe(0)
      expect((await seenBy(foreignOfficer)).rows.map(({ session }) => session)).toEqual(['B1'])
      expect((await seenBy(world.admin, first)).total).toBe(1)
    })

    test("the insurer's auditor reads the lines, and of institutions only those of the area", async () => {
      const suspicion = (await seenBy(auditor, first)).rows[0]!.id
      const [found, places] = await world.store.readAsTenant({ userId: auditor }, async (transaction) => [
        await getSuspicion(transaction, suspicion),
        await listInstitutions(transaction, page),
      ])
      expect(found.exam.lines).toEqual([{ id: '1', code: '012301020010000', quantity: 1, amountCents: 25_000 }])
      expect(places.rows.map(({ code }) => code)).toEqual(['A'])
    })

    test('lines of another institution are neither read nor written', async () => {
      const foreign = (await seenBy(foreignOfficer)).rows[0]!
      const read = await asResult(() =>
        world.store.readAsTenant({ userId: officer }, (transaction) => getSuspicion(transaction, foreign.id)),
      )
      expect(read).toMatchObject({ ok: false, problem: { code: 'not-found' } })
      await expect(audit(officer, world.b.institution.id, [])).rejects.toMatchObject({ code: '42501' })
    })

    test('one order twice in an audit is refused whole', async () => {
      const twice = await asResult(() => audit(officer, world.a.institution.id, [exam('D', 'x', 1), exam('D', 'x', 1)]))
      expect(twice).toMatchObject({ ok: false, problem: { code: 'already-there', value: 'D' } })
    })

    test('is rebutted and closed with its history kept; then it takes no more', async () => {
      const suspicion = await fresh()
      expect(await say(suspicion, officer, 'rebut', 0)).toMatchObject({
        ok: true,
        value: { status: 'rebutted', version: 1 },
      })
      expect(await say(suspicion, auditor, 'uphold', 0)).toMatchObject({
        problem: { code: 'suspicion-conflict', actual: 1 },
      })
      expect(await say(suspicion, auditor, 'uphold', 1, 5000)).toMatchObject({
        problem: { code: 'suspicion-returns-more' },
      })
      const closed = await say(suspicion, auditor, 'uphold', 1, 3000)
      expect(closed).toMatchObject({
        ok: true,
        value: {
          status: 'upheld',
          returnedCents: 3000,
          events: [
            { kind: 'rebut', actor: officer },
            { kind: 'uphold', actor: auditor },
          ],
        },
      })
      expect(await say(suspicion, officer, 'rebut', 2)).toMatchObject({ problem: { code: 'suspicion-closed' } })
    })

    test('of two people at once one is heard', async () => {
      const suspicion = await fresh()
      const both = await Promise.all([say(suspicion, officer, 'rebut', 0), say(suspicion, auditor, 'dismiss', 0)])
      expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    })

    test('nothing of it is rewritten, and nobody speaks in the name of another', async () => {
      const update = world.store.pool.query('UPDATE suspicions SET stake_cents = 0')
      await expect(update).rejects.toMatchObject({ code: '42501' })
      const id = await fresh()
      const forged = world.store.asTenant({ userId: officer }, (transaction) =>
        answerSuspicion(transaction, auditor, { id, expectedVersion: 0, kind: 'dismiss', reason: 'x' }),
      )
      await expect(forged).rejects.toMatchObject({ code: '42501' })
    })

    test('all are given out in pieces in the order of the list, each once, and only to whoever may see them', async () => {
      const exams = [25_000, 23_000, 25_000, 30_000, 22_000].map((cents, at) =>
        exam(`E${at}`, '012301020010000', cents),
      )
      const { id: auditId } = await audit(officer, world.a.institution.id, exams)
      const given = (userId: string) =>
        world.store.readAsTenant({ userId }, async (transaction) => {
          const pieces: string[][] = []
          for await (const piece of eachSuspicion(transaction, { auditId }, 2)) pieces.push(piece.map(({ id }) => id))
          return pieces
        })
      const pieces = await given(officer)
      expect(pieces.map(({ length }) => length)).toEqual([2, 2, 1])
      expect(pieces.flat()).toEqual((await seenBy(officer, auditId)).rows.map(({ id }) => id))
      expect(await given(foreignOfficer)).toEqual([])
    })

    test('exams are given out in pieces, each once', async () => {
      const exams = ['P1', 'P2', 'P3'].map((id) => exam(id, 'x', 1))
      const { id } = await audit(officer, world.a.institution.id, exams)
      const pieces = await world.store.readAsTenant({ userId: officer }, async (transaction) => {
        const first = await chargeSessions(transaction, id, { limit: 2 })
        return [...first, ...(await chargeSessions(transaction, id, { after: first[1]?.id, limit: 2 }))]
      })
      expect(pieces.map(({ session }) => session).sort()).toEqual(['P1', 'P2', 'P3'])
    })
  })
}
