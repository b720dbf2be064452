import type { FacetTuple } from '@yingma/core'

/** One distinct input: the local name and whatever other columns the table has. All text as written, never trimmed away. */
export interface NormaliseInput {
  readonly name: string
  readonly modality?: string
  readonly part?: string
  readonly side?: string
  readonly position?: string
  readonly method?: string
  readonly contrast?: string
  readonly device?: string
  readonly department?: string
  readonly ageGroup?: string
  readonly sex?: string
  /** The charge item booked with the order, when the table has both. */
  readonly charge?: string
  /** The institution's own code of the name: key of its decisions. */
  readonly localCode?: string
  /** Exams that carried this input; echoed, never used to decide. */
  readonly count?: number
}

export const STATES = ['mapped', 'review', 'conflict', 'ambiguous', 'no-item', 'not-exam'] as const
export type State = (typeof STATES)[number]

/** From the local name's side: `narrower` = the local name says more than the item. */
export const RELATIONS = ['equivalent', 'narrower', 'broader', 'none'] as const
export type Relation = (typeof RELATIONS)[number]

export const MODIFIERS = [
  'bedside',
  'energy',
  'thin-slice',
  'low-dose',
  'ecg-gating',
  'respiratory-gating',
  'standing',
  'weight-bearing',
  'stitching',
  'ai-assisted',
  'delayed',
  'stress',
  'child',
  'emergency',
  'screening',
  'grey-scale',
  'colour-doppler',
  'intracavitary',
  'stereo',
  'fetuses',
  'tracer',
  'pet-range',
  'bone-age',
] as const
export type Modifier = (typeof MODIFIERS)[number]

/** What makes the local name differ from the standard one. */
export const CLASSES = [
  'writing-variant',
  'several-items',
  'purpose',
  'contradiction',
  'hardware',
  'charging',
  'method-not-said',
  'position-not-said',
  'part-not-said',
  'note',
  'not-exam',
] as const
export type NameClass = (typeof CLASSES)[number]

export const FLAGS = [
  'conflict:modality',
  'conflict:part',
  'conflict:side',
  'conflict:contrast',
  'conflict:position',
  'conflict:name',
  'conflict:charge',
  'check:plain-not-said',
  'check:institution-protocol',
  'check:side-defaulted',
  'check:sex',
] as const
export type Flag = (typeof FLAGS)[number]

/** Why nothing was chosen: reasons of `no-item` and kinds of `not-exam`. */
export const REASONS = [
  'modality-not-covered',
  'part-missing',
  'scan-missing',
  'position-missing',
  'item-missing',
  'film',
  'surcharge',
  'consultation',
  'consumable',
  'treatment',
  'guidance',
  'other-service',
  'no-content',
] as const
export type Reason = (typeof REASONS)[number]

export type FacetName =
  | 'modality'
  | 'device'
  | 'part'
  | 'side'
  | 'scan'
  | 'processing'
  | 'position'
  | 'route'
  | 'detail'

/** `[start, end, facet]`: UTF-16 offsets into the original name, end exclusive. */
export type Span = readonly [number, number, string]

/**
 * One segment's answer. `code: null` goes with relation `none`: the segment is an exam without an item. `spans` are put
 * together when they are asked for: a copy of an item by spreading has none.
 */
export interface ResultItem {
  readonly code: string | null
  readonly name?: string
  readonly relation: Relation
  readonly facets?: FacetTuple
  readonly missing?: readonly FacetName[]
  readonly closest?: readonly string[]
  readonly spans: readonly Span[]
}

/** A reading that lost, and why (rule id). */
export interface Candidate {
  readonly codes: readonly string[]
  readonly why: string
}

/** The verdict on one distinct input. */
export interface Normalised {
  readonly name: string
  /** Echo of the input column, `""` if none. */
  readonly modality: string
  readonly count?: number
  readonly state: State
  readonly confidence: number
  /** The chosen set, in every state; empty only when nothing was chosen. */
  readonly items: readonly ResultItem[]
  readonly modifiers: readonly Modifier[]
  /** Facets taken by convention. */
  readonly defaults: readonly FacetName[]
  readonly classes: readonly NameClass[]
  readonly flags: readonly Flag[]
  readonly reason?: Reason
  readonly candidates: readonly Candidate[]
  /** Ids of the rules that fired, in order. */
  readonly rules: readonly string[]
}

/** `createNormaliser(edition, lexicon)` makes one; it keeps no state between calls that could change a result. */
export interface Normaliser {
  normalise(input: NormaliseInput): Normalised
}
