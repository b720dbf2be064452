import type { FacetTuple, FacetValue } from '../model/facets.ts'
import { type NamingContext, namedFacets } from './named-facets.ts'

/** One line of an item's sheet (内涵), and the facet value that it comes from. */
export interface SheetEntry {
  /** Field name, e.g. `region`, `contrast`, `dicomBodyPart`. */
  readonly field: string
  readonly value: string
  readonly from: FacetValue
}

/** The facets in the order in which a sheet tells them. */
const ORDER = ['device', 'modality', 'part', 'route', 'detail', 'scan', 'processing', 'position', 'process'] as const

/**
 * The sheet of an item, composed of what its facet values say. The region is the top of the part's tree and the side
 * is the part's; everything else is held per value. A field that no value states is not there: nothing is invented.
 */
export function itemSheet(context: NamingContext, facets: FacetTuple): readonly SheetEntry[] {
  const named = namedFacets(context, facets, 'zh')
  const entries: SheetEntry[] = []
  for (const facet of ORDER) {
    const value = named.get(facet)?.value
    if (value === undefined) continue
    if (facet === 'part') entries.push(...placeOf(context, value))
    for (const [field, text] of Object.entries(value.sheet)) entries.push({ field, value: text, from: value })
  }
  return entries
}

function placeOf(context: NamingContext, part: FacetValue): readonly SheetEntry[] {
  const top = topOf(context, part)
  const region: readonly SheetEntry[] = top === part ? [] : [{ field: 'region', value: top.name, from: top }]
  return part.side === undefined ? region : [...region, { field: 'side', value: part.side, from: part }]
}

/** The loader refuses parents that lead in a circle. */
function topOf(context: NamingContext, value: FacetValue): FacetValue {
  const values = context.dictionaries.get(value.dictionary)?.values
  let top = value
  while (top.parent !== undefined) {
    const parent = values?.get(top.parent.toUpperCase())
    if (parent === undefined) return top
    top = parent
  }
  return top
}
