import type { Language } from '@yingma/core'
import { type EditionIndex, type ItemRow, nameIn } from '../../app/edition.ts'

/** What one filter offers: its values with the number of items each would leave. */
export interface FilterGroup {
  readonly facet: string
  readonly values: readonly {
    readonly key: string
    readonly label: string
    readonly count: number
    readonly isOn: boolean
  }[]
}

export interface PartNode {
  /** `scheme:path`, as it stands in the address. */
  readonly key: string
  readonly label: string
  readonly count: number
  readonly children: readonly PartNode[]
}

/** An item with everything that filters ask of it, worked out once. */
export interface Filterable {
  readonly item: ItemRow
  /** `facet:value`. */
  readonly keys: ReadonlySet<string>
  /** From the broadest part to the finest, as `scheme:path`. */
  readonly parts: readonly string[]
}

/** Facets that filters are offered for, in this order. */
const FILTER_FACETS = [
  'modality',
  'device',
  'scan',
  'tag',
  'processing',
  'position',
  'route',
  'detail',
  'side',
  'status',
  'origin',
] as const

const NAMED = new Set<string>(['device', 'scan', 'processing', 'position', 'route', 'detail'])

/** Prepares all items: the names of their values, so that a filter means the same in every scheme. */
export function prepareItems(edition: EditionIndex): {
  readonly rows: readonly Filterable[]
  readonly labels: ReadonlyMap<string, { readonly name: string; readonly nameEn?: string }>
} {
  const labels = new Map<string, { name: string; nameEn?: string }>()
  const rows = edition.items.map((item): Filterable => {
    const keys = new Set([`modality:${item.modality}`, `status:${item.status}`, `origin:${item.origin}`])
    if (typeof item.facets.side === 'string') keys.add(`side:${item.facets.side}`)
    const parts: string[] = []
    for (const { slot, code, value } of edition.takeApart(item.code)) {
      if (value === undefined) continue
      const isPart = slot.facet === 'part' || slot.facet === null
      if (isPart) {
        const key = `${item.scheme}:${code.toUpperCase()}`
        parts.push(key)
        labels.set(key, value)
      } else if (slot.facet !== null && NAMED.has(slot.facet)) {
        const key = `${slot.facet}:${value.name}`
        keys.add(key)
        labels.set(key, value)
      }
      if (value.group !== undefined) keys.add(`tag:${value.group}`)
    }
    return { item, keys, parts }
  })
  return { rows, labels }
}

export interface Chosen {
  readonly facets: readonly string[]
  readonly part: string | undefined
}

/** Values of one facet are alternatives, facets narrow one another. */
export function matches(row: Filterable, { facets, part }: Chosen, except?: string): boolean {
  if (part !== undefined && except !== 'part' && !row.parts.includes(part)) return false
  const asked = new Map<string, string[]>()
  for (const key of facets) {
    const facet = key.slice(0, key.indexOf(':'))
    if (facet !== except) asked.set(facet, [...(asked.get(facet) ?? []), key])
  }
  return [...asked.values()].every((keys) => keys.some((key) => row.keys.has(key)))
}

/** The filters with their counts: of each facet as if nothing of it were chosen, so that alternatives show. */
export function filterGroups(
  rows: readonly Filterable[],
  chosen: Chosen,
  label: (key: string) => string,
): readonly FilterGroup[] {
  return FILTER_FACETS.map((facet) => {
    const counts = new Map<string, number>()
    for (const row of rows) {
      if (!matches(row, chosen, facet)) continue
      for (const key of row.keys) if (key.startsWith(`${facet}:`)) counts.set(key, (counts.get(key) ?? 0) + 1)
    }
    for (const key of chosen.facets) if (key.startsWith(`${facet}:`) && !counts.has(key)) counts.set(key, 0)
    const values = [...counts]
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .map(([key, count]) => ({ key, label: label(key), count, isOn: chosen.facets.includes(key) }))
    return { facet, values }
  }).filter(({ values }) => values.length > 1 || values.some(({ isOn }) => isOn))
}

/** The tree of parts, each with the number of items under it; equal single children are folded into their parent. */
export function partTree(
  rows: readonly Filterable[],
  chosen: Chosen,
  labels: ReadonlyMap<string, { readonly name: string; readonly nameEn?: string }>,
  language: Language,
): readonly PartNode[] {
  interface Growing {
    readonly key: string
    count: number
    readonly children: Map<string, Growing>
  }
  const roots = new Map<string, Growing>()
  for (const row of rows) {
    if (!matches(row, chosen, 'part')) continue
    let level = roots
    for (const key of row.parts) {
      const node = level.get(key) ?? { key, count: 0, children: new Map<string, Growing>() }
      node.count++
      level.set(key, node)
      level = node.children
    }
  }
  const grown = (level: Map<string, Growing>): readonly PartNode[] =>
    [...level.values()]
      .sort((a, b) => schemePlace(a.key) - schemePlace(b.key) || (a.key < b.key ? -1 : 1))
      .map(({ key, count, children }) => {
        const named = labels.get(key)
        return { key, count, label: named === undefined ? key : nameIn(language, named), children: grown(children) }
      })
  return grown(roots)
}

/** Radiology first, since it has the most items. */
const SCHEMES = ['radiology', 'ultrasound', 'pet', 'spect']

export function schemeOf(key: string): string {
  return key.slice(0, key.indexOf(':'))
}

function schemePlace(key: string): number {
  return SCHEMES.indexOf(schemeOf(key))
}
