import { splitCanonical } from '../fhir/choice.ts'
import type { ConceptMap, MapElement, MapGroup, MapTarget } from '../fhir/types.ts'
import { groupBy } from '../prices/group-by.ts'

/** An element and one of its targets, as a reverse translation meets them. */
export interface Mapping {
  readonly element: MapElement
  readonly target: MapTarget
}

/** A group of a map with its codes looked up in one step; order is that of the map. */
export interface IndexedGroup {
  readonly group: MapGroup
  readonly source: SystemVersion
  readonly target: SystemVersion
  bySource(code: string | undefined): readonly MapElement[]
  byTarget(code: string | undefined): readonly Mapping[]
}

export interface SystemVersion {
  readonly url: string
  readonly version: string
}

const indexes = new WeakMap<ConceptMap, readonly IndexedGroup[]>()

/** The groups of a map by their codes; made once for each map, which nobody changes, and let go of with it. */
export function indexedGroups(map: ConceptMap): readonly IndexedGroup[] {
  let groups = indexes.get(map)
  if (groups === undefined) {
    groups = (map.group ?? []).map(indexGroup)
    indexes.set(map, groups)
  }
  return groups
}

/** Each direction is indexed when it is first asked for: most maps are read in one only. */
function indexGroup(group: MapGroup): IndexedGroup {
  const elements = group.element ?? []
  let sources: ReadonlyMap<string | undefined, readonly MapElement[]> | undefined
  let targets: ReadonlyMap<string | undefined, readonly Mapping[]> | undefined
  return {
    group,
    source: splitCanonical(group.source ?? ''),
    target: splitCanonical(group.target ?? ''),
    bySource: (code) => {
      sources ??= groupBy(elements, (element) => element.code)
      return sources.get(code) ?? []
    },
    byTarget: (code) => {
      targets ??= groupBy(elements.flatMap(mappingsOf), ({ target }) => target.code)
      return targets.get(code) ?? []
    },
  }
}

function mappingsOf(element: MapElement): readonly Mapping[] {
  return (element.target ?? []).map((target) => ({ element, target }))
}
