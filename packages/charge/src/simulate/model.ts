import type { Modifiers } from '../model/modifiers.ts'
import type { Cents } from '../model/money.ts'
import type { PriceLine } from '../model/quote.ts'
import type { ChargeProblem } from '../problems/charge-problem.ts'

/** One row of an institution's catalogue, its name already read into standard items by the caller. */
export interface CatalogueRow {
  /** Place in the catalogue, for messages. */
  readonly row: number
  readonly name: string
  readonly modality: string
  /** Exams of the period; 1 where the catalogue has no volumes. */
  readonly count: number
  /** The catalogue's own price; null where it has none. */
  readonly oldPriceCents: Cents | null
  /** What stands in the place of the price and is no amount (加收20%, 见备注). */
  readonly oldPriceText?: string
  /** Sheet of the workbook, where several were read. */
  readonly sheet?: string
  /** Codes of the standard items that the name means; empty when none. */
  readonly items: readonly string[]
  readonly modifiers?: Modifiers
  /** Parts of the name that are exams without a standard item: the price is then that of the rest. */
  readonly withoutItem?: number
  /** Segments of the name that stay open, each with the readings that it may have; in the order of likelihood. */
  readonly open?: readonly OpenSegment[]
  /** The codes that the catalogue charges it by, parted by spaces; empty or left out when it says none. */
  readonly chargeCode?: string
  /** What the reading of the name is worth: `mapped`, `review`, `conflict`, `ambiguous`, `no-item`, `not-exam`. */
  readonly state: string
}

/** A segment of a name that could be any of several items. */
export interface OpenSegment {
  readonly codes: readonly string[]
  /** What is open: `side-not-said`, `part-not-said` … */
  readonly why: string
}

export interface SimulatedRow {
  readonly row: number
  readonly sheet?: string
  readonly name: string
  /** What the catalogue says, else that of the items; empty where they have none or several. */
  readonly modality: string
  readonly count: number
  readonly items: readonly string[]
  /** Price item that the name itself is, where it is one. */
  readonly priceItem: string | null
  /** Lines under the new schedule. */
  readonly lines: readonly PriceLine[]
  readonly oldPriceCents: Cents | null
  /** Where the old price is from. */
  readonly oldPriceFrom: 'catalogue' | 'schedule' | null
  readonly newPriceCents: Cents | null
  /** The new price leaves out what has no price. */
  readonly partial: boolean
  readonly warnings: readonly ChargeProblem[]
}

export interface Totals {
  readonly rows: number
  readonly exams: number
  readonly beforeCents: Cents
  readonly afterCents: Cents
}

export interface Simulation {
  readonly ok: true
  readonly from: string | null
  readonly to: string
  readonly rows: readonly SimulatedRow[]
  /** Rows that have both prices: only these compare. */
  readonly compared: Totals
  readonly byModality: Readonly<Record<string, Totals>>
  /** Rows with an old price and no new one: revenue that the simulation cannot place. */
  readonly withoutNew: Totals
  /** Rows with a new price and no old one. */
  readonly withoutOld: Totals
  /** Rows without a name, such as headings and sums: in no total. */
  readonly withoutName: number
  /** Old price items of the catalogue that have no successor, and the names that used them. */
  readonly withoutSuccessor: readonly {
    readonly item: string
    readonly reason: string
    readonly names: readonly string[]
  }[]
}

export interface SimulationRefused {
  readonly ok: false
  readonly problems: readonly ChargeProblem[]
}
