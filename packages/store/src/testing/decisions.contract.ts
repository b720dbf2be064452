import { beforeAll, describe, expect, test } from 'vitest'
import { catalogueProgress } from '../catalogues/catalogues.ts'
import { getName, listNames } from '../catalogues/name-list.ts'
import { createCoalescer } from '../decisions/coalescer.ts'
import { decide } from '../decisions/decide.ts'
import type { Outcome, Wish } from '../decisions/decision.ts'
import { decisionHistory } from '../decisions/history.ts'
import { undo } from '../decisions/undo.ts'
import { as, fillCatalogue, type World } from './world.ts'

/** Decisions that last: kept, questioned, undone, never overwritten. */
export function decisionContract(open: () => World): void {
  describe('decisions', () => {
    let world: World
    let turn = 0

    beforeAll(() => {
      world = open()
    })

    async function oneName(name = '左膝关节MR平扫') {
      const { id, names } = await fillCatalogue(world, world.a, `决定 ${++turn}`, [{ name, count: 10 }])
      return { catalogueId: id, nameId: names[0]!.id }
    }

    async function say(userId: string, wish: Wish): Promise<Outcome> {
      const [outcome] = await world.store.asTenant({ userId }, (transaction) =>
        decide(transaction, as(world, userId), [wish]),
      )
      return outcome!
    }

    const see = (nameId: string) =>
      world.store.readAsTenant({ userId: world.a.reviewer }, (transaction) => getName(transaction, nameId))

    test('accepting takes the suggestion over, with author, edition and what it replaced', async () => {
      const { nameId } = await oneName()
      expect((await see(nameId)).status).toBe('suggested')
      await say(world.a.mapper, { nameId, expectedVersion: 0, kind: 'accept' })
      await say(world.a.reviewer, { nameId, expectedVersion: 1, kind: 'verify' })
      expect(await see(nameId)).toMatchObject({
        status: 'verified',
        codes: ['30072201110000'],
        version: 2,
        needsSecond: false,
      })
      const history = await world.store.readAsTenant({ userId: world.a.mapper }, (transaction) =>
        decisionHistory(transaction, nameId),
      )
      expect(history).toMatchObject([
        {
          version: 2,
          kind: 'verify',
          author: world.a.reviewer,
          contentAuthor: world.a.mapper,
          replaces: history[1]!.id,
        },
        { version: 1, kind: 'accept', author: world.a.mapper, edition: world.edition.version, replaces: null },
      ])
    })

    test('the second of two who decide at once gets a conflict with the version that is there, and nothing is lost', async () => {
      const { nameId } = await oneName()
      const wish: Wish = { nameId, expectedVersion: 0, kind: 'accept' }
      const outcomes = await Promise.all([say(world.a.mapper, wish), say(world.a.reviewer, { ...wish, kind: 'none' })])
      expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
      const loser = outcomes.find((outcome) => !outcome.ok)
      expect(loser).toMatchObject({
        problem: { code: 'decision-conflict', expected: 0, actual: 1 },
        current: { id: nameId, version: 1 },
      })
    })

    test('a change of side waits for a second person, who cannot be its author', async () => {
      const { nameId, catalogueId } = await oneName()
      const changed = await say(world.a.mapper, {
        nameId,
        expectedVersion: 0,
        kind: 'change',
        codes: ['30072202110000'],
      })
      expect(changed).toMatchObject({ ok: true, status: 'changed', needsSecond: true })
      expect(await see(nameId)).toMatchObject({ delicate: ['side'], needsSecond: true })
      const own = await say(world.a.mapper, { nameId, expectedVersion: 1, kind: 'verify' })
      expect(own).toMatchObject({ ok: false, problem: { code: 'decision-same-person' } })
      const progress = await world.store.readAsTenant({ userId: world.a.mapper }, (transaction) =>
        catalogueProgress(transaction, catalogueId),
      )
      expect(progress).toMatchObject({ names: 1, exams: 10, needsSecond: 1 })
      expect(await say(world.a.reviewer, { nameId, expectedVersion: 1, kind: 'verify' })).toMatchObject({
        ok: true,
        status: 'verified',
      })
    })

    test('the database itself refuses a verification by the author', async () => {
      const { nameId } = await oneName()
      await say(world.a.mapper, { nameId, expectedVersion: 0, kind: 'accept' })
      const forged = world.store.asTenant({ userId: world.a.mapper }, (transaction) =>
        transaction.rows(
          `INSERT INTO decisions (institution_id, name_id, version, kind, status, codes, edition, author, content_author, replaces)
           SELECT institution_id, name_id, 2, 'verify', 'verified', codes, edition, author, $2, id FROM decisions WHERE name_id = $1`,
          [nameId, world.a.reviewer],
        ),
      )
      await expect(forged).rejects.toMatchObject({ constraint: 'decisions_second_person_check' })
    })

    test('a change of contrast waits for a second person too; another part does not', async () => {
      const contrast = await oneName('胸部CT平扫')
      expect(
        await say(world.a.mapper, {
          nameId: contrast.nameId,
          expectedVersion: 0,
          kind: 'change',
          codes: ['20040100220000'],
        }),
      ).toMatchObject({ needsSecond: true })
      const part = await oneName('胸部CT平扫')
      expect(
        await say(world.a.mapper, {
          nameId: part.nameId,
          expectedVersion: 0,
          kind: 'change',
          codes: ['20010100110000'],
        }),
      ).toMatchObject({ needsSecond: false })
    })

    test('split gives several items, none gives no item, reject leaves the question open', async () => {
      const { nameId } = await oneName('胸部CT平扫')
      await say(world.a.mapper, {
        nameId,
        expectedVersion: 0,
        kind: 'split',
        codes: ['20040100110000', '20010100110000'],
      })
      expect(await see(nameId)).toMatchObject({ status: 'changed', codes: ['20040100110000', '20010100110000'] })
      await say(world.a.mapper, { nameId, expectedVersion: 1, kind: 'none', reason: '不是检查' })
      expect(await see(nameId)).toMatchObject({ status: 'changed', codes: [] })
      await say(world.a.mapper, { nameId, expectedVersion: 2, kind: 'reject' })
      expect(await see(nameId)).toMatchObject({ status: 'rejected', codes: [] })
      await say(world.a.mapper, { nameId, expectedVersion: 3, kind: 'comment', reason: '问一下技师' })
      expect(await see(nameId)).toMatchObject({ status: 'rejected', reason: '问一下技师', version: 4 })
    })

    test('undo brings back what stood before, with its author, and keeps the undone row', async () => {
      const { nameId } = await oneName()
      await say(world.a.mapper, { nameId, expectedVersion: 0, kind: 'accept' })
      await say(world.a.reviewer, { nameId, expectedVersion: 1, kind: 'none' })
      const [outcome] = await world.store.asTenant({ userId: world.a.reviewer }, (transaction) =>
        undo(transaction, as(world, world.a.reviewer), [{ nameId, expectedVersion: 2, reason: '误点' }]),
      )
      expect(outcome).toMatchObject({ ok: true, version: 3, status: 'accepted' })
      expect(await see(nameId)).toMatchObject({
        codes: ['30072201110000'],
        contentAuthor: world.a.mapper,
        kind: 'undo',
      })
      const history = await world.store.readAsTenant({ userId: world.a.mapper }, (transaction) =>
        decisionHistory(transaction, nameId),
      )
      expect(history.map((decision) => decision.kind)).toEqual(['undo', 'none', 'accept'])
    })

    test('unknown codes, empty changes and verifying what is open are refused by name', async () => {
      const { nameId } = await oneName()
      const refuse = async (wish: Omit<Wish, 'nameId' | 'expectedVersion'>) => {
        const outcome = await say(world.a.reviewer, { nameId, expectedVersion: 0, ...wish })
        return outcome.ok ? undefined : outcome.problem.code
      }
      expect(await refuse({ kind: 'change', codes: ['20040100190000'] })).toBe('item-unknown')
      expect(await refuse({ kind: 'change' })).toBe('decision-without-codes')
      expect(await refuse({ kind: 'accept', codes: ['20040100110000'] })).toBe('decision-with-codes')
      expect(await refuse({ kind: 'verify' })).toBe('decision-nothing-before')
      expect(await refuse({ kind: 'reopen', reason: 'x' })).toBe('decision-nothing-before')
      expect(await refuse({ kind: 'comment' })).toBe('reason-missing')
    })

    test('neither an update nor a delete reaches a decision, not even for the owner of the tables', async () => {
      const { nameId } = await oneName()
      await say(world.a.mapper, { nameId, expectedVersion: 0, kind: 'accept' })
      for (const sql of [
        "UPDATE decisions SET codes = '{}'",
        'DELETE FROM decisions',
        'TRUNCATE decisions CASCADE',
        'DELETE FROM audit',
      ]) {
        await expect(world.store.asRegistry(undefined, (transaction) => transaction.rows(sql))).rejects.toThrow(
          /append-only/,
        )
      }
    })

    test('a version that skips one, or does not follow the row it names, is refused by the database', async () => {
      const { nameId } = await oneName()
      await say(world.a.mapper, { nameId, expectedVersion: 0, kind: 'accept' })
      const skip = world.store.asTenant({ userId: world.a.mapper }, (transaction) =>
        transaction.rows(
          `INSERT INTO decisions (institution_id, name_id, version, kind, status, codes, edition, author, replaces)
           SELECT institution_id, name_id, 5, 'none', 'changed', '{}', edition, author, id FROM decisions WHERE name_id = $1`,
          [nameId],
        ),
      )
      await expect(skip).rejects.toMatchObject({ constraint: 'decisions_order_check' })
    })

    test('decisions that arrive together share commits and each gets its own answer', async () => {
      const { id, names } = await fillCatalogue(
        world,
        world.a,
        `决定 ${++turn}`,
        Array.from({ length: 120 }, (_, index) => ({ name: `胸部CT平扫 第${index}号`, count: index })),
      )
      const sayTogether = createCoalescer(world.store)
      const outcomes = await Promise.all(
        [...names, names[0]!].map((name) =>
          sayTogether({ userId: world.a.mapper }, as(world, world.a.mapper), {
            nameId: name.id,
            expectedVersion: 0,
            kind: 'change',
            codes: ['20040100110000'],
          }),
        ),
      )
      expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(120)
      expect(outcomes.at(-1)).toMatchObject({ ok: false, problem: { code: 'decision-conflict' } })
      const { total, exams } = await world.store.readAsTenant({ userId: world.a.mapper }, (transaction) =>
        listNames(
          transaction,
          id,
          { status: ['changed'], code: '20040100110000', text: '第1' },
          { limit: 5, offset: 0 },
        ),
      )
      const matching = names.filter((name) => name.name.includes('第1'))
      expect({ total, exams }).toEqual({
        total: matching.length,
        exams: matching.reduce((sum, name) => sum + name.exams, 0),
      })
    })
  })
}
