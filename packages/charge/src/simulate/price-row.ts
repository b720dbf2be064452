import type { Cents } from '../model/money.ts'
import type { PriceLine, Quote, Refusal } from '../model/quote.ts'
import type { PriceItem } from '../model/schedule.ts'
import type { ChargeProblem } from '../problems/charge-problem.ts'
import type { Pricer } from '../quote/create-pricer.ts'
import type { CatalogueRow, OpenSegment } from './model.ts'
import { createPriceNames, type PriceNames } from './price-names.ts'

/** A schedule made ready for catalogues. */
export interface CataloguePricer {
  readonly pricer: Pricer
  readonly names: PriceNames
}

export interface PricedRow {
  readonly lines: readonly PriceLine[]
  /** Null where the row has no price; a quote without a single line is no price of nought. */
  readonly cents: Cents | null
  readonly partial: boolean
  /** Set where the name is that of a price item itself. */
  readonly priceItem: string | null
  readonly warnings: readonly ChargeProblem[]
}

export function cataloguePricer(pricer: Pricer): CataloguePricer {
  return { pricer, names: createPriceNames(pricer.schedule) }
}

/** States of a reading that a person should look at before its price is believed. */
const UNSURE: ReadonlySet<string> = new Set(['review', 'conflict', 'ambiguous'])

/**
 * The price of one catalogue row under one schedule, on its first day: a catalogue has no date of its own. A name that is a
 * price item costs one unit of it. A segment that stays open is priced where all its readings cost the same, or where only
 * the side is open: then for one side, as price lists mean it.
 */
export function priceRow(row: CatalogueRow, { pricer, names }: CataloguePricer): PricedRow {
  const { name, items, state, open = [], withoutItem: missing = 0 } = row
  const own = names.exact(name) ?? names.called(name, items.length > 0 || open.length > 0)
  if (typeof own === 'string') return withoutPrice([{ code: 'simulate-unpriced-name', name, reason: own }])
  if (own !== undefined) return priceOfItem(own, name)
  if (open.length > 0) return priceOpen(row, open, pricer)
  if (items.length === 0) return withoutPrice([{ code: 'simulate-no-items', name, state }])
  const priced = priceOfQuote(quoteItems(row, items, pricer), name)
  const unsure: readonly ChargeProblem[] = UNSURE.has(state) ? [{ code: 'simulate-not-certain', name, state }] : []
  return missing === 0
    ? { ...priced, warnings: [...unsure, ...priced.warnings] }
    : {
        ...priced,
        partial: true,
        warnings: [{ code: 'simulate-parts-without-item', name, parts: missing }, ...priced.warnings],
      }
}

function withoutPrice(warnings: readonly ChargeProblem[]): PricedRow {
  return { lines: [], cents: null, partial: false, priceItem: null, warnings }
}

function quoteItems(row: CatalogueRow, items: readonly string[], pricer: Pricer): Quote | Refusal {
  return pricer.quote({
    date: pricer.schedule.validFrom,
    items: items.map((code) => ({ code })),
    ...(row.modifiers && { modifiers: row.modifiers }),
  })
}

function priceOfQuote(quote: Quote | Refusal, name: string): PricedRow {
  if (!quote.ok) return withoutPrice([...quote.problems, { code: 'simulate-no-new-price', name }])
  const { lines, partial, totalCents } = quote
  const warnings = [...quote.unpriced, ...quote.warnings]
  if (lines.length === 0) return { ...withoutPrice([...warnings, { code: 'simulate-no-new-price', name }]), partial }
  return { lines, cents: totalCents, partial, priceItem: null, warnings }
}

/** One unit of a price item; nothing where it is a percentage of another one. */
function priceOfItem(item: PriceItem, name: string): PricedRow {
  const said: ChargeProblem = { code: 'simulate-price-item', name, item: item.code, unit: item.unit }
  if (item.cents === null)
    return { ...withoutPrice([said, { code: 'simulate-no-new-price', name }]), priceItem: item.code }
  const line: PriceLine = {
    code: item.code,
    name: item.name,
    nameEn: item.nameEn,
    kind: item.kind,
    unit: item.unit,
    quantity: 1,
    unitCents: item.cents,
    percent: 100,
    amountCents: item.cents,
    insuranceClass: item.insuranceClass,
    rules: [],
    counted: [],
    items: [],
    certainty: 'F',
  }
  return { lines: [line], cents: item.cents, partial: false, priceItem: item.code, warnings: [said] }
}

/** Readings tried together at most; a name with more of them is not priced. */
const MOST_READINGS = 256

function priceOpen(row: CatalogueRow, open: readonly OpenSegment[], pricer: Pricer): PricedRow {
  const { name, state } = row
  let readings: readonly (readonly string[])[] = [row.items]
  for (const segment of open)
    readings = readings.flatMap((codes) => choicesOf(segment, pricer).map((code) => [...codes, code]))
  if (readings.length > MOST_READINGS) return withoutPrice([{ code: 'simulate-no-items', name, state }])
  const tried = readings.map((codes) => priceOfQuote(quoteItems(row, codes, pricer), name))
  const prices = tried.flatMap(({ cents }) => cents ?? [])
  const least = tried.reduce((a, b) =>
    (b.cents ?? Number.POSITIVE_INFINITY) < (a.cents ?? Number.POSITIVE_INFINITY) ? b : a,
  )
  if (prices.length < tried.length) return withoutPrice([{ code: 'simulate-no-items', name, state }])
  const [fromCents, toCents] = [Math.min(...prices), Math.max(...prices)]
  if (fromCents === toCents)
    return { ...least, warnings: [{ code: 'simulate-open-same-price', name, state }, ...least.warnings] }
  if (open.every(({ why }) => why === 'side-not-said'))
    return { ...least, warnings: [{ code: 'simulate-one-side', name }, ...least.warnings] }
  return withoutPrice([{ code: 'simulate-open-prices', name, state, fromCents, toCents }])
}

/**
 * Where the part is not said, the item of no said part stands for one region (or has no price, as reconstruction); a list of
 * likely parts is never whole.
 */
function choicesOf({ codes, why }: OpenSegment, pricer: Pricer): readonly string[] {
  if (why !== 'part-not-said') return codes
  const general = codes.find((code) => {
    const billing = pricer.billingOf(code)
    if (billing === undefined || 'missing' in billing) return false
    return billing.services.every(({ units }) => units.every(({ unspecified }) => unspecified))
  })
  return general === undefined ? codes : [general]
}
