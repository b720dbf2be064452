import { within } from '../lexicon/site.ts'
import type { Term } from '../lexicon/term.ts'

/**
 * How the place of `term` lies to the place of `other`. Places that one group has one part for and another group tells
 * apart (腮腺, 颌下腺: both salivary glands in fluoroscopy) are not the same place.
 */
export function relate(term: Term, other: Term): 'same' | 'finer' | 'wider' | 'apart' {
  if (term === other) return 'same'
  let relation: 'same' | 'finer' | 'wider' | 'apart' = 'apart'
  let toldApart = false
  for (let group = 0; group < term.meanings.length; group++) {
    const a = term.meanings[group]?.sites ?? []
    const b = other.meanings[group]?.sites ?? []
    if (a.length === 0 || b.length === 0) continue
    const inside = a.every((x) => b.some((y) => within(x, y)))
    const around = b.every((y) => a.some((x) => within(y, x)))
    if (inside && !around) return 'finer'
    if (inside) relation = 'same'
    else if (!around) toldApart = true
    else if (relation === 'apart') relation = 'wider'
  }
  return relation === 'same' && toldApart ? 'apart' : relation
}
