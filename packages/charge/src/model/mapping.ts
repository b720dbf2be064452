import type { Certainty } from './certainty.ts'

/** A setting that a row or rule depends on: `water-imaging=plain`. */
export interface Condition {
  readonly setting: string
  readonly value: string
}

/** A body part and the billing values that an exam of it counts, by vocabulary. A side is added from the part's facet. */
export interface PartRow {
  readonly part: string
  readonly name: string
  /** By vocabulary column (`ct`, `mra`, `us` …). `浅表淋巴结@颈部` carries a tag behind the value. */
  readonly values: Readonly<Record<string, readonly string[]>>
  readonly certainty: Certainty
  readonly when: Condition | null
  readonly note: string
}

/** One service of a scan: the price item and the vocabulary it is counted by. */
export interface ServicePattern {
  readonly main: string
  /** Column of the part table, or vocabulary of the fixed values. */
  readonly dimension: string
  /** Values that hold for every part; null takes those of the part. */
  readonly fixed: readonly string[] | null
  /** Surcharges that come with the scan; `value` names a technique that counts once per exam. */
  readonly surcharges: readonly { readonly code: string; readonly value: string | null }[]
  /** Billed only where no scan of the same region is there for the surcharge to hang on. */
  readonly implied: boolean
}

/** Why an item has no price: a closed list. */
export const UNPRICED_REASONS = ['no-price-item', 'inside-price', 'guidance', 'other-chapter'] as const
export type UnpricedReason = (typeof UNPRICED_REASONS)[number]

/** Why no standard item leads to a price item: a closed list. */
export const UNREACHABLE_REASONS = [
  'no-standard-item',
  'no-price',
  'hardware-not-said',
  'not-said',
  'finer-than-standard',
] as const

/** Which items a mapping row is about: alternatives in each field, `*` at an end matches the rest. */
export interface ItemPattern {
  readonly group: string
  readonly part: readonly string[]
  readonly scan: readonly string[]
  /** Post-processing, position, or `route/detail` of ultrasound. */
  readonly extra: readonly string[]
}

/** The first row that matches an item says how it is charged. */
export interface ScanRow extends ItemPattern {
  readonly services: readonly ServicePattern[]
  /** A part of the exam, or all of it, that has no price. */
  readonly unpriced: UnpricedReason | null
  readonly when: Condition | null
  readonly certainty: Certainty
  readonly note: string
}

/** Modifiers that an item carries by its own facets; every row that matches adds. */
export interface ImpliedRow extends ItemPattern {
  readonly modifiers: readonly string[]
  readonly certainty: Certainty
}

export const MODIFIER_EFFECTS = [
  'surcharge',
  'value',
  'replace',
  'add',
  'ai',
  'count',
  'twice',
  'flag',
  'reduce',
  'none',
] as const
export type ModifierEffect = (typeof MODIFIER_EFFECTS)[number]

/** What a modifier does to a main item; main `*` stands for all. */
export interface ModifierRow {
  readonly modifier: string
  readonly main: string
  readonly effect: ModifierEffect
  readonly code: string
  readonly certainty: Certainty
}

/** Words by which hospitals call a price item that no standard item answers to. */
export interface NameRow {
  /** The price items that are charged together, or none where `unpriced` says why. */
  readonly codes: readonly string[]
  readonly unpriced: UnpricedReason | null
  /** Words that all occur in the name; one word with `=` before it is the whole name. */
  readonly alternatives: readonly (readonly string[])[]
  /** Holds even where the name reads as a standard item: transcranial Doppler is charged by its own item. */
  readonly over: boolean
  readonly certainty: Certainty
}

/** From standard items to what is counted. */
export interface Mapping {
  readonly parts: readonly PartRow[]
  readonly scans: readonly ScanRow[]
  readonly implied: readonly ImpliedRow[]
  readonly modifiers: readonly ModifierRow[]
  /** X-ray position code → the exposures it stands for. */
  readonly positions: ReadonlyMap<string, readonly string[]>
  /** Local names of price items; the first row that matches holds. */
  readonly names: readonly NameRow[]
}
