import { describe, expect, test } from 'vitest'
import { smallEdition, withItem, withItems, withValue } from '../testing/small-edition.ts'
import { diffEditions } from './diff-editions.ts'

const edition = smallEdition()
const [first, ...rest] = edition.items
if (first === undefined) throw new Error('the fixture is empty')

const EMPTY = {
  from: '0.0.1',
  to: '0.0.1',
  added: [],
  removed: [],
  retired: [],
  revived: [],
  renamed: [],
  renamedEn: [],
  remeant: [],
  reused: [],
  recoded: [],
}

describe('between two editions', () => {
  test('nothing differs where nothing changed, or only width, case and spaces of a name', () => {
    expect(diffEditions(edition, edition)).toEqual(EMPTY)
    expect(diffEditions(edition, withItem(edition, first.code, { name: 'ｃｔ 颅脑（平扫）' }))).toEqual(EMPTY)
  })

  test('an item is added or removed', () => {
    const without = withItems(edition, rest)
    expect(diffEditions(without, edition)).toEqual({ ...EMPTY, added: [first] })
    expect(diffEditions(edition, without)).toEqual({ ...EMPTY, removed: [first] })
  })

  test('an item is retired with its successors, or revived', () => {
    const retired = withItem(edition, first.code, { status: 'retired', successors: ['20010100220000'] })
    const { retired: list } = diffEditions(edition, retired)
    expect(list).toMatchObject([{ item: { code: first.code }, successors: [{ code: '20010100220000' }] }])
    expect(diffEditions(retired, edition)).toEqual({ ...EMPTY, revived: [first] })
  })

  test('an item is renamed, in either language', () => {
    const renamed = withItem(edition, first.code, { name: 'CT头(平扫)', nameEn: 'CT head' })
    expect(diffEditions(edition, renamed)).toEqual({
      ...EMPTY,
      renamed: [{ code: first.code, before: first.name, after: 'CT头(平扫)' }],
      renamedEn: [{ code: first.code, before: first.nameEn, after: 'CT head' }],
    })
  })

  test('a code is re-meant when a value of its fields has another meaning', () => {
    const { remeant } = diffEditions(edition, withValue(edition, 'scans-xr', 'M1', { name: '干板摄影' }))
    expect(remeant.map(({ code, facet, before, after }) => [code.slice(0, 2), facet, before, after])).toEqual(
      Array(5).fill(['44', 'scan', '钼靶', '干板摄影']),
    )
  })

  test('a code is reused when it stands for another concept', () => {
    const reused = withItem(edition, first.code, { conceptId: '999999990' })
    expect(diffEditions(edition, reused)).toEqual({
      ...EMPTY,
      reused: [{ code: first.code, before: first.conceptId, after: '999999990' }],
    })
  })

  test('a concept is recoded when it moves to another code', () => {
    const moved = {
      ...first,
      code: '20010104220000',
      facets: { ...first.facets, part: '010104', scan: '22' } as typeof first.facets,
    }
    expect(diffEditions(edition, withItems(edition, [moved, ...rest]))).toEqual({
      ...EMPTY,
      recoded: [{ conceptId: first.conceptId, before: first, after: moved, facets: ['part', 'scan'] }],
    })
  })
})
