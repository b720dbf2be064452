import type { Cents, ChargeProblem, PriceLine } from '@yingma/charge'
import type { Side } from '@yingma/core'
import type { OldEntry } from './old-entry.ts'

/** What the order form may do with the side: the code says it, none may be said, or the order says it. */
export type SideRule = `forced:${Side}` | 'forbidden' | 'free'

/** A line of the bill of one exam of the item. */
export type ChargeLine = Pick<PriceLine, 'code' | 'name' | 'unit' | 'quantity' | 'amountCents' | 'insuranceClass'> & {
  /** The insurance code of the price item; '' where the hospital gave none. */
  readonly insurance: string
}

/** One item of the hospital's new dictionary. */
export interface DictionaryItem {
  readonly code: string
  readonly kind: 'official' | 'device' | 'local'
  /** The official item above a local one. */
  readonly parent: string | null
  /** Official components of a local item, in the order given; the code alone for others. */
  readonly components: readonly string[]
  readonly name: string
  readonly nameEn: string
  /** First letters of the syllables, upper case. */
  readonly pinyin: string
  readonly modality: string
  readonly device: string
  readonly room: string
  readonly part: string
  readonly side: SideRule
  /** none, with, both, or '' where the item says nothing of it. */
  readonly contrast: string
  readonly minutes: number | null
  readonly preparation: string
  readonly safety: string
  /** Names that the hospital used, most exams first. */
  readonly aliases: readonly string[]
  readonly charges: readonly ChargeLine[]
  /** Sum of the lines; null where no schedule was given or nothing has a price. */
  readonly priceCents: Cents | null
  /** True when the lines are not the whole price. */
  readonly pricePartial: boolean
  readonly insurance: readonly string[]
  readonly active: boolean
  /** Why it is here. */
  readonly from: 'volume' | 'chosen' | 'local'
  /** Exams a year of the old table that lead here; those whose side or the like only the order says are not split up. */
  readonly exams: number
  readonly oldCodes: readonly string[]
}

/** How an old entry was answered. `rules`: the normaliser was sure, and the office takes such readings as accepted. */
export type Answer =
  | { readonly kind: 'items'; readonly codes: readonly string[]; readonly by: 'decision' | 'rules' }
  | {
      readonly kind: 'by-column'
      readonly column: string
      readonly choices: readonly { readonly cell: string; readonly codes: readonly string[] }[]
    }
  | { readonly kind: 'no-item'; readonly by: 'decision' | 'rules' }
  | { readonly kind: 'not-exam'; readonly by: 'decision' | 'rules' }
  | {
      readonly kind: 'open'
      readonly state: string
      readonly suggested: readonly string[]
      readonly flags: readonly string[]
    }

/** An old entry, its answer, and what an exam of it costs by the new lines. */
export interface Crossed {
  readonly entry: OldEntry
  readonly answer: Answer
  /** Per exam by the schedule: the whole set quoted as one session; null without schedule, without price or where the order decides. */
  readonly newCents: Cents | null
  readonly newPartial: boolean
  readonly unpriced: readonly ChargeProblem[]
}

/** Something that has to be settled before the dictionary is more than a draft. */
export type Question =
  | {
      readonly code: 'question-undecided'
      readonly row: number
      readonly old: string
      readonly name: string
      readonly state: string
      readonly suggested: readonly string[]
      readonly exams: number
    }
  | { readonly code: 'question-no-code'; readonly row: number; readonly name: string }
  | { readonly code: 'question-no-name'; readonly row: number; readonly old: string; readonly exams: number }
  | {
      readonly code: 'question-code-twice'
      readonly row: number
      readonly old: string
      readonly name: string
      readonly first: number
      readonly firstName: string
    }
  | { readonly code: 'question-code-damaged'; readonly row: number; readonly old: string; readonly name: string }
  | { readonly code: 'question-bad-price'; readonly row: number; readonly old: string; readonly price: string }
  | {
      readonly code: 'question-prices-differ'
      readonly item: string
      readonly itemName: string
      readonly olds: readonly string[]
      readonly prices: readonly Cents[]
    }
  | { readonly code: 'question-no-price'; readonly item: string; readonly itemName: string; readonly partial: boolean }
  | {
      readonly code: 'question-column-too-short'
      readonly target: string
      readonly column: string
      readonly length: number
      readonly needed: number
      readonly item: string
    }
  | {
      readonly code: 'question-value-too-long'
      readonly target: string
      readonly field: string
      readonly column: string
      readonly length: number
      readonly actual: number
      readonly item: string
      readonly value: string
    }
  | { readonly code: 'question-name-twice'; readonly name: string; readonly items: readonly string[] }
  | { readonly code: 'question-old-code-is-new'; readonly old: string; readonly name: string; readonly item: string }

/** Totals that must agree before and after; money in cents. */
export interface Tally {
  readonly codes: number
  readonly exams: number
  readonly cents: Cents
}

export const OUTCOMES = ['items', 'by-column', 'no-item', 'not-exam', 'open'] as const
export type OutcomeKind = (typeof OUTCOMES)[number]

export interface Reconciliation {
  readonly before: Tally
  readonly byOutcome: Readonly<Record<OutcomeKind, Tally>>
  /** Whether the outcomes add up to what came in. */
  readonly agrees: boolean
  /** Item performances: exams times items, of the outcome `items`. */
  readonly performances: number
  /** The same counted from the dictionary's side; equal, or something was lost. */
  readonly performancesOfItems: number
  /** Money of the entries that have an old and a whole new price. */
  readonly priced: {
    readonly codes: number
    readonly exams: number
    readonly oldCents: Cents
    readonly newCents: Cents
  }
  /** The same change entry by entry, summed: must equal newCents - oldCents. */
  readonly explainedCents: Cents
  /** Old entries left out of that comparison, and why. */
  readonly unpriced: Tally
}

/** A step from the old dictionary to the new. */
export interface ChangeLogEntry {
  readonly kind: 'renamed' | 'merged' | 'split' | 'by-order' | 'kept-out' | 'retired' | 'added' | 'local'
  readonly old: string
  readonly oldName: string
  readonly items: readonly string[]
  readonly exams: number
}

export interface OrderSet {
  readonly id: string
  readonly name: string
  readonly nameEn: string
  /** Who is offered it at order time: ids of the standard's specialties or the hospital's own words; none: everybody. */
  readonly specialties: readonly string[]
  readonly codes: readonly string[]
  /** Where it is from; '' for the hospital's own. */
  readonly source: string
  /** True: an illustration without authority. */
  readonly example: boolean
  readonly from: 'shipped' | 'changed' | 'hospital'
}

export interface ProtocolRow {
  readonly item: string
  readonly itemName: string
  readonly device: string
  readonly station: string
  readonly protocol: string
  readonly from: 'hand' | 'dicom'
  readonly exams: number
  readonly state: string
}

/** The new dictionary with everything that belongs to it. */
export interface Dictionary {
  readonly institution: string
  readonly edition: string
  /** Schedule of the charge lines; null where none was given. */
  readonly schedule: string | null
  /** True while there are questions. */
  readonly draft: boolean
  readonly parallel: { readonly from: string; readonly to: string } | null
  readonly items: readonly DictionaryItem[]
  readonly crossed: readonly Crossed[]
  readonly questions: readonly Question[]
  readonly reconciliation: Reconciliation
  readonly changes: readonly ChangeLogEntry[]
  readonly sets: readonly OrderSet[]
  readonly protocols: readonly ProtocolRow[]
}
