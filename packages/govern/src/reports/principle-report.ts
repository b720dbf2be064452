import { type Edition, EXTENSION_PREFIX, type Item, isOverValue, neighbours } from '@yingma/core'
import type { NameIndex } from '../impact/name-index.ts'

/** One cell of the coverage matrix: items of a modality at a first-level part, by scan. */
export interface CoverageCell {
  readonly modality: string
  /** Name of the first-level part. */
  readonly region: string
  readonly items: number
  readonly scans: number
}

/** How an item is used in the names that are known. */
export interface ItemUse {
  readonly code: string
  readonly name: string
  readonly exams: number
  readonly institutions: number
  readonly names: number
}

/** What the five principles look like in figures; lists are the most telling first. */
export interface PrincipleReport {
  readonly version: string
  readonly coverage: readonly CoverageCell[]
  readonly volume: {
    readonly names: number
    readonly exams: number
    readonly mappedNames: number
    readonly mappedExams: number
    /** Names that no item answers, the most used first. */
    readonly tail: readonly { readonly name: string; readonly exams: number; readonly institution: string }[]
  }
  readonly granularity: {
    readonly uses: readonly ItemUse[]
    /** Items that carry so much under so many different names that they may be too coarse. */
    readonly coarse: readonly ItemUse[]
    /** Items with little use under a broader item with much: too fine, perhaps. */
    readonly fine: readonly (ItemUse & { readonly broader: string })[]
  }
  /** Pairs of codes one keystroke apart, left and right aside. */
  readonly confusable: readonly { readonly code: string; readonly other: string; readonly at: number }[]
  readonly unused: readonly { readonly code: string; readonly name: string }[]
}

const TAIL = 200
const LISTED = 50
/** An item that takes more than this share of all exams of its modality is looked at. */
const COARSE_SHARE = 0.1
/** Below this share of the broader item's exams an item hardly earns its own code. */
const FINE_SHARE = 0.001

/** Computes the report over the names of an index; without names the figures of use are empty. */
export function principleReport({ draft: { edition }, names, readings }: NameIndex): PrincipleReport {
  const uses = usesOf(edition, { names, readings })
  const used = new Map(uses.map((use) => [use.code, use]))
  const active = edition.items.filter(({ status }) => status === 'active')
  const isMapped = (at: number): boolean => (readings[at]?.codes.length ?? 0) > 0
  const mapped = names.filter((_, at) => isMapped(at))
  return {
    version: edition.version,
    coverage: coverageOf(edition, active),
    volume: {
      names: names.length,
      exams: sum(names),
      mappedNames: mapped.length,
      mappedExams: sum(mapped),
      tail: names
        .filter((_, at) => !isMapped(at) && readings[at]?.state !== 'not-exam')
        .sort((a, b) => b.exams - a.exams)
        .slice(0, TAIL)
        .map(({ name, exams, institution }) => ({ name, exams, institution })),
    },
    granularity: { uses: uses.slice(0, LISTED), coarse: coarseOf(edition, uses), fine: fineOf(edition, active, used) },
    confusable: active.flatMap(({ code }) =>
      neighbours(code, edition)
        .filter(({ item }) => item.code > code)
        .map(({ item, at }) => ({ code, other: item.code, at })),
    ),
    unused:
      names.length === 0 ? [] : active.filter(({ code }) => !used.has(code)).map(({ code, name }) => ({ code, name })),
  }
}

function coverageOf(edition: Edition, items: readonly Item[]): readonly CoverageCell[] {
  const cells = new Map<string, { items: number; scans: Set<string> }>()
  for (const item of items) {
    const key = `${item.modality}\t${regionOf(edition, item)}`
    const cell = cells.get(key) ?? { items: 0, scans: new Set<string>() }
    cell.items += 1
    cell.scans.add(item.facets.scan)
    cells.set(key, cell)
  }
  return [...cells].map(([key, cell]) => {
    const [modality = '', region = ''] = key.split('\t')
    return { modality, region, items: cell.items, scans: cell.scans.size }
  })
}

/** Name of the first level of the item's part. */
function regionOf(edition: Edition, { facets, scheme, code }: Item): string {
  const start = code.startsWith(EXTENSION_PREFIX) ? EXTENSION_PREFIX.length : 0
  const first = facets.part.slice(0, 2)
  const dictionary = scheme === 'radiology' ? 'radiology-parts' : `${scheme}-systems`
  return edition.dictionaries.get(dictionary)?.values.get(first.toUpperCase())?.name ?? code.slice(start, start + 4)
}

function usesOf(edition: Edition, { names, readings }: Pick<NameIndex, 'names' | 'readings'>): readonly ItemUse[] {
  const found = new Map<string, { exams: number; names: number; places: Set<string> }>()
  for (const [at, { exams, institution }] of names.entries()) {
    for (const code of readings[at]?.codes ?? []) {
      const use = found.get(code) ?? { exams: 0, names: 0, places: new Set<string>() }
      use.exams += exams
      use.names += 1
      use.places.add(institution)
      found.set(code, use)
    }
  }
  return [...found]
    .map(([code, { exams, names: count, places }]) => {
      const name = edition.byCode.get(code.toUpperCase())?.name ?? ''
      return { code, name, exams, names: count, institutions: places.size }
    })
    .sort((a, b) => b.exams - a.exams)
}

function coarseOf(edition: Edition, uses: readonly ItemUse[]): readonly ItemUse[] {
  const modality = (code: string): string => edition.byCode.get(code.toUpperCase())?.modality ?? ''
  const totals = new Map<string, number>()
  for (const { code, exams } of uses) totals.set(modality(code), (totals.get(modality(code)) ?? 0) + exams)
  return uses.filter(({ code, exams }) => exams > COARSE_SHARE * (totals.get(modality(code)) ?? 0)).slice(0, LISTED)
}

/** An item under another of the same device and scan whose part is broader. */
function fineOf(
  edition: Edition,
  active: readonly Item[],
  used: ReadonlyMap<string, ItemUse>,
): PrincipleReport['granularity']['fine'] {
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

function sum(rows: readonly { readonly exams: number }[]): number {
  return rows.reduce((total, { exams }) => total + exams, 0)
}
