import { lessCertain } from '../mapping/bill-items.ts'
import type { ServiceTemplate, UnitTemplate } from '../mapping/billing.ts'
import type { Certainty } from '../model/certainty.ts'
import type { Cents } from '../model/money.ts'
import type { QuoteStep } from '../model/quote.ts'
import type { PriceItem } from '../model/schedule.ts'
import type { ChargeProblem } from '../problems/charge-problem.ts'

/** One counted thing on its way through the rules. */
export interface Unit {
  place: UnitTemplate
  /** Billed price item; changes when the AI item stands in or a tier has its own. */
  price: PriceItem
  /** The main item of its family. */
  readonly main: string
  readonly key: string
  cents: Cents
  percent: number
  certainty: Certainty
  /** Only there so that a surcharge has a scan to hang on. */
  implied: boolean
  /** False while every request for it was for one side of a two-sided exam only. */
  whole: boolean
  /** False once a rule has taken it off the bill. */
  billed: boolean
  /** Done, but beyond what a cap lets be billed: what it was asked with once per exam still is. */
  capped: boolean
  /** What took its place. */
  replacedBy: Unit | null
  readonly items: string[]
  readonly rules: string[]
}

/** A surcharge or reduction asked for some units of a main item. */
export interface Ask {
  code: string
  readonly host: string
  /** Empty: whatever units the host has. */
  readonly units: readonly Unit[]
  /** Technique, where each counts once. */
  readonly value: string | null
  readonly times: number
  readonly item: string
  readonly certainty: Certainty
  billed: boolean
}

export interface Bill {
  readonly units: Unit[]
  readonly asks: Ask[]
  readonly steps: QuoteStep[]
  readonly warnings: ChargeProblem[]
  readonly unpriced: ChargeProblem[]
  /** The first item, by code, for which grey-scale or colour was taken by default, and which. */
  defaulted: { readonly item: string; readonly value: string } | null
}

export function newBill(): Bill {
  return { units: [], asks: [], steps: [], warnings: [], unpriced: [], defaulted: null }
}

/** Adds a thing to the bill, or the item to the thing already there: the same thing is counted once. */
export function addUnit(
  bill: Bill,
  price: PriceItem,
  main: string,
  place: UnitTemplate,
  suffix: string,
  item: string,
  service: Pick<ServiceTemplate, 'certainty' | 'implied'>,
): Unit {
  const key = suffix === '' ? place.key : `${place.key}${suffix}`
  // The artificial-intelligence item and its main item are one thing.
  const same = price.ai ? main : price.code
  const known = bill.units.find((unit) => unit.key === key && (unit.price.ai ? unit.main : unit.price.code) === same)
  if (known) {
    if (price.ai) known.price = price
    if (!service.implied) known.implied = false
    known.place = joinRegions(known.place, place)
    known.certainty = lessCertain(known.certainty, service.certainty)
    if (!known.items.includes(item)) {
      known.items.push(item)
      bill.steps.push({ code: 'merged', price: known.price.code, counted: place.counted, items: [...known.items] })
    }
    return known
  }
  const unit: Unit = {
    place,
    price,
    main,
    key,
    cents: price.cents ?? 0,
    percent: 100,
    certainty: service.certainty,
    implied: service.implied,
    whole: false,
    billed: true,
    capped: false,
    replacedBy: null,
    items: [item],
    rules: [],
  }
  bill.units.push(unit)
  return unit
}

/** One vessel asked for in two regions lies in both. */
function joinRegions(a: UnitTemplate, b: UnitTemplate): UnitTemplate {
  if (a.regions === b.regions || b.regions.every((region) => a.regions.includes(region))) return a
  return { ...a, regions: [...new Set([...a.regions, ...b.regions])].sort() }
}

/** Follows replacements to what is billed or capped now; null when a rule has taken it off. */
export function standing(unit: Unit): Unit | null {
  let now: Unit = unit
  while (now.replacedBy) now = now.replacedBy
  return now.billed || now.capped ? now : null
}

/** Takes a unit off that goes beyond a cap or maximum. */
export function capOff(unit: Unit): void {
  unit.billed = false
  unit.capped = true
}

/** Notes on a unit that a rule has acted. */
export function mark(unit: Unit, rule: string): void {
  if (!unit.rules.includes(rule)) unit.rules.push(rule)
}
