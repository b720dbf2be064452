import { createFacetCodec, type Edition, EXTENSION_PREFIX, type FacetValue, type Item } from '@yingma/core'
import { GovernRefusal } from '../problems/govern-problem.ts'
import type { StandardTables } from '../tables/standard-tables.ts'
import { withCells, withRows } from '../tables/table-edit.ts'
import type { Leaving, ValueChange } from './change.ts'
import { type Departure, withRetired } from './retirements.ts'
import { activeItemsWith, facetFilledBy } from './value-use.ts'

/** What a value is; other values are retired and followed by others, never rewritten. */
const FIXED: readonly string[] = ['code', 'status', 'origin']

/** Applies what happens to values of a dictionary; merging and splitting take the items of the value with them. */
export function applyValueChange(tables: StandardTables, edition: Edition, change: ValueChange): StandardTables {
  const { dictionary } = change
  if (!edition.dictionaries.has(dictionary)) {
    throw new GovernRefusal({ code: 'govern-dictionary-unknown', value: dictionary })
  }
  switch (change.kind) {
    case 'add':
      return added(tables, edition, change)
    case 'change':
    case 're-word':
      return changed(tables, edition, change)
    case 'retire':
      return retiredValue(tables, edition, dictionary, mustValue(edition, dictionary, change.code))
    case 'merge':
      return replaced(tables, edition, dictionary, { ...change, into: [change.into] })
    case 'split':
      return replaced(tables, edition, dictionary, { ...change, codes: [change.code] })
  }
}

function fileOf(dictionary: string): string {
  return `facets/${dictionary}.tsv`
}

function mustValue(edition: Edition, dictionary: string, code: string): FacetValue {
  const value = edition.dictionaries.get(dictionary)?.values.get(code.toUpperCase())
  if (value === undefined) throw new GovernRefusal({ code: 'govern-value-unknown', dictionary, value: code })
  return value
}

function added(
  tables: StandardTables,
  edition: Edition,
  { dictionary, row }: Extract<ValueChange, { readonly kind: 'add' }>,
): StandardTables {
  const code = row.code ?? ''
  const existing = edition.dictionaries.get(dictionary)?.values.get(code.toUpperCase())
  if (existing !== undefined) {
    throw new GovernRefusal({ code: 'govern-value-exists', dictionary, value: code, name: existing.name })
  }
  return withRows(tables, fileOf(dictionary), [{ status: 'active', origin: 'published', ...row }])
}

function changed(
  tables: StandardTables,
  edition: Edition,
  { dictionary, code, cells }: Extract<ValueChange, { readonly cells: unknown }>,
): StandardTables {
  const value = mustValue(edition, dictionary, code)
  const fixed = Object.keys(cells).find((column) => FIXED.includes(column))
  if (fixed !== undefined) throw new GovernRefusal({ code: 'govern-value-fixed', column: fixed })
  return withCells(tables, fileOf(dictionary), ['code', value.code], cells) || tables
}

/** A value goes out of use when no active item has it. */
function retiredValue(
  tables: StandardTables,
  edition: Edition,
  dictionary: string,
  value: FacetValue,
  leaving: ReadonlySet<Item> = new Set(),
): StandardTables {
  const user = activeItemsWith(edition, value).find((item) => !leaving.has(item))
  if (user !== undefined) {
    const { code, name } = user
    throw new GovernRefusal({ code: 'govern-value-in-use', dictionary, value: value.code, item: code, name })
  }
  return withCells(tables, fileOf(dictionary), ['code', value.code], { status: 'retired' }) || tables
}

interface Replacement extends Leaving {
  readonly codes: readonly string[]
  readonly into: readonly string[]
}

/** Retires values and their items; each item is followed by those that have the new values in its place. */
function replaced(
  tables: StandardTables,
  edition: Edition,
  dictionary: string,
  { codes, into, reason, date }: Replacement,
): StandardTables {
  const values = codes.map((code) => mustValue(edition, dictionary, code))
  const targets = into.map((code) => mustValue(edition, dictionary, code))
  const leaving = values.flatMap((value) => activeItemsWith(edition, value).map((item) => ({ item, value })))
  const departures = leaving.map(({ item, value }): Departure => {
    const successors = targets.map((target) => counterpart(edition, item, value, target))
    return { code: item.code, successors, reason, date }
  })
  const without = departures.length === 0 ? tables : withRetired(tables, edition, departures)
  const gone = new Set(leaving.map(({ item }) => item))
  return values.reduce((before, value) => retiredValue(before, edition, dictionary, value, gone), without)
}

/** The code of the item that says `target` where `item` says `value`; an orphan is found when the retirement is checked. */
function counterpart(edition: Edition, item: Item, value: FacetValue, target: FacetValue): string {
  const facet = facetFilledBy(edition, item, value)
  const side = 'side' in item.facets && facet === 'part' ? { side: target.side ?? null } : {}
  const code = createFacetCodec(edition).codeOf({ ...item.facets, [facet]: target.code, ...side } as Item['facets'])
  const prefix = item.origin === 'extension' ? EXTENSION_PREFIX : ''
  if (code !== null && edition.byCode.has((prefix + code).toUpperCase())) return prefix + code
  return code === null ? target.code : prefix + code
}
