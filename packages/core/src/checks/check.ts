import type { EditionFacts } from '../diff/diff-editions.ts'
import type { Edition, Item } from '../model/edition.ts'
import type { FacetValue } from '../model/facets.ts'
import type { Finding, ItemRef, ValueRef } from './finding.ts'

/** The checks of a certificate, by what they prove. */
export type CheckId =
  | 'codes'
  | 'facets'
  | 'round-trip'
  | 'names-zh'
  | 'names-en'
  | 'check-characters'
  | 'releases'
  | 'composites'
  | 'parents'
  | 'ids'
  | 'successors'
  | 'origins'
  | 'registers'

/** What a check looked at and found. A check that has looked at nothing has proved nothing. */
export interface CheckOutcome {
  readonly examined: number
  readonly findings: readonly Finding[]
}

/** One property of an edition that can fail, with the releases that it must agree with. */
export type Check = (edition: Edition, releases: readonly EditionFacts[]) => CheckOutcome

export function refOf({ code, name }: Item): ItemRef {
  return { code, name }
}

export function valueRefOf({ dictionary, code, name }: FacetValue): ValueRef {
  return { dictionary, code, name }
}

/** Groups of two and more that share a key, in the order of their first members. */
export function clashes<T>(list: Iterable<T>, keyOf: (one: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>()
  for (const one of list) {
    const key = keyOf(one)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [one])
    else group.push(one)
  }
  return [...groups.values()].filter(({ length }) => length > 1)
}

/** Every value of every dictionary. */
export function allValues(edition: Pick<Edition, 'dictionaries'>): readonly FacetValue[] {
  return [...edition.dictionaries.values()].flatMap(({ values }) => [...values.values()])
}
