import type { Site } from '../lexicon/site.ts'
import type { PartRelation, SideWord } from '../lexicon/term.ts'
import type { FacetName, Modifier, Relation, Span } from '../result.ts'

/** A scan or processing word in the vocabulary of the group. `own`: said in the same stretch as other words. */
export interface SaidScan {
  readonly code: string
  readonly segment: number
}

/** One exam as facets said: a part (or none) and the method words that reach it. */
export interface Exam {
  readonly group: number
  /** Numbers of the words that made the exam; empty once its facets came from elsewhere too. */
  signs: readonly number[]
  /** First two characters of the codes. */
  readonly head: string
  site: Site | null
  side: SideWord | null
  relation: PartRelation
  vague: string | null
  missing: string | null
  /** The place of the part word in any group, for places that the edition lacks in this one. */
  readonly place: Site | null
  readonly newborn: boolean
  /** A purpose that the edition publishes as a qualifier (颅脑[外伤]). */
  readonly qualifier: string | null
  scans: SaidScan[]
  processings: string[]
  positions: string[]
  routes: string[]
  details: string[]
  vascular: string | null
  modifiers: Modifier[]
  /** A bare modality word without a part and without a method. */
  bare: boolean
  alternative: boolean
  /** A vascular study of no part among several exams. */
  free: boolean
  /** The exam was said whole before its method joined it: the plain scan is meant too. */
  plainImplied: boolean
  spans: Span[]
  /** Exams that share one list of parts have the same number. */
  list: number
}

/** One chosen item, or an exam without one. */
export interface Answer {
  readonly code: string | null
  readonly relation: Relation
  readonly missing: readonly FacetName[]
  readonly closest: readonly string[]
  readonly spans: readonly Span[]
}

/** What resolution says of a name: filled exam by exam. */
export interface Outcome {
  answers: Answer[]
  /** The facet that is not said and has no convention; null when nothing is open. */
  ambiguous: FacetName | null
  candidates: { codes: readonly string[]; why: string }[]
  defaults: FacetName[]
  rules: string[]
  modifiers: Modifier[]
  flags: string[]
}

export const emptyOutcome = (): Outcome => ({
  answers: [],
  ambiguous: null,
  candidates: [],
  defaults: [],
  rules: [],
  modifiers: [],
  flags: [],
})

export function say<T>(list: T[], value: T): void {
  if (!list.includes(value)) list.push(value)
}

const RANK: Readonly<Record<Relation, number>> = { equivalent: 0, broader: 1, narrower: 2, none: 3 }

/** The weaker of two relations. */
export const weaker = (a: Relation, b: Relation): Relation => (RANK[a] >= RANK[b] ? a : b)

export function answer(outcome: Outcome, exam: Exam, code: string, relation: Relation): void {
  outcome.answers.push({ code, relation: weaker(relation, exam.relation), missing: [], closest: [], spans: exam.spans })
}

export function unanswered(
  outcome: Outcome,
  exam: Exam,
  missing: readonly FacetName[],
  closest: readonly string[],
): void {
  outcome.answers.push({ code: null, relation: 'none', missing, closest, spans: exam.spans })
}

/** Nothing is chosen: a facet that chooses the item is not said. The likely items are named. */
export function openFacet(outcome: Outcome, exam: Exam, facet: FacetName, candidates: readonly string[]): void {
  outcome.ambiguous ??= facet
  if (candidates.length > 0) outcome.candidates.push({ codes: candidates, why: `${facet}-not-said` })
  say(outcome.rules, `ambiguous:${facet}`)
  outcome.answers.push({ code: null, relation: 'none', missing: [facet], closest: candidates, spans: exam.spans })
}
