import type { ItemPattern } from '../model/mapping.ts'
import type { ItemFacets } from './item-facets.ts'

/** Whether one of the alternatives fits; `*` ends a beginning, and in `route/detail` each side is matched apart. */
function fits(alternatives: readonly string[], value: string): boolean {
  return alternatives.some((alternative) => {
    if (alternative === '*') return true
    const at = alternative.indexOf('/')
    if (at >= 0) {
      const cut = value.indexOf('/')
      return one(alternative.slice(0, at), value.slice(0, cut)) && one(alternative.slice(at + 1), value.slice(cut + 1))
    }
    return one(alternative, value)
  })
}

function one(alternative: string, value: string): boolean {
  return alternative.endsWith('*') ? value.startsWith(alternative.slice(0, -1)) : alternative === value
}

/** Whether a mapping row is about an item, for one of the item's groups. */
export function matches(row: ItemPattern, facets: ItemFacets, group: string): boolean {
  return (
    row.group === group && fits(row.part, facets.part) && fits(row.scan, facets.scan) && fits(row.extra, facets.extra)
  )
}
