import { describe, expect, test } from 'vitest'
import { getName } from '../catalogues/name-list.ts'
import { decide } from '../decisions/decide.ts'
import { batchNames, undo } from '../decisions/undo.ts'
import { deleteLocalItem, promoteLocalItems, retireLocalItem } from '../local-items/end-local-item.ts'
import { allLocalItems, listLocalItems, promotedLocalItems } from '../local-items/list-local-items.ts'
import { getLocalItem } from '../local-items/local-item.ts'
import { putLocalItem } from '../local-items/put-local-item.ts'
import { asResult } from '../problems/store-problem.ts'
import { checkDecision } from '../review/consistency.ts'
import { editionDifferences } from '../review/edition-change.ts'
import { as, fillCatalogue, type Place, type World } from './world.ts'

const PLAIN = '20040100110000'
const ENHANCED = '20040100210000'

/** An institution's own items: used in decisions, taken out of use with nothing left standing on them. */
export function localItemsContract(given: () => World): void {
  describe('local items', () => {
    let turn = 0

    const own = async (place: Place, code: string, expectedVersion = 0) =>
      await given().store.asTenant({ userId: place.reviewer }, (transaction) =>
        putLocalItem(transaction, place.reviewer, {
          institutionId: place.institution.id,
          code,
          parent: PLAIN,
          name: `本院 ${code}`,
          expectedVersion,
        }),
      )

    const say = async (place: Place, nameId: string, expectedVersion: number, codes: readonly string[]) => {
      const { store } = given()
      const wish = { nameId, expectedVersion, kind: 'change', codes } as const
      const [outcome] = await store.asTenant({ userId: place.mapper }, (transaction) =>
        decide(transaction, as(given(), place.mapper), [wish]),
      )
      return outcome
    }

    const see = (place: Place, nameId: string) =>
      given().store.readAsTenant({ userId: place.mapper }, (transaction) => getName(transaction, nameId))

    const ending = (place: Place, code: string, expectedVersion = 1) => ({
      userId: place.reviewer,
      institutionId: place.institution.id,
      code,
      expectedVersion,
    })

    const retire = (place: Place, code: string, successor?: string, expectedVersion = 1) =>
      asResult(() =>
        given().store.asTenant({ userId: place.reviewer }, (transaction) =>
          retireLocalItem(
            transaction,
            ending(place, code, expectedVersion),
            { reason: '设备停用', ...(successor === undefined ? {} : { successor }) },
            given().edition,
          ),
        ),
      )

    const remove = (place: Place, code: string) =>
      asResult(() =>
        given().store.asTenant({ userId: place.reviewer }, (transaction) =>
          deleteLocalItem(transaction, ending(place, code)),
        ),
      )

    /** Names of one catalogue, each decided as one of these sets. */
    const decided = async (place: Place, sets: readonly (readonly string[])[]) => {
      const rows = sets.map((_, at) => ({ name: `胸部CT平扫 ${++turn}`, count: sets.length - at }))
      const { id, names } = await fillCatalogue(given(), place, `本地 ${++turn}`, rows)
      for (const [at, codes] of sets.entries()) {
        expect(await say(place, names[at]?.id ?? '', 0, codes)).toMatchObject({ ok: true })
      }
      return { catalogueId: id, names: names.map((name) => name.id) }
    }

    test('stand in decisions of their institution alone, as the item above them', async () => {
      const { a, b, edition, store } = given()
      await own(a, `${PLAIN}-D1`)
      const { catalogueId, names } = await decided(a, [[`${PLAIN}-d1`]])
      const [name = ''] = names
      const state = await see(a, name)
      expect(state).toMatchObject({ status: 'changed', codes: [`${PLAIN}-D1`], needsSecond: false })
      expect(checkDecision(state, edition)).toEqual([])
      const differences = await store.readAsTenant({ userId: a.mapper }, (transaction) =>
        editionDifferences(transaction, catalogueId, edition),
      )
      expect(differences).toEqual([])
      const other = await fillCatalogue(given(), b, `本地 ${++turn}`, [{ name: '胸部CT平扫' }])
      const foreign = await say(b, other.names[0]?.id ?? '', 0, [`${PLAIN}-D1`])
      expect(foreign).toMatchObject({ ok: false, problem: { code: 'item-unknown', value: `${PLAIN}-D1` } })
    })

    test('retired with a successor take their decisions along, whole sets too, and can be undone as one', async () => {
      const { a, edition, store } = given()
      await own(a, `${PLAIN}-R1`)
      const { names } = await decided(a, [[`${PLAIN}-R1`], [`${PLAIN}-R1`, ENHANCED], [ENHANCED]])
      const done = await retire(a, `${PLAIN}-r1`, PLAIN)
      expect(done).toMatchObject({ ok: true, value: { moved: 2, reopened: 0 } })
      if (!done.ok) return
      expect(done.value.item).toMatchObject({ state: 'retired', successors: [PLAIN], reason: '设备停用', version: 2 })
      const after = await Promise.all(names.map((name) => see(a, name)))
      expect(after.map(({ codes }) => codes)).toEqual([[PLAIN], [PLAIN, ENHANCED], [ENHANCED]])
      const [first = ''] = names
      expect(await say(a, first, 2, [`${PLAIN}-R1`])).toMatchObject({
        ok: false,
        problem: { code: 'item-retired', successors: [PLAIN] },
      })
      const outcomes = await store.asTenant({ userId: a.reviewer }, async (transaction) => {
        const wishes = (await batchNames(transaction, done.value.batchId)).map(({ nameId, version }) => ({
          nameId,
          expectedVersion: version,
        }))
        return await undo(transaction, { userId: a.reviewer, edition }, wishes)
      })
      expect(outcomes.map(({ ok }) => ok)).toEqual([true, true])
      expect(await see(a, first)).toMatchObject({ codes: [`${PLAIN}-R1`] })
    })

    test('retired without a successor send their decisions to review; nothing stands on them', async () => {
      const { a } = given()
      await own(a, `${PLAIN}-R2`)
      const { names } = await decided(a, [[`${PLAIN}-R2`]])
      expect(await retire(a, `${PLAIN}-R2`)).toMatchObject({ ok: true, value: { moved: 0, reopened: 1 } })
      const [name = ''] = names
      expect(await see(a, name)).toMatchObject({ status: 'open', reason: expect.stringContaining('设备停用') })
    })

    test('are followed by another own item, which then cannot end without one of its own', async () => {
      const { a, b } = given()
      for (const suffix of ['F1', 'F2']) await own(a, `${PLAIN}-${suffix}`)
      await own(b, `${PLAIN}-F3`)
      expect(await retire(a, `${PLAIN}-F1`, `${PLAIN}-F1`)).toMatchObject({
        problem: { code: 'local-item-follows-itself' },
      })
      expect(await retire(a, `${PLAIN}-F1`, `${PLAIN}-F3`)).toMatchObject({ problem: { code: 'not-found' } })
      expect(await retire(a, `${PLAIN}-F1`, '20ZZZZZZ110000')).toMatchObject({ problem: { code: 'item-unknown' } })
      expect(await retire(a, `${PLAIN}-F1`, `${PLAIN}-F2`)).toMatchObject({ ok: true })
      expect(await retire(a, `${PLAIN}-F2`, `${PLAIN}-F1`)).toMatchObject({
        problem: { code: 'local-item-ended', value: `${PLAIN}-F1`, successors: [`${PLAIN}-F2`] },
      })
      const followed = { problem: { code: 'local-item-followed', value: `${PLAIN}-F2`, by: `${PLAIN}-F1` } }
      expect(await retire(a, `${PLAIN}-F2`)).toMatchObject(followed)
      expect(await remove(a, `${PLAIN}-F2`)).toMatchObject(followed)
      expect(await retire(a, `${PLAIN}-F2`, PLAIN)).toMatchObject({ ok: true })
      expect(await retire(a, `${PLAIN}-F2`, PLAIN, 2)).toMatchObject({ problem: { code: 'local-item-ended' } })
    })

    test('are deleted only where no decision ever named them, and can then be added anew', async () => {
      const { a } = given()
      for (const suffix of ['X1', 'X2']) await own(a, `${PLAIN}-${suffix}`)
      const { names } = await decided(a, [[`${PLAIN}-X2`]])
      await say(a, names[0] ?? '', 1, [PLAIN])
      expect(await remove(a, `${PLAIN}-X2`)).toMatchObject({ problem: { code: 'local-item-used', names: 1 } })
      expect(await remove(a, `${PLAIN}-X1`)).toMatchObject({ ok: true })
      expect(await remove(a, `${PLAIN}-X1`)).toMatchObject({ problem: { code: 'not-found' } })
      expect(await own(a, `${PLAIN}-X1`)).toMatchObject({ version: 3, state: 'in-use' })
    })

    test('end while somebody decides on them: whoever comes second sees it', async () => {
      const { a } = given()
      for (let round = 0; round < 5; round++) {
        const code = `${PLAIN}-C${round}`
        await own(a, code)
        const { names } = await fillCatalogue(given(), a, `本地 ${++turn}`, [{ name: '胸部CT平扫' }])
        const nameId = names[0]?.id ?? ''
        await Promise.all([retire(a, code, PLAIN), say(a, nameId, 0, [code])])
        expect((await see(a, nameId)).codes ?? []).not.toContain(code)
      }
    })

    test('taken up by a release are closed, and used until the edition has the new code', async () => {
      const { a, b, admin, edition, store } = given()
      const code = `${PLAIN}-P1`
      await own(a, code)
      const { names } = await fillCatalogue(given(), a, `本地 ${++turn}`, [{ name: '胸部CT平扫' }])
      const into = '20040100990000'
      const promoted = [a, b].map(({ institution }) => ({ institutionId: institution.id, code, into }))
      const closed = await store.asRegistry(admin, (transaction) =>
        promoteLocalItems(transaction, admin, promoted, '1.9.0'),
      )
      expect(closed).toBe(1)
      const item = await store.readAsTenant({ userId: a.mapper }, (transaction) =>
        getLocalItem(transaction, a.institution.id, code),
      )
      expect(item).toMatchObject({ state: 'promoted', successors: [into] })
      const of = (place: Place) =>
        store.readAsTenant({ userId: place.mapper }, (transaction) => promotedLocalItems(transaction, a.institution.id))
      expect([(await of(a)).map((one) => one.code), await of(b)]).toEqual([[code], []])
      expect(await say(a, names[0]?.id ?? '', 0, [code])).toMatchObject({ ok: true })
      const [first] = edition.items
      const later = { ...edition, byCode: new Map(edition.byCode).set(into, first as NonNullable<typeof first>) }
      const [outcome] = await store.asTenant({ userId: a.mapper }, (transaction) =>
        decide(transaction, { userId: a.mapper, edition: later }, [
          { nameId: names[0]?.id ?? '', expectedVersion: 1, kind: 'change', codes: [code] },
        ]),
      )
      expect(outcome).toMatchObject({ ok: false, problem: { code: 'item-retired', successors: [into] } })
      await expect(own(a, code, 2)).rejects.toMatchObject({ problem: { code: 'local-item-ended' } })
    })

    test('are listed with the names that stand for them, for their institution alone', async () => {
      const { a, b, store } = given()
      await own(a, `${PLAIN}-L1`)
      await own(a, `${PLAIN}-SHUT`)
      await retire(a, `${PLAIN}-SHUT`)
      await decided(a, [[`${PLAIN}-L1`, ENHANCED], [`${PLAIN}-L1`]])
      const list = (place: Place) =>
        store.readAsTenant({ userId: place.mapper }, (transaction) =>
          listLocalItems(transaction, a.institution.id, { limit: 100, offset: 0 }),
        )
      const { total, rows } = await list(a)
      expect(rows).toHaveLength(total)
      expect(rows[0]).toMatchObject({ code: `${PLAIN}-L1`, names: 2, exams: 3 })
      expect(rows.findIndex(({ state }) => state === 'retired')).toBeGreaterThan(
        rows.findLastIndex(({ state }) => state === 'in-use'),
      )
      expect(await list(b)).toEqual({ total: 0, rows: [] })
      const seen = await store.readAsTenant({ userId: b.mapper }, allLocalItems)
      expect(seen.filter(({ institutionId }) => institutionId === a.institution.id)).toEqual([])
    })
  })
}
