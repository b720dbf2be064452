import { headOf } from '../codes/facet-codec.ts'
import { layoutsOf } from '../codes/layout.ts'
import { isOverValue } from '../codes/value-tree.ts'
import type { Edition } from '../model/edition.ts'
import type { FacetTuple } from '../model/facets.ts'

/** Whether the exam `broad` is the exam `narrow` or is over it. A partial order over all facet tuples. */
export type Subsumes = (broad: FacetTuple, narrow: FacetTuple) => boolean

/**
 * Makes the order of an edition: A is over B when every field of A equals B's or is an ancestor of it (the part tree; the any-device value over its
 * devices), and 99 is over all of its field. A composite is not over its components: 双膝关节 is not over 左膝关节, nor 平扫+DWI over 平扫.
 */
export function createSubsumption(edition: Pick<Edition, 'schemes' | 'dictionaries'>): Subsumes {
  const layouts = layoutsOf(edition)
  return (broad, narrow) => {
    if (broad.scheme !== narrow.scheme) return false
    const layout = layouts.get(headOf(narrow).toUpperCase())
    if (layout === undefined || layouts.get(headOf(broad).toUpperCase())?.tag !== layout.tag) return false
    const [over, under]: Readonly<Record<string, string | null>>[] = [{ ...broad }, { ...narrow }]
    return layout.slots.every(({ facet, values }) => {
      if (facet === null || values === null) return true
      return isOverValue(over?.[facet] ?? '', under?.[facet] ?? '', values)
    })
  }
}
