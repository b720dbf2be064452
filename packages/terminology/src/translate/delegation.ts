import type { ConceptMap } from '../fhir/types.ts'
import type { Library } from '../library/library.ts'

const delegates = new WeakMap<ConceptMap, readonly string[]>()

/** The canonicals of the maps to which this one leaves what it does not map itself; found once for each map. */
function delegatesOf(map: ConceptMap): readonly string[] {
  let canonicals = delegates.get(map)
  if (canonicals === undefined) {
    canonicals = (map.group ?? []).flatMap(({ unmapped }) => unmapped?.otherMap ?? [])
    delegates.set(map, canonicals)
  }
  return canonicals
}

/**
 * Maps to which others leave codes behind those others, all else in its order: whoever reaches a map through another
 * need not ask it again.
 */
export function delegatingFirst(library: Library, maps: readonly ConceptMap[]): readonly ConceptMap[] {
  if (maps.length < 2) return maps
  const canonicals = maps.flatMap(delegatesOf)
  if (canonicals.length === 0) return maps
  const reached = new Set(canonicals.map((canonical) => library.conceptMap(canonical)))
  return [...maps.filter((map) => !reached.has(map)), ...maps.filter((map) => reached.has(map))]
}
