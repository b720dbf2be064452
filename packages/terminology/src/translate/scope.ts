import type { Coding, ConceptMap } from '../fhir/types.ts'
import type { TxRequest } from '../request/tx-request.ts'
import { membershipOf } from '../validate/membership.ts'
import { placesOf } from '../validate/validate-wish.ts'
import { compileValueSet } from '../value-sets/compile.ts'
import { findValueSet } from '../value-sets/find-value-set.ts'

/** Whether a coding is in a value set. */
export type InScope = (coding: Coding) => boolean

const PLACES = placesOf('coding')

/** A value set as the scope of a translation; undefined where it is not held and nothing can be said. */
export function scopeOf(request: TxRequest, canonical: string): InScope | undefined {
  const valueSet = findValueSet(request.library, canonical)
  if (valueSet === undefined) return undefined
  const set = compileValueSet(request, valueSet)
  return (coding) => membershipOf(request, set, coding, PLACES).isMember
}

/** The value set from which the codes of a map come (`source`), or to which they go. */
export function scopeNamed(map: ConceptMap, side: 'source' | 'target'): string | undefined {
  return side === 'source'
    ? (map.sourceScopeUri ?? map.sourceScopeCanonical)
    : (map.targetScopeUri ?? map.targetScopeCanonical)
}

/** Whether the map is about the coding at all, as far as its own scope is held: undefined where that cannot be said. */
export function isInScopeOf(
  request: TxRequest,
  map: ConceptMap,
  side: 'source' | 'target',
  coding: Coding,
): boolean | undefined {
  const canonical = scopeNamed(map, side)
  return canonical === undefined ? true : scopeOf(request, canonical)?.(coding)
}
