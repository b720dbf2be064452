import { type Catalogue, createRender } from '@yingma/core'
import type { UnpricedReason } from '../model/mapping.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

interface Place {
  readonly file: string
  /** Counted from 1, the header is row 1; 0 means the whole file. */
  readonly row: number
}

/** Defects of the files of a schedule. */
export type ScheduleProblem =
  | (Place & { readonly code: 'price-file-missing' })
  | (Place & { readonly code: 'price-json'; readonly detail: string })
  | (Place & { readonly code: 'price-column-missing'; readonly column: string })
  | (Place & { readonly code: 'price-column-unknown'; readonly column: string })
  | (Place & { readonly code: 'price-cell-count'; readonly expected: number; readonly found: number })
  | (Place & { readonly code: 'price-cell'; readonly column: string; readonly value: string; readonly allowed: string })
  | (Place & { readonly code: 'price-field'; readonly field: string; readonly allowed: string })
  | (Place & { readonly code: 'price-inherits'; readonly schedule: string })

/** Defects that show when the tables of a schedule are held against each other. */
export type CheckProblem =
  | { readonly code: 'price-code-form'; readonly schedule: string; readonly item: string }
  | { readonly code: 'price-code-twice'; readonly schedule: string; readonly item: string }
  | { readonly code: 'price-parent'; readonly schedule: string; readonly item: string; readonly parent: string }
  | { readonly code: 'price-kind'; readonly schedule: string; readonly item: string; readonly kind: string }
  | { readonly code: 'price-none'; readonly schedule: string; readonly item: string }
  | { readonly code: 'price-rule-item'; readonly schedule: string; readonly rule: string; readonly item: string }
  | { readonly code: 'price-rule-kind'; readonly schedule: string; readonly rule: string; readonly item: string }
  | {
      readonly code: 'price-cap-unreachable'
      readonly schedule: string
      readonly rule: string
      readonly max: number
      readonly values: number
    }
  | { readonly code: 'price-cap-hidden'; readonly schedule: string; readonly rule: string; readonly by: string }
  | { readonly code: 'price-surcharge-unruled'; readonly schedule: string; readonly item: string }
  | { readonly code: 'price-switch'; readonly schedule: string; readonly setting: string; readonly value: string }
  | { readonly code: 'price-vocabulary'; readonly schedule: string; readonly where: string; readonly value: string }
  | { readonly code: 'price-mapping-item'; readonly schedule: string; readonly where: string; readonly item: string }
  | { readonly code: 'price-dates'; readonly schedule: string }
  | { readonly code: 'price-overlap'; readonly schedule: string; readonly other: string }
  | { readonly code: 'price-not-reached'; readonly schedule: string; readonly item: string }
  | { readonly code: 'price-reached-yet-listed'; readonly schedule: string; readonly item: string }
  | { readonly code: 'price-above-ceiling'; readonly schedule: string; readonly factor: string }

/** A table of exam items and price items that leaves out how an item is charged. */
export type PriceTableProblem = {
  readonly code: 'price-table-line-missing'
  readonly file: string
  readonly item: string
  readonly price: string
}

/** What is wrong with a request: it is refused whole. */
export type RequestProblem =
  | { readonly code: 'price-unknown-item'; readonly item: string }
  | { readonly code: 'price-no-mapping'; readonly item: string }
  | { readonly code: 'price-unknown-price-item'; readonly item: string }
  | { readonly code: 'price-unknown-modifier'; readonly modifier: string }
  | { readonly code: 'price-modifier-value'; readonly modifier: string }
  | { readonly code: 'price-bad-count'; readonly item: string; readonly count: number }
  | { readonly code: 'price-bad-date'; readonly date: string }
  | { readonly code: 'price-date-outside'; readonly date: string; readonly schedule: string }
  | { readonly code: 'price-no-schedule'; readonly date: string; readonly jurisdiction: string }
  | { readonly code: 'price-schedules-overlap'; readonly date: string; readonly schedules: readonly string[] }
  | { readonly code: 'price-nothing-asked' }
  | { readonly code: 'price-factor'; readonly factor: string }
  | { readonly code: 'price-setting'; readonly setting: string; readonly value: string }
  | { readonly code: 'price-unknown-schedule'; readonly schedule: string; readonly schedules: readonly string[] }
  | { readonly code: 'price-name-unread'; readonly name: string; readonly state: string }

/** What a quote leaves out, and what its reader must know. */
export type QuoteRemark =
  | { readonly code: 'price-unpriced'; readonly item: string; readonly reason: UnpricedReason }
  | { readonly code: 'price-partly-unpriced'; readonly item: string; readonly reason: UnpricedReason }
  | { readonly code: 'price-item-without-price'; readonly item: string }
  | { readonly code: 'price-modifier-without-price'; readonly item: string; readonly modifier: string }
  | { readonly code: 'price-surcharge-dropped'; readonly item: string }
  | { readonly code: 'price-not-listed'; readonly item: string; readonly value: string }
  | { readonly code: 'price-part-not-said'; readonly item: string }
  | { readonly code: 'price-repeat'; readonly item: string; readonly count: number }
  | { readonly code: 'price-together'; readonly rule: string; readonly a: string; readonly b: string }
  | { readonly code: 'price-default-colour'; readonly item: string; readonly value: string }
  | { readonly code: 'price-images-not-uploaded' }
  | { readonly code: 'price-goods-included'; readonly name: string; readonly rule: string }
  | { readonly code: 'price-goods-consent'; readonly name: string; readonly rule: string }
  | { readonly code: 'price-goods-unknown'; readonly name: string; readonly kind: string }

/** What stands against closing or answering a suspicion. */
export type AuditProblem =
  | { readonly code: 'audit-closed'; readonly suspicion: string }
  | { readonly code: 'audit-text-empty'; readonly suspicion: string }
  | { readonly code: 'audit-bad-quantity'; readonly line: string }
  | { readonly code: 'audit-refund-unmatched'; readonly line: string }

/** What a simulated catalogue row must say. */
export type SimulateProblem =
  | { readonly code: 'simulate-count'; readonly row: number; readonly value: number }
  | { readonly code: 'simulate-price'; readonly row: number; readonly value: number }
  | {
      readonly code: 'price-cell-unreadable'
      readonly file: string
      readonly row: number
      readonly header: string
      readonly value: string
      readonly wanted: 'count' | 'price'
    }
  | { readonly code: 'simulate-no-name' }
  | { readonly code: 'simulate-surcharge'; readonly name: string }
  | {
      readonly code: 'simulate-successor'
      readonly name: string
      readonly old: string
      readonly item: string
      readonly unit: string
    }
  | { readonly code: 'simulate-no-items'; readonly name: string; readonly state: string }
  | { readonly code: 'simulate-parts-without-item'; readonly name: string; readonly parts: number }
  | { readonly code: 'simulate-price-item'; readonly name: string; readonly item: string; readonly unit: string }
  | { readonly code: 'simulate-unpriced-name'; readonly name: string; readonly reason: UnpricedReason }
  | { readonly code: 'simulate-one-side'; readonly name: string }
  | { readonly code: 'simulate-open-same-price'; readonly name: string; readonly state: string }
  | {
      readonly code: 'simulate-open-prices'
      readonly name: string
      readonly state: string
      readonly fromCents: number
      readonly toCents: number
    }
  | { readonly code: 'simulate-no-old-price'; readonly name: string }
  | { readonly code: 'simulate-by-code'; readonly name: string; readonly item: string; readonly unit: string }
  | { readonly code: 'simulate-price-unread'; readonly name: string; readonly value: string }
  | { readonly code: 'simulate-no-new-price'; readonly name: string }
  | { readonly code: 'simulate-not-certain'; readonly name: string; readonly state: string }
  | { readonly code: 'simulate-no-successor'; readonly name: string; readonly item: string }

/** Everything that charge can find wrong or has to say. */
export type ChargeProblem =
  | ScheduleProblem
  | CheckProblem
  | PriceTableProblem
  | RequestProblem
  | QuoteRemark
  | AuditProblem
  | SimulateProblem

export const chargeCatalogue: Catalogue<ChargeProblem> = { zh, en }

/** Says a problem of charge in one language. */
export const renderChargeProblem = createRender(chargeCatalogue)
