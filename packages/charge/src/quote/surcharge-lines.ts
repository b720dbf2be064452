import { lessCertain } from '../mapping/bill-items.ts'
import type { Certainty } from '../model/certainty.ts'
import { amountOf, type Cents } from '../model/money.ts'
import type { Counted, PriceLine } from '../model/quote.ts'
import type { PriceItem } from '../model/schedule.ts'
import { type Ask, type Bill, standing, type Unit } from './bill.ts'
import type { CompiledSchedule } from './compile-schedule.ts'

const NO_LINES: readonly PriceLine[] = []

/** Keeps the first asked surcharge of each group that allows only one. */
export function applyOneOf(compiled: CompiledSchedule, bill: Bill): void {
  for (const rule of compiled.rulesAsked('one-of', bill.asks)) {
    for (const group of rule.groups) {
      const asked = group.filter((code) => bill.asks.some((ask) => ask.billed && ask.code === code))
      for (const code of asked.slice(1)) {
        for (const ask of bill.asks) if (ask.code === code) ask.billed = false
        bill.steps.push({ code: 'excluded', rule: rule.id, price: code, by: asked[0] ?? '', units: 1 })
      }
    }
  }
}

/**
 * The surcharges of a bill: once per exam, once per technique, or for each thing they were asked for. Each follows the unit
 * price of its main item, never another surcharge. A surcharge whose main item is off the bill is left out, and said.
 */
export function surchargeLines(compiled: CompiledSchedule, bill: Bill): readonly PriceLine[] {
  if (bill.asks.length === 0) return NO_LINES
  const lines: PriceLine[] = []
  const techniques = new Set<string>()
  for (const code of codesOf(bill.asks)) {
    const price = compiled.schedule.byCode.get(code)
    const asks = bill.asks.filter((ask) => ask.billed && ask.code === code)
    if (price === undefined || price.kind === 'reduction' || asks.length === 0) continue
    const hosts = new Map<Unit, number>()
    for (const ask of asks)
      for (const unit of hostsOf(bill, ask)) hosts.set(unit, Math.max(hosts.get(unit) ?? 0, ask.times))
    if (!hasMain(bill, hosts)) bill.warnings.push({ code: 'price-surcharge-dropped', item: code })
    else if (price.percent !== null) lines.push(...percentLines(compiled, price, hosts, asks))
    else lines.push(...countedLine(compiled, bill, price, hosts, asks, techniques))
  }
  return lines
}

/** A surcharge needs its main item on the bill, be it for another thing than the one it was asked for. */
function hasMain(bill: Bill, hosts: ReadonlyMap<Unit, number>): boolean {
  for (const host of hosts.keys()) {
    if (host.billed || bill.units.some((unit) => unit.billed && unit.main === host.main)) return true
  }
  return false
}

function codesOf(asks: readonly Ask[]): readonly string[] {
  const codes: string[] = []
  for (const ask of asks) if (!codes.includes(ask.code)) codes.push(ask.code)
  return codes.length < 2 ? codes : codes.sort()
}

function hostsOf(bill: Bill, ask: Ask): readonly Unit[] {
  if (ask.units.length === 0) return bill.units.filter((unit) => unit.billed && unit.main === ask.host)
  const hosts: Unit[] = []
  for (const unit of ask.units) {
    const host = standing(unit)
    if (host !== null && !hosts.includes(host)) hosts.push(host)
  }
  return hosts
}

function countedLine(
  compiled: CompiledSchedule,
  bill: Bill,
  price: PriceItem,
  hosts: ReadonlyMap<Unit, number>,
  asks: readonly Ask[],
  techniques: Set<string>,
): readonly PriceLine[] {
  const rule = compiled.quantityRule(price.code)
  let perUnit = 0
  for (const [unit, n] of hosts) if (unit.billed) perUnit += n
  let counted: readonly Counted[] | null = null
  let quantity = perUnit
  if (rule?.kind === 'once-per-value') {
    const words = [...new Set(asks.map((ask) => ask.value ?? price.name))]
      .filter((w) => !techniques.has(`${rule.id}|${w}`))
      .sort()
    for (const word of words) techniques.add(`${rule.id}|${word}`)
    quantity = words.length
    counted = words.map((word) => ({ zh: word, en: word }))
  } else if (rule?.kind === 'once-per-exam' || (rule === undefined && price.unit === '次')) {
    quantity = 1
    counted = []
    if (perUnit > 1)
      bill.steps.push({ code: 'once', rule: rule?.id ?? '', price: price.code, asked: perUnit, billed: 1 })
  }
  if (quantity === 0 || price.cents === null) return []
  return [
    lineOf(
      compiled,
      price,
      asks,
      quantity,
      price.cents,
      100,
      counted ?? [...hosts.keys()].filter((unit) => unit.billed).map(countedOf),
    ),
  ]
}

/** A surcharge in percent of the unit price that it hangs on: one line for each such price. */
function percentLines(
  compiled: CompiledSchedule,
  price: PriceItem,
  hosts: ReadonlyMap<Unit, number>,
  asks: readonly Ask[],
): readonly PriceLine[] {
  const once = compiled.quantityRule(price.code)?.kind === 'once-per-exam'
  const byPrice = new Map<number, Unit[]>()
  const billed = [...hosts.keys()].filter((unit) => unit.billed)
  for (const unit of billed.slice(0, once ? 1 : undefined)) {
    const base = compiled.schedule.byCode.get(unit.price.code)?.cents ?? unit.cents
    byPrice.set(base, [...(byPrice.get(base) ?? []), unit])
  }
  const percent = price.percent ?? 0
  return [...byPrice].map(([base, units]) =>
    lineOf(compiled, price, asks, units.length, base, percent, units.map(countedOf)),
  )
}

function countedOf(unit: Unit): Counted {
  return unit.place.counted
}

function lineOf(
  compiled: CompiledSchedule,
  price: PriceItem,
  asks: readonly Ask[],
  quantity: number,
  unitCents: Cents,
  percent: number,
  counted: readonly Counted[],
): PriceLine {
  return {
    code: price.code,
    name: price.name,
    nameEn: price.nameEn,
    kind: price.kind,
    unit: price.unit,
    quantity,
    unitCents,
    percent,
    amountCents: amountOf(unitCents, quantity, percent),
    insuranceClass: price.insuranceClass,
    rules: compiled.governing(price.code),
    counted,
    items: itemsOf(asks),
    certainty: asks.reduce((worst, ask) => lessCertain(worst, ask.certainty), 'F' as Certainty),
  }
}

function itemsOf(asks: readonly Ask[]): readonly string[] {
  if (asks.length === 1) return [asks[0]?.item ?? '']
  return [...new Set(asks.map((ask) => ask.item))].sort()
}

/** Reductions by item: their amount is taken off, or is the price that results. */
export function reductionLines(compiled: CompiledSchedule, bill: Bill): readonly PriceLine[] {
  const lines: PriceLine[] = []
  for (const rule of compiled.rulesAsked('reduction-item', bill.asks)) {
    for (const code of rule.targets) {
      const price = compiled.schedule.byCode.get(code)
      const asks = bill.asks.filter((ask) => ask.billed && ask.code === code)
      // A thing that was also asked for in full is not reduced.
      const items = new Set(asks.map((ask) => ask.item))
      const hosts = [...new Set(asks.flatMap((ask) => hostsOf(bill, ask)))]
      const units = hosts.filter(
        (unit) => unit.billed && unit.items.every((item) => items.has(item) || items.has(code)),
      )
      if (price === undefined || price.cents === null || units.length === 0) continue
      for (const unit of units) {
        if (!unit.rules.includes(rule.id)) unit.rules.push(rule.id)
        if (rule.mode === 'result') unit.cents = price.cents
      }
      if (rule.mode === 'result') continue
      const each = Math.min(price.cents, ...units.map((unit) => amountOf(unit.cents, 1, unit.percent)))
      const line = lineOf(compiled, price, asks, units.length, -each, 100, units.map(countedOf))
      lines.push({ ...line, rules: [rule.id] })
      bill.steps.push({ code: 'reduced', rule: rule.id, cents: each * units.length })
    }
  }
  return lines
}
