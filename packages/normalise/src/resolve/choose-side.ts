import type { Site } from '../lexicon/site.ts'
import { type Exam, type Outcome, say } from './exam.ts'

/** Sites that are read two-sided when no side is said: the closed list of the conventions. */
const TWO_SIDED_BY_CUSTOM: Readonly<Record<string, readonly number[]>> = {
  髋关节: [0, 1],
  乳腺: [1, 3],
}

/** The part codes that an exam is of, with what choosing them meant. Null: the side is open. */
export interface SidedParts {
  readonly codes: readonly string[]
  readonly relation: 'equivalent' | 'narrower' | 'broader'
}

/** The codes of a site for the side said. Candidates for an open side are left, right and both, where published. */
export function chooseSide(exam: Exam, site: Site, outcome: Outcome): SidedParts | null {
  if (site.code !== null) {
    const told = exam.side === 'left' || exam.side === 'right'
    return { codes: [site.code], relation: told ? 'narrower' : 'equivalent' }
  }
  const side = exam.side
  if (side === 'left' && site.left !== null) return { codes: [site.left], relation: 'equivalent' }
  if (side === 'right' && site.right !== null) return { codes: [site.right], relation: 'equivalent' }
  if (side === 'both') {
    if (site.both !== null) return { codes: [site.both], relation: 'equivalent' }
    return { codes: [site.left, site.right].filter((code) => code !== null), relation: 'equivalent' }
  }
  if (side === null && site.both !== null) {
    const custom = TWO_SIDED_BY_CUSTOM[site.key]?.includes(exam.group) ?? exam.group === 5
    if (custom) {
      say(outcome.defaults, 'side')
      say(outcome.rules, 'default:side-both')
      return { codes: [site.both], relation: 'broader' }
    }
  }
  return null
}

export const sideCandidates = (site: Site): readonly string[] =>
  [site.both, site.left, site.right].filter((code): code is string => code !== null)
