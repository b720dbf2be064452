import { headOf } from '../codes/facet-codec.ts'
import { layoutsOf, type Slot } from '../codes/layout.ts'
import type { Edition } from '../model/edition.ts'
import type { FacetTuple, FacetValue, Side } from '../model/facets.ts'

/** One facet of a code that stands for several values, and the codes that say them one by one. */
export interface Composite {
  /** `side` for the two-sided part, else the facet whose value is composite. */
  readonly facet: string
  readonly codes: readonly string[]
}

/** Takes codes apart, one composite facet at a time or down to codes that hold no composite. */
export interface Composites {
  /** The composite facets of an exam, in the order of the code; none for most exams. Components need not be items. */
  takeApart(facets: FacetTuple): readonly Composite[]
  /** The exams that an exam consists of: itself where nothing is composite. Sorted, none twice, in published letter case. */
  atomsOf(facets: FacetTuple): readonly string[]
}

/** 平扫+增强 is one method of CT and MR, planned and charged as one: it is never taken apart, not even inside 平扫+增强+CTU. */
const WHOLE_SCANS: ReadonlySet<string> = new Set(['22'])

/** Makes the composites of an edition: left and right of a two-sided part, and the components that the dictionaries name. */
export function createComposites(edition: Pick<Edition, 'schemes' | 'dictionaries'>): Composites {
  const layouts = layoutsOf(edition)
  const sides = sidesOf(edition)

  function partsOf(slot: Slot, code: string): readonly string[] {
    const value = slot.values?.get(code.toUpperCase())
    if (value === undefined || (slot.facet === 'scan' && WHOLE_SCANS.has(code))) return [code]
    const pair = value.side === 'both' ? sides.get(`${slot.dictionary}|${value.site}`) : undefined
    if (pair?.left !== undefined && pair.right !== undefined) return [pair.left, pair.right]
    return value.components ?? [code]
  }

  function slotsOf(facets: FacetTuple): readonly (readonly [Slot, string])[] {
    const given: Readonly<Record<string, string | null | undefined>> = { ...facets }
    const slots = layouts.get(headOf(facets).toUpperCase())?.slots ?? []
    return slots.flatMap((slot) => (slot.facet === null ? [] : [[slot, given[slot.facet] ?? slot.fixed] as const]))
  }

  function takeApart(facets: FacetTuple): readonly Composite[] {
    const slots = slotsOf(facets)
    return slots.flatMap(([slot, code], at) => {
      const parts = partsOf(slot, code)
      if (parts.length < 2) return []
      const isSide = slot.values?.get(code.toUpperCase())?.side === 'both'
      const codes = parts.map((part) => slots.map(([, own], index) => (index === at ? part : own)).join(''))
      return [{ facet: isSide ? 'side' : (slot.facet ?? slot.field), codes }]
    })
  }

  function atomsOf(facets: FacetTuple): readonly string[] {
    let atoms: readonly string[] = ['']
    for (const [slot, code] of slotsOf(facets)) {
      const leaves = leavesOf(slot, code)
      atoms =
        leaves.length === 1
          ? atoms.map((atom) => atom + leaves[0])
          : atoms.flatMap((atom) => leaves.map((leaf) => atom + leaf))
    }
    return atoms.length === 1 ? atoms : [...new Set(atoms)].sort()
  }

  /** Components of components, down to values that are taken apart no further. */
  function leavesOf(slot: Slot, code: string, within: readonly string[] = []): readonly string[] {
    const parts = partsOf(slot, code).filter((part) => !within.includes(part))
    if (parts.length < 2) return [code]
    return parts.flatMap((part) => leavesOf(slot, part, [...within, code]))
  }

  return { takeApart, atomsOf }
}

/** Codes of the sided parts of every site, by `dictionary|site`. */
function sidesOf(edition: Pick<Edition, 'dictionaries'>): ReadonlyMap<string, Readonly<Partial<Record<Side, string>>>> {
  const sides = new Map<string, Partial<Record<Side, string>>>()
  for (const { id, values } of edition.dictionaries.values()) {
    for (const value of values.values()) addSide(`${id}|${value.site}`, value, sides)
  }
  return sides
}

function addSide(key: string, value: FacetValue, sides: Map<string, Partial<Record<Side, string>>>): void {
  if (value.side === undefined) return
  sides.set(key, { ...sides.get(key), [value.side]: value.code })
}
