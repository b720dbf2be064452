import type { FacetValue } from '../model/facets.ts'

type Values = ReadonlyMap<string, FacetValue>

/** Deeper than any dictionary; a cycle of parents, which the certificate reports, ends here instead of running on. */
const DEEPEST = 16

/** The broader values of a value, nearest first; empty for a root or an unknown code. */
export function ancestorsOf(code: string, values: Values): readonly FacetValue[] {
  const found: FacetValue[] = []
  let parent = values.get(code.toUpperCase())?.parent
  while (parent !== undefined && found.length < DEEPEST) {
    const value = values.get(parent.toUpperCase())
    if (value === undefined) break
    found.push(value)
    parent = value.parent
  }
  return found
}

/** Whether `code` says "not specified": 99 in a field of two characters, 999999 in a path. */
export function isUnspecified(code: string): boolean {
  return code.length > 1 && /^9+$/.test(code)
}

/** Whether the value `broad` is the value `narrow` or an ancestor of it, or is unspecified; a composite is not over its components. */
export function isOverValue(broad: string, narrow: string, values: Values): boolean {
  if (broad.toUpperCase() === narrow.toUpperCase() || isUnspecified(broad)) return true
  return ancestorsOf(narrow, values).some((value) => value.code.toUpperCase() === broad.toUpperCase())
}
