import { describe, expect, test } from 'vitest'
import { appendGovernance, governanceAbout, listGovernance, readGovernance } from '../govern/govern-events.ts'
import { createInstitution, eraseInstitution, exportInstitution } from '../institutions/institutions.ts'
import { createAccount } from '../people/accounts.ts'
import { grantRole } from '../people/memberships.ts'
import { Refusal } from '../problems/store-problem.ts'
import type { Role } from '../schema/roles.ts'
import type { World } from './world.ts'

/** Governance of the standard: append-only streams that everybody with a role takes part in. */
export function governanceContract(given: () => World): void {
  describe('governance', () => {
    const write = (actor: string, stream: string, expectedVersion: number, institutionId?: string) =>
      given().store.asTenant({ userId: actor }, (transaction) =>
        appendGovernance(transaction, {
          stream,
          expectedVersion,
          kind: 'draft',
          body: { said: stream },
          actor,
          ...(institutionId === undefined ? {} : { institutionId }),
        }),
      )

    test('of two editors at once one writes and the other sees the conflict', async () => {
      const { a, b } = given()
      await write(a.expert, 'proposal/1', 0)
      const both = await Promise.allSettled([write(a.expert, 'proposal/1', 1), write(b.expert, 'proposal/1', 1)])
      const [refused] = both.filter((one) => one.status === 'rejected')
      expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      const reason: unknown = refused?.reason
      expect(reason).toBeInstanceOf(Refusal)
      expect((reason as Refusal).problem).toMatchObject({ code: 'govern-conflict', expected: 1, actual: 2 })
    })

    test('streams are read whole and listed by their last event', async () => {
      const { store, a, b } = given()
      await write(a.expert, 'evidence/1', 0)
      await write(b.expert, 'evidence/2', 0)
      const read = await store.readAsTenant({ userId: a.mapper }, (transaction) =>
        readGovernance(transaction, 'evidence/2'),
      )
      expect(read).toMatchObject([{ version: 1, kind: 'draft', body: { said: 'evidence/2' }, actor: b.expert }])
      const { total, streams } = await store.readAsTenant({ userId: a.mapper }, (transaction) =>
        listGovernance(transaction, 'evidence/', { limit: 1, offset: 0 }),
      )
      expect({ total, first: streams[0]?.[0]?.stream }).toEqual({ total: 2, first: 'evidence/2' })
    })

    test('proposals are found by what they speak of, in any version, however they name it', async () => {
      const { store, a } = given()
      const say = (stream: string, expectedVersion: number, kind: string, changes: readonly unknown[]) =>
        store.asTenant({ userId: a.expert }, (transaction) =>
          appendGovernance(transaction, {
            stream,
            expectedVersion,
            kind,
            body: { content: { changes } },
            actor: a.expert,
          }),
        )
      await say('proposal/merge', 0, 'draft', [{ subject: 'item', codes: ['20a', '20b'], into: '20c' }])
      await say('proposal/merge', 1, 'revise', [{ subject: 'item', codes: ['20d'] }])
      await say('proposal/split', 0, 'draft', [{ subject: 'item', code: '20C', into: ['20E', '20F'], reason: '20A' }])
      await say('proposal/value', 0, 'draft', [{ subject: 'facet-value', dictionary: 'scans-ct', row: { code: '4x' } }])
      await say('proposal/word', 0, 'draft', [
        { subject: 'lexicon-term', file: 'f', before: [], after: [{ code: '20A' }] },
      ])
      const about = async (...subjects: string[]) =>
        (await store.asRegistry(a.expert, (transaction) => governanceAbout(transaction, subjects))).map(
          ([first]) => first?.stream,
        )
      expect(await about('20C')).toEqual(['proposal/split', 'proposal/merge'])
      expect(await about('20A', '20D')).toEqual(['proposal/merge'])
      expect(await about('20F', 'scans-ct 4X')).toEqual(['proposal/value', 'proposal/split'])
      expect(await about('4X')).toEqual([])
    })

    test("an institution's own stream stays inside it, and nobody writes in another's name", async () => {
      const { store, a, b } = given()
      await write(a.mapper, 'local-item/1', 0, a.institution.id)
      const seen = await store.readAsTenant({ userId: b.mapper }, (transaction) =>
        readGovernance(transaction, 'local-item/1'),
      )
      expect(seen).toEqual([])
      await expect(write(a.mapper, 'local-item/2', 0, b.institution.id)).rejects.toMatchObject({ code: '42501' })
      const forged = store.asTenant({ userId: a.mapper }, (transaction) =>
        appendGovernance(transaction, {
          stream: 'proposal/3',
          expectedVersion: 0,
          kind: 'draft',
          body: {},
          actor: b.mapper,
        }),
      )
      await expect(forged).rejects.toMatchObject({ code: '42501' })
    })

    test("an institution's own streams are exported with it and go with it", async () => {
      const { store, admin, region } = given()
      const id = await store.asRegistry(admin, async (transaction) => {
        const place = { kind: 'institution', code: 'GONE', name: '将撤', parentId: region.id } as const
        const made = await createInstitution(transaction, place)
        const event = { stream: `local-item/${made.id}/1`, expectedVersion: 0, kind: 'local-item', body: {} }
        await appendGovernance(transaction, { ...event, actor: admin, institutionId: made.id })
        return made.id
      })
      const lines: string[] = []
      await store.asRegistry(admin, async (transaction) => {
        for await (const line of exportInstitution(transaction, id)) lines.push(line)
      })
      expect(lines.some((line) => line.includes('"govern_events"'))).toBe(true)
      await eraseInstitution(store, admin, id)
      const left = await store.asRegistry(admin, (transaction) => readGovernance(transaction, `local-item/${id}/1`))
      expect(left).toEqual([])
    })

    test("an insurer's auditor and a disabled account take no part, whatever the application forgets", async () => {
      const { store, admin, a } = given()
      await write(a.expert, 'proposal/auditor', 0)
      const release = { stream: 'release/9.9.9', expectedVersion: 0, kind: 'release', body: {}, actor: admin }
      await store.asRegistry(admin, (transaction) => appendGovernance(transaction, release))
      const outsider = async (login: string, role: Role, isDisabled: boolean): Promise<string> =>
        await store.asRegistry(admin, async (transaction) => {
          const { id } = await createAccount(transaction, { login, name: login })
          await grantRole(transaction, { userId: id, institutionId: a.institution.id, role })
          if (isDisabled) await transaction.rows('UPDATE users SET disabled_at = now() WHERE id = $1', [id])
          return id
        })
      const outsiders = [
        await outsider('auditor-g', 'insurer-auditor', false),
        await outsider('left-g', 'expert', true),
      ]
      for (const userId of outsiders) {
        const seen = await store.readAsTenant({ userId }, (transaction) =>
          transaction.rows<{ stream: string }>('SELECT stream FROM govern_events'),
        )
        expect(seen.map(({ stream }) => stream)).toEqual(['release/9.9.9'])
        await expect(write(userId, 'proposal/by-outsider', 0)).rejects.toMatchObject({ code: '42501' })
      }
      await expect(write(a.expert, 'release/9.9.8', 0)).rejects.toMatchObject({ code: '42501' })
    })

    test('what happened is never rewritten', async () => {
      const { a } = given()
      await write(a.expert, 'settled/1', 0)
      const update = given().store.pool.query("UPDATE govern_events SET kind = 'accept'")
      await expect(update).rejects.toMatchObject({ code: '42501' })
    })
  })
}
