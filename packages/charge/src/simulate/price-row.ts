import type { Cents } from '../model/money.ts'
import type { PriceLine, Quote, Refusal } from '../model/quote.ts'
import type { PriceItem } from '../model/schedule.ts'
import type { ChargeProblem } from '../problems/charge-problem.ts'
import type { Pricer } from '../quote/create-pricer.ts'
import type { CatalogueRow, OpenSegment } from './model.ts'
import { isOneSide } from './one-side.ts'
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
  /** The name does not settle which items it means, or which of several prices it has. */
  readonly isOpen: boolean
  readonly warnings: readonly ChargeProblem[]
}

export function cataloguePricer(pricer: Pricer): CataloguePricer {
  return { pricer, names: createPriceNames(pricer.schedule) }
}

/** States of a reading that a person should look at before its price is believed. */
const UNSURE: ReadonlySet<string> = new Set(['review', 'conflict', 'ambiguous'])

/** Names of what comes on top of an exam; the exam that they name is charged by another row. */
const SURCHARGE = /加收|surcharge/iu

/**
 * The price of one catalogue row under one schedule, on its first day: a catalogue has no date of its own. A name that is a
 * price item costs one unit of it. A segment that stays open is priced where all its readings cost the same, or where only
 * the side is open: then for one side, as price lists mean it.
 */
export function priceRow(row: CatalogueRow, { pricer, names }: CataloguePricer): PricedRow {
  const { name, items, state, open = [], withoutItem: missing = 0 } = row
  if (name === '') return withoutPrice([{ code: 'simulate-no-name' }])
  const exact = names.exact(name)
  if (exact !== undefined) return priceOfItems([exact], name)
  const own = names.called(name, items.length > 0 || open.length > 0)
  if (typeof own === 'string') return withoutPrice([{ code: 'simulate-unpriced-name', name, reason: own }])
  if (own !== undefined) return priceOfItems(own, name)
  if (SURCHARGE.test(name)) return openPrice({ code: 'simulate-surcharge', name })
  if (open.length > 0) return priceOpen(row, open, pricer)
  if (items.length === 0) return openPrice({ code: 'simulate-no-items', name, state })
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
  return { lines: [], cents: null, partial: false, priceItem: null, isOpen: false, warnings }
}

function openPrice(warning: ChargeProblem): PricedRow {
  return { ...withoutPrice([warning]), isOpen: true }
}

function quoteItems(row: CatalogueRow, items: readonly string[], pricer: Pricer): Quote | Refusal {
  const modifiers = { ...row.modifiers, ...(isOneSide(row.name, items, pricer) && { 'one-side': true }) }
  return pricer.quote({
    date: pricer.schedule.validFrom,
    items: items.map((code) => ({ code })),
    ...(Object.keys(modifiers).length > 0 && { modifiers }),
  })
}

function priceOfQuote(quote: Quote | Refusal, name: string): PricedRow {
  if (!quote.ok) return withoutPrice([...quote.problems, { code: 'simulate-no-new-price', name }])
  const { lines, partial, totalCents } = quote
  const warnings = [...quote.unpriced, ...quote.warnings]
  if (lines.length === 0) return { ...withoutPrice([...warnings, { code: 'simulate-no-new-price', name }]), partial }
  return { lines, cents: totalCents, partial, priceItem: null, isOpen: false, warnings }
}

/** One unit of each price item; nothing where one is a percentage of another. */
function priceOfItems(own: readonly PriceItem[], name: string): PricedRow {
  return unitPrices(
    own,
    name,
    own.map(({ code, unit }) => ({ code: 'simulate-price-item', name, item: code, unit })),
  )
}

/** The price of one unit of each price item, with what is to be said of it. */
export function unitPrices(own: readonly PriceItem[], name: string, warnings: readonly ChargeProblem[]): PricedRow {
  const priceItem = own[0]?.code ?? null
  const lines = own.flatMap((item) => (item.cents === null ? [] : [lineOfItem(item, item.cents)]))
  if (lines.length < own.length)
    return { ...withoutPrice([...warnings, { code: 'simulate-no-new-price', name }]), priceItem }
  const cents = lines.reduce((sum, line) => sum + line.amountCents, 0)
  return { lines, cents, partial: false, priceItem, isOpen: false, warnings }
}

function lineOfItem(item: PriceItem, cents: Cents): PriceLine {
  return {
    code: item.code,
    name: item.name,
    nameEn: item.nameEn,
    kind: item.kind,
    unit: item.unit,
    quantity: 1,
    unitCents: cents,
    percent: 100,
    amountCents: cents,
    insuranceClass: item.insuranceClass,
    rules: [],
    counted: [],
    items: [],
    certainty: 'F',
  }
}

/** Readings tried together at most; a name with more of them is not priced. */
const MOST_READINGS = 256

function priceOpen(row: CatalogueRow, open: readonly OpenSegment[], pricer: Pricer): PricedRow {
  const { name, state } = row
  let readings: readonly (readonly string[])[] = [row.items]
  for (const segment of open)
    readings = readings.flatMap((codes) => choicesOf(segment, pricer).map((code) => [...codes, code]))
  if (readings.length > MOST_READINGS) return openPrice({ code: 'simulate-no-items', name, state })
  const tried = readings.map((codes) => priceOfQuote(quoteItems(row, codes, pricer), name))
  const prices = tried.flatMap(({ cents }) => cents ?? [])
  const least = tried.reduce((a, b) =>
    (b.cents ?? Number.POSITIVE_INFINITY) < (a.cents ?? Number.POSITIVE_INFINITY) ? b : a,
  )
  if (prices.length < tried.length) return openPrice({ code: 'simulate-no-items', name, state })
  const [fromCents, toCents] = [Math.min(...prices), Math.max(...prices)]
  if (fromCents === toCents)
    return { ...least, warnings: [{ code: 'simulate-open-same-price', name, state }, ...least.warnings] }
  if (open.every(({ why }) => why === 'side-not-said'))
    return { ...least, warnings: [{ code: 'simulate-one-side', name }, ...least.warnings] }
  return openPrice({ code: 'simulate-open-prices', name, state, fromCents, toCents })
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
