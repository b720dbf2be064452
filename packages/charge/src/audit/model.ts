import type { Certainty } from '../model/certainty.ts'
import type { Modifiers } from '../model/modifiers.ts'
import type { Cents } from '../model/money.ts'
import type { ExamItem } from '../model/quote.ts'

/** One line as it was charged. */
export interface ChargedLine {
  readonly id: string
  readonly code: string
  /** As charged; names of reconstruction are recognised where the code is an old or local one. */
  readonly name?: string
  /** `film` for film; everything else is a service. */
  readonly kind?: 'film' | 'service'
  readonly quantity: number
  readonly amountCents: Cents
}

/** One exam with what was charged for it. What is not known is left out, and is then no evidence. */
export interface AuditedExam {
  readonly id: string
  readonly date: string
  readonly items: readonly ExamItem[]
  readonly modifiers?: Modifiers
  readonly lines: readonly ChargedLine[]
  readonly sex?: 'male' | 'female'
  /** False where neither report nor images exist. */
  readonly performed?: boolean
  readonly filmsPrinted?: number
  readonly filmConsent?: boolean
  /** An interventional procedure of the same order was guided by this exam. */
  readonly guidance?: boolean
  /** Price items graded by hardware that the device may be charged by. */
  readonly deviceItems?: readonly string[]
  readonly inpatient?: boolean
  readonly department?: string
  /** True where the order gives an indication, false where it is known to give none. */
  readonly indicated?: boolean
}

/** Why a suspicion was raised; texts are made from these. */
export type Evidence =
  | { readonly code: 'not-performed'; readonly price: string }
  | { readonly code: 'no-such-item'; readonly price: string }
  | { readonly code: 'sex'; readonly value: string; readonly sex: 'male' | 'female' }
  | { readonly code: 'together'; readonly a: string; readonly b: string }
  | { readonly code: 'film-consent' }
  | { readonly code: 'films'; readonly charged: number; readonly printed: number }
  | { readonly code: 'abolished'; readonly price: string; readonly quantity: number }
  | {
      readonly code: 'full-price'
      readonly price: string
      readonly chargedCents: Cents
      readonly dueCents: Cents
      readonly rule: string
    }
  | {
      readonly code: 'quantity'
      readonly price: string
      readonly charged: number
      readonly due: number
      readonly rule: string
    }
  | { readonly code: 'unit-price'; readonly price: string; readonly chargedCents: Cents; readonly listedCents: Cents }
  | { readonly code: 'amount'; readonly price: string; readonly chargedCents: Cents; readonly dueCents: Cents }
  | { readonly code: 'device'; readonly price: string; readonly allowed: readonly string[] }
  | { readonly code: 'guidance'; readonly price: string }
  | { readonly code: 'no-indication'; readonly prices: readonly string[] }
  | {
      readonly code: 'rate'
      readonly department: string
      readonly cases: number
      readonly of: number
      readonly threshold: number
    }

/** Something to look at, never a verdict: people rebut it and people close it. */
export interface Suspicion {
  /** Exam (or department) and kind. */
  readonly id: string
  readonly exam: string
  readonly kind: string
  readonly certainty: Certainty
  readonly evidence: readonly Evidence[]
  /** Charged lines concerned. */
  readonly lines: readonly string[]
  /** What would be paid back if it holds. Amounts of one exam never overlap, but for warnings (`warning`). */
  readonly stakeCents: Cents
  /** The text does not forbid it: only to be looked at. */
  readonly warning: boolean
  readonly rebuttals: readonly Rebuttal[]
  readonly closing: Closing | null
}

export interface Rebuttal {
  readonly by: string
  readonly day: string
  readonly text: string
}

export interface Closing extends Rebuttal {
  readonly result: 'upheld' | 'dismissed'
  /** What is paid back; nothing when dismissed. */
  readonly returnedCents: Cents
}

/** A finding before it is a suspicion: the lines that it explains are not explained twice. */
export interface Finding {
  readonly kind: string
  readonly certainty: Certainty
  readonly evidence: Evidence
  readonly lines: readonly string[]
  readonly stakeCents: Cents
  readonly warning?: boolean
}
