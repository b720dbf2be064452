import { lessCertain } from '../mapping/bill-items.ts'
import { amountOf } from '../model/money.ts'
import type { Counted, PriceLine } from '../model/quote.ts'
import type { PriceItem } from '../model/schedule.ts'
import { type Ask, type Bill, standing, type Unit } from './bill.ts'
import type { CompiledSchedule } from './compile-schedule.ts'

/** Keeps the first asked surcharge of each group that allows only one. */
export function applyOneOf(compiled: CompiledSchedule, bill: Bill): void {
  for (const rule of compiled.rulesOf('one-of')) {
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
  const lines: PriceLine[] = []
  const techniques = new Set<string>()
  for (const code of [...new Set(bill.asks.map((ask) => ask.code))].sort()) {
    const price = compiled.schedule.byCode.get(code)
    const asks = bill.asks.filter((ask) => ask.billed && ask.code === code)
    if (price === undefined || price.kind === 'reduction' || asks.length === 0) continue
    const hosts = new Map<Unit, number>()
    for (const ask of asks)
      for (const unit of hostsOf(bill, ask)) hosts.set(unit, Math.max(hosts.get(unit) ?? 0, ask.times))
    if (hosts.size === 0) bill.warnings.push({ code: 'price-surcharge-dropped', item: code })
    else if (price.percent !== null) lines.push(...percentLines(compiled, price, hosts, asks))
    else lines.push(...countedLine(compiled, bill, price, hosts, asks, techniques))
  }
  return lines
}

function hostsOf(bill: Bill, ask: Ask): readonly Unit[] {
  if (ask.units.length === 0) return bill.units.filter((unit) => unit.billed && unit.main === ask.host)
  return [...new Set(ask.units.map(standing).filter((unit) => unit !== null))]
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
  const perUnit = [...hosts.values()].reduce((sum, n) => sum + n, 0)
  let counted: readonly Counted[] = [...hosts.keys()].map((unit) => unit.place.counted)
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
    {
      ...head(compiled, price, asks),
      quantity,
      unitCents: price.cents,
      percent: 100,
      amountCents: price.cents * quantity,
      counted,
    },
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
  for (const unit of [...hosts.keys()].slice(0, once ? 1 : undefined)) {
    const base = compiled.schedule.byCode.get(unit.price.code)?.cents ?? unit.cents
    byPrice.set(base, [...(byPrice.get(base) ?? []), unit])
  }
  const percent = price.percent ?? 0
  return [...byPrice].map(([base, units]) => ({
    ...head(compiled, price, asks),
    quantity: units.length,
    unitCents: base,
    percent,
    amountCents: amountOf(base, units.length, percent),
    counted: units.map((unit) => unit.place.counted),
  }))
}

/** What all lines of a surcharge share. */
function head(
  compiled: CompiledSchedule,
  price: PriceItem,
  asks: readonly Ask[],
): Pick<PriceLine, 'code' | 'name' | 'nameEn' | 'kind' | 'unit' | 'insuranceClass' | 'rules' | 'items' | 'certainty'> {
  return {
    code: price.code,
    name: price.name,
    nameEn: price.nameEn,
    kind: price.kind,
    unit: price.unit,
    insuranceClass: price.insuranceClass,
    rules: compiled.governing(price.code),
    items: [...new Set(asks.map((ask) => ask.item))].sort(),
    certainty: asks.map((ask) => ask.certainty).reduce(lessCertain),
  }
}

/** Reductions by item: their amount is taken off, or is the price that results. */
export function reductionLines(compiled: CompiledSchedule, bill: Bill): readonly PriceLine[] {
  const lines: PriceLine[] = []
  for (const rule of compiled.rulesOf('reduction-item')) {
    for (const code of rule.targets) {
      const price = compiled.schedule.byCode.get(code)
      const asks = bill.asks.filter((ask) => ask.billed && ask.code === code)
      const units = [...new Set(asks.flatMap((ask) => hostsOf(bill, ask)))]
      if (price === undefined || price.cents === null || units.length === 0) continue
      for (const unit of units) {
        if (!unit.rules.includes(rule.id)) unit.rules.push(rule.id)
        if (rule.mode === 'result') unit.cents = price.cents
      }
      if (rule.mode === 'result') continue
      const each = Math.min(price.cents, ...units.map((unit) => amountOf(unit.cents, 1, unit.percent)))
      lines.push({
        ...head(compiled, price, asks),
        rules: [rule.id],
        quantity: units.length,
        unitCents: -each,
        percent: 100,
        amountCents: -each * units.length,
        counted: units.map((unit) => unit.place.counted),
      })
      bill.steps.push({ code: 'reduced', rule: rule.id, cents: each * units.length })
    }
  }
  return lines
}
