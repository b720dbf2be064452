import { type Edition, type FacetTuple, facetKey, type Item, isOverValue, namedFacets, type Text } from '@yingma/core'
import type { Modifier } from '@yingma/normalise'
import type { NameIndex } from '../impact/name-index.ts'
import { codesAt, type ItemUse, noUse, type Use, UseCount } from './item-use.ts'

/** An item whose names often say a method that it does not tell apart: what an item of its own would hold. */
export interface SplitSuggestion extends ItemUse {
  readonly modifier: Modifier
  /** The names of the item that say it. */
  readonly said: Use
}

/** Items that may be one exam, and the one that would stay. */
export interface MergeSuggestion {
  readonly into: ItemUse
  readonly items: readonly ItemUse[]
  readonly reason: Text
}

export interface Granularity {
  /** Items by use, the most exams first. */
  readonly uses: readonly ItemUse[]
  /** Items that carry so much of their modality that they may be too coarse. */
  readonly coarse: readonly ItemUse[]
  /** Items with little use under a broader item with much: too fine, perhaps. */
  readonly fine: readonly (ItemUse & { readonly broader: string })[]
  readonly splits: readonly SplitSuggestion[]
  readonly merges: readonly MergeSuggestion[]
}

const LISTED = 50
/** An item that takes more than this share of all exams of its modality is looked at. */
const COARSE_SHARE = 0.1
/** Below this share of the broader item's exams an item hardly earns its own code. */
const FINE_SHARE = 0.001
/** A method said in fewer of an item's exams is a peculiarity, not a split. */
const SPLIT_SHARE = 0.05

/**
 * Who is examined, where and why is said in records of its own and never makes an item; what is left says how the exam is
 * made.
 */
const CIRCUMSTANCES: ReadonlySet<Modifier> = new Set<Modifier>([
  'bedside',
  'child',
  'emergency',
  'screening',
  'fetuses',
  'ai-assisted',
])

/** Whether items are as fine as their use: lists with the most telling first. */
export function granularityOf(index: NameIndex, active: readonly Item[], uses: readonly ItemUse[]): Granularity {
  const { edition } = index.draft
  const used = new Map(uses.map((use) => [use.code, use]))
  return {
    uses: uses.slice(0, LISTED),
    coarse: coarseOf(edition, uses),
    fine: fineOf(edition, active, used),
    splits: splitsOf(index, used),
    merges: mergesOf(edition, active, used),
  }
}

function coarseOf(edition: Edition, uses: readonly ItemUse[]): readonly ItemUse[] {
  const modality = (code: string): string => edition.byCode.get(code.toUpperCase())?.modality ?? ''
  const totals = new Map<string, number>()
  for (const { code, exams } of uses) totals.set(modality(code), (totals.get(modality(code)) ?? 0) + exams)
  return uses.filter(({ code, exams }) => exams > COARSE_SHARE * (totals.get(modality(code)) ?? 0)).slice(0, LISTED)
}

/** An item under another of the same device and scan whose part is broader. */
function fineOf(edition: Edition, active: readonly Item[], used: ReadonlyMap<string, ItemUse>): Granularity['fine'] {
  const parts = edition.dictionaries.get('radiology-parts')?.values ?? new Map()
  const groups = new Map<string, Item[]>()
  for (const item of active.filter(({ scheme }) => scheme === 'radiology')) {
    const key = methodOf(item)
    groups.set(key, [...(groups.get(key) ?? []), item])
  }
  const found = [...groups.values()].flatMap((items) =>
    items.flatMap((item) => {
      const use = used.get(item.code)
      const broader = items.find((other) => other !== item && isOverValue(other.facets.part, item.facets.part, parts))
      const above = broader === undefined ? undefined : used.get(broader.code)
      if (use === undefined || above === undefined || use.exams > FINE_SHARE * above.exams) return []
      return [{ ...use, broader: above.code }]
    }),
  )
  return found.sort((a, b) => a.exams - b.exams).slice(0, LISTED)
}

function methodOf({ facets }: Item): string {
  const { part: _part, side: _side, ...method } = { side: null, ...facets }
  return JSON.stringify(method)
}

/** Methods that names of an item say and its code does not, where several institutions do if several are known. */
function splitsOf(index: NameIndex, used: ReadonlyMap<string, ItemUse>): readonly SplitSuggestion[] {
  const said = new UseCount()
  for (const [at, name] of index.names.entries()) {
    const [code, second] = codesAt(index, at)
    // With several items nobody knows of which it is said.
    if (code === undefined || second !== undefined) continue
    for (const modifier of index.readings[at]?.modifiers ?? []) said.add(`${code}\t${modifier}`, name)
  }
  const found = said.all().flatMap(([key, use]) => {
    const [code = '', modifier] = key.split('\t') as [string, Modifier]
    const item = used.get(code)
    if (item === undefined || CIRCUMSTANCES.has(modifier)) return []
    const isOnePlace = use.institutions === 1 && item.institutions > 1
    return isOnePlace || use.exams < SPLIT_SHARE * item.exams ? [] : [{ ...item, modifier, said: use }]
  })
  return found.slice(0, LISTED)
}

/** Items that differ only by values which the standard itself suspects to mean the same; the most used first. */
function mergesOf(
  edition: Edition,
  active: readonly Item[],
  used: ReadonlyMap<string, ItemUse>,
): Granularity['merges'] {
  const found = edition.suspectedSynonyms.flatMap(({ dictionary, codes, preferred, reason }) => {
    const groups = new Map<string, { into: ItemUse | undefined; items: ItemUse[] }>()
    for (const item of active) {
      const facet = facetOf(edition, item, dictionary, codes)
      if (facet === undefined) continue
      const key = facetKey({ ...item.facets, [facet.name]: preferred } as FacetTuple)
      const group = groups.get(key) ?? { into: undefined, items: [] }
      const use = used.get(item.code) ?? noUse(item)
      if (facet.value === preferred) group.into = use
      else group.items.push(use)
      groups.set(key, group)
    }
    return [...groups.values()].flatMap(({ into, items }) =>
      into === undefined || items.length === 0 ? [] : [{ into, items, reason }],
    )
  })
  const exams = ({ into, items }: MergeSuggestion): number => items.reduce((sum, item) => sum + item.exams, into.exams)
  return found.sort((a, b) => exams(b) - exams(a)).slice(0, LISTED)
}

/** The facet of an item whose value is one of these of the dictionary. */
function facetOf(
  edition: Edition,
  { facets }: Item,
  dictionary: string,
  codes: readonly string[],
): { readonly name: string; readonly value: string } | undefined {
  const named = namedFacets(edition, facets, 'zh')
  for (const [name, value] of Object.entries(facets)) {
    if (codes.includes(value) && named.get(name)?.value.dictionary === dictionary) return { name, value }
  }
  return undefined
}
