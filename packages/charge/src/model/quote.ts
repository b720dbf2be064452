import type { ChargeProblem } from '../problems/charge-problem.ts'
import type { Certainty } from './certainty.ts'
import type { Modifiers } from './modifiers.ts'
import type { Cents } from './money.ts'
import type { PriceItemKind } from './schedule.ts'

/** A standard item of the exam. */
export interface ExamItem {
  /** Code of the standard item, any letter case. */
  readonly code: string
  /** Times done; more than once counts only for comparison exams. */
  readonly count?: number
  readonly modifiers?: Modifiers
}

/** A price item asked for directly, for what the standard has no item. */
export interface DirectService {
  readonly code: string
  /** Number of units, or what was counted by name (teeth: `{ 磨牙: 3, 尖牙: 1 }`). */
  readonly units?: number | Readonly<Record<string, number>>
  readonly modifiers?: Modifiers
}

/** Film, drugs and consumables beside the exam. */
export interface Goods {
  readonly kind: string
  readonly name: string
  readonly cents: Cents
  readonly quantity: number
  readonly consent?: boolean
}

/** One exam: one patient, one order, one session. */
export interface ExamSession {
  /** Day of the exam, `YYYY-MM-DD`. */
  readonly date: string
  readonly items: readonly ExamItem[]
  readonly services?: readonly DirectService[]
  /** Hold for every item that knows them. */
  readonly modifiers?: Modifiers
  readonly goods?: readonly Goods[]
  /** False where the hospital has no conforming digital image service. */
  readonly digitalService?: boolean
  /** False where the images are not in the insurance system. */
  readonly imagesUploaded?: boolean
}

/** One line of the bill. */
export interface PriceLine {
  readonly code: string
  readonly name: string
  readonly nameEn: string
  readonly kind: PriceItemKind | 'adjustment'
  readonly unit: string
  readonly quantity: number
  readonly unitCents: Cents
  readonly percent: number
  readonly amountCents: Cents
  readonly insuranceClass: string
  /** Ids of the rules behind quantity, price and percentage. */
  readonly rules: readonly string[]
  /** What is counted: regions, vessels, organs, techniques. */
  readonly counted: readonly Counted[]
  /** Standard items behind the line. */
  readonly items: readonly string[]
  /** The least certain of what led here. */
  readonly certainty: Certainty
}

export interface Counted {
  readonly zh: string
  readonly en: string
}

/** What a rule did, in order; texts are made from these. */
export type QuoteStep =
  | { readonly code: 'merged'; readonly price: string; readonly counted: Counted; readonly items: readonly string[] }
  | { readonly code: 'absorbed'; readonly rule: string; readonly counted: Counted }
  | { readonly code: 'attached'; readonly rule: string; readonly price: string; readonly host: string }
  | {
      readonly code: 'excluded'
      readonly rule: string
      readonly price: string
      readonly by: string
      readonly units: number
    }
  | {
      readonly code: 'converted'
      readonly rule: string
      readonly price: string
      readonly to: string
      readonly units: number
    }
  | { readonly code: 'composed'; readonly rule: string; readonly price: string; readonly to: string }
  | {
      readonly code: 'capped'
      readonly rule: string
      readonly price: string
      readonly units: number
      readonly max: number
    }
  | {
      readonly code: 'max-amount'
      readonly rule: string
      readonly price: string
      readonly fromCents: Cents
      readonly toCents: Cents
    }
  | {
      readonly code: 'percent-after'
      readonly rule: string
      readonly price: string
      readonly after: string
      readonly counted: Counted
      readonly percent: number
      readonly fromCents: Cents
      readonly toCents: Cents
    }
  | {
      readonly code: 'percent-if'
      readonly rule: string
      readonly price: string
      readonly counted: Counted
      readonly percent: number
      readonly fromCents: Cents
      readonly toCents: Cents
    }
  | {
      readonly code: 'tier'
      readonly rule: string
      readonly price: string
      readonly units: number
      readonly fromCents: Cents
      readonly toCents: Cents
    }
  | {
      readonly code: 'once'
      readonly rule: string
      readonly price: string
      readonly asked: number
      readonly billed: number
    }
  | { readonly code: 'reduced'; readonly rule: string; readonly cents: Cents }
  | {
      readonly code: 'counted'
      readonly rule: string
      readonly price: string
      readonly things: number
      readonly units: number
    }

export interface GoodsLine {
  readonly kind: string
  readonly name: string
  readonly quantity: number
  readonly cents: Cents
  readonly amountCents: Cents
  readonly rule: string
}

export interface Quote {
  readonly ok: true
  readonly schedule: string
  readonly lines: readonly PriceLine[]
  readonly totalCents: Cents
  readonly byClass: Readonly<Record<string, Cents>>
  readonly goods: readonly GoodsLine[]
  readonly goodsCents: Cents
  /** True when something of the exam has no price: the total is that of the rest. */
  readonly partial: boolean
  /** What has no price, and why. */
  readonly unpriced: readonly ChargeProblem[]
  readonly warnings: readonly ChargeProblem[]
  readonly steps: readonly QuoteStep[]
}

/** The request cannot be quoted; nothing is billed. */
export interface Refusal {
  readonly ok: false
  readonly problems: readonly ChargeProblem[]
}
