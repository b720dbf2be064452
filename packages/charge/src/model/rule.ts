import type { Text } from '@yingma/core'
import type { Certainty } from './certainty.ts'
import type { Condition } from './mapping.ts'
import type { Cents } from './money.ts'

interface RuleHead {
  /** Id of the rule in the schedule's own list (`C03`); several rows may share one. */
  readonly id: string
  readonly title: Text
  readonly certainty: Certainty
  readonly source: string
  readonly when: Condition | null
}

interface Targets {
  /** Price items; a main item stands for its extensions of the same unit too. */
  readonly targets: readonly string[]
}

/** Rules that state something for readers and for other steps; the arithmetic lies elsewhere. */
export const STATEMENT_KINDS = [
  'ceiling',
  'surcharge-base',
  'extension-as-main',
  'either-or',
  'outside',
  'open-list',
  'kept-items',
  'insurance-class',
  'tier-scope',
  'extension',
] as const

/** One price step of a tier: units `from` … `to`, priced by amount, by percentage, or as another item. */
export interface Tier {
  readonly from: number
  readonly to: number | null
  readonly cents: Cents | null
  readonly percent: number | null
  readonly code: string | null
}

export type Rule = RuleHead &
  (
    | ({ readonly kind: (typeof STATEMENT_KINDS)[number] } & Targets)
    | { readonly kind: 'compliance'; readonly flag: string }
    /** Goods beside the exam: in the price (`never`), or billed apart. */
    | { readonly kind: 'goods'; readonly goods: string; readonly billed: 'always' | 'never' | 'with-consent' }
    /** A fixed amount off; `chapters` are the beginnings of the codes it applies to. */
    | {
        readonly kind: 'reduction-amount'
        readonly cents: Cents
        readonly chapters: readonly string[]
        readonly condition: string
        readonly scope: 'exam' | 'line' | 'unit'
      }
    | ({
        readonly kind: 'tier'
        readonly groupBy: 'region' | 'exam'
        readonly tiers: readonly Tier[]
        readonly maxUnits: number | null
        readonly maxCents: Cents | null
      } & Targets)
    | ({ readonly kind: 'cap'; readonly max: number } & Targets)
    | ({ readonly kind: 'once-per-exam' } & Targets)
    | ({ readonly kind: 'once-per-value' } & Targets)
    | ({ readonly kind: 'per-unit' } & Targets)
    | ({ readonly kind: 'repeat' } & Targets)
    /** Of each group only the first item that is asked for. */
    | { readonly kind: 'one-of'; readonly groups: readonly (readonly string[])[] }
    /** Things counted make units: `pooled` ones share their rounding up, the others each round up alone. */
    | ({
        readonly kind: 'count'
        readonly per: Readonly<Record<string, number>>
        readonly pooled: readonly string[]
      } & Targets)
    | ({
        readonly kind: 'percent-after'
        readonly after: readonly string[]
        readonly match: 'region' | 'unit' | 'exam'
        readonly percent: number
        readonly except: readonly string[]
      } & Targets)
    | ({ readonly kind: 'percent-if'; readonly if: string; readonly percent: number } & Targets)
    | {
        readonly kind: 'exclusive'
        readonly keep: readonly string[]
        readonly drop: readonly string[]
        readonly match: 'region' | 'exam'
      }
    | {
        readonly kind: 'warn-together'
        readonly a: readonly string[]
        readonly b: readonly string[]
        readonly match: 'region' | 'exam'
      }
    /** More than `moreThan` units turn into the items of `to`, once; surcharges move along. */
    | ({
        readonly kind: 'convert'
        readonly moreThan: number
        readonly to: readonly string[]
        readonly surcharges: Readonly<Record<string, string>>
      } & Targets)
    /** `targets` beside `with` are not billed; `add` is. */
    | ({ readonly kind: 'compose'; readonly with: readonly string[]; readonly add: string } & Targets)
    | ({ readonly kind: 'reduction-item'; readonly mode: 'deduction' | 'result' } & Targets)
    /** A value that lies inside another one of the exam, by tag. */
    | ({
        readonly kind: 'absorb'
        readonly value: string
        readonly inside: Readonly<Record<string, readonly string[]>>
      } & Targets)
    /** Where a surcharge that needs a scan may hang: main item and the surcharge under it, best first. */
    | {
        readonly kind: 'attach'
        readonly surcharge: string
        readonly hosts: readonly (readonly [main: string, surcharge: string])[]
      }
  )

export type RuleKind = Rule['kind']
export type RuleOf<K extends RuleKind> = Extract<Rule, { readonly kind: K }>
