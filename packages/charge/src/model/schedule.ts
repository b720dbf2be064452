import type { Text } from '@yingma/core'
import type { Mapping } from './mapping.ts'
import type { Cents } from './money.ts'
import type { Rule } from './rule.ts'

/** `group` heads a block of an old list and is never billed itself; surcharges may hang on it. */
export type PriceItemKind = 'main' | 'surcharge' | 'extension' | 'reduction' | 'group'

/** One row of a price list. */
export interface PriceItem {
  readonly code: string
  readonly name: string
  readonly nameEn: string
  readonly kind: PriceItemKind
  /** The main item that a surcharge, extension or reduction hangs on. */
  readonly parent: string | null
  /** Unit of charge as the list words it: 部位, 血管, 次 … */
  readonly unit: string
  /** Unit price; null where the list has none, or only `percent`. */
  readonly cents: Cents | null
  /** A surcharge as a percentage of the unit price of the item that it hangs on. */
  readonly percent: number | null
  /** Insurance class: 甲, 乙, 自费, or '' where the list has none. */
  readonly insuranceClass: string
  /** True for the artificial-intelligence extension, which stands in for its main item. */
  readonly ai: boolean
  /** Items of a later list that take its place. */
  readonly successors: readonly string[]
  /** Why there is no successor. */
  readonly withoutSuccessor: string
  readonly source: string
}

/** One value that is counted: a region, vessel, organ … */
export interface BillingValue {
  readonly vocabulary: string
  readonly value: string
  readonly valueEn: string
  /** Left and right are counted apart. */
  readonly perSide: boolean
  /** False for a value that the notice does not list. */
  readonly listed: boolean
  /** Every part mapped here counts by itself (其他). */
  readonly distinct: boolean
  /** An exam of it is of both sides, so that one side alone may be reduced. */
  readonly bilateral: boolean
  readonly covers: string
  readonly source: string
}

/** A question that the text leaves open, and how this schedule answers it. */
export interface Switch {
  readonly id: string
  readonly rule: string
  readonly values: readonly string[]
  readonly default: string
  readonly question: Text
}

/** A price item that no standard item leads to, and why. */
export interface Unreachable {
  readonly code: string
  readonly reason: string
  readonly note: string
}

/** A price list of one jurisdiction for one span of time, with everything that is needed to charge by it. */
export interface PriceSchedule {
  readonly id: string
  readonly title: Text
  readonly jurisdiction: string
  readonly hospitalLevel: string
  /** First and last day in force, `YYYY-MM-DD`; `validTo` null while it lasts. */
  readonly validFrom: string
  readonly validTo: string | null
  /** True for an example that no authority has issued. */
  readonly invented: boolean
  readonly codes: 'national-15' | 'free'
  readonly source: Text
  /** In the order of the list. */
  readonly items: readonly PriceItem[]
  readonly byCode: ReadonlyMap<string, PriceItem>
  /** By vocabulary, then by value. A vocabulary with the value `*` takes any word. */
  readonly vocabularies: ReadonlyMap<string, ReadonlyMap<string, BillingValue>>
  readonly rules: readonly Rule[]
  readonly switches: readonly Switch[]
  /** Answer to each switch, its default unless set. */
  readonly settings: Readonly<Record<string, string>>
  readonly mapping: Mapping
  readonly unreachable: readonly Unreachable[]
  /** The schedule and factor that a local one derives from. */
  readonly derivedFrom: { readonly schedule: string; readonly factor: string } | null
}
