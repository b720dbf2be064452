import { lessCertain } from '../mapping/bill-items.ts'
import { amountOf, type Cents } from '../model/money.ts'
import type { ExamSession, Goods, GoodsLine, PriceLine } from '../model/quote.ts'
import type { Bill, Unit } from './bill.ts'
import type { CompiledSchedule } from './compile-schedule.ts'

/** The lines of what is billed: things of one item, price and percentage share a line, rounded once to the cent. */
export function unitLines(compiled: CompiledSchedule, bill: Bill): readonly PriceLine[] {
  const groups: Unit[][] = []
  for (const unit of bill.units) {
    if (!unit.billed) continue
    const group = groups.find(([first]) => first !== undefined && sameLine(first, unit))
    if (group) group.push(unit)
    else groups.push([unit])
  }
  return groups.map((units) => lineOf(compiled, units))
}

function sameLine(a: Unit, b: Unit): boolean {
  return a.price === b.price && a.cents === b.cents && a.percent === b.percent
}

function lineOf(compiled: CompiledSchedule, units: readonly Unit[]): PriceLine {
  const [first] = units
  if (first === undefined) throw new Error('a line needs a unit')
  const { price } = first
  let { certainty } = first
  let rules = compiled.governing(price.code)
  let items: readonly string[] = first.items
  for (const unit of units) {
    certainty = lessCertain(certainty, unit.certainty)
    rules = joined(rules, unit.rules)
    if (unit !== first) items = joined(items, unit.items)
  }
  return {
    code: price.code,
    name: price.name,
    nameEn: price.nameEn,
    kind: price.kind,
    unit: price.unit,
    quantity: units.length,
    unitCents: first.cents,
    percent: first.percent,
    amountCents: amountOf(first.cents, units.length, first.percent),
    insuranceClass: price.insuranceClass,
    rules,
    counted: units.map((unit) => unit.place.counted),
    items: items.length < 2 ? items : [...items].sort(),
    certainty,
  }
}

/** The first list with what only the second has behind it; the first itself where nothing is new. */
function joined(list: readonly string[], more: readonly string[]): readonly string[] {
  let result: string[] | null = null
  for (const word of more) {
    if (list.includes(word) || result?.includes(word)) continue
    result ??= [...list]
    result.push(word)
  }
  return result ?? list
}

/** Fixed reductions by condition (no digital image service), never below nothing. */
export function adjustmentLines(
  compiled: CompiledSchedule,
  bill: Bill,
  session: ExamSession,
  lines: readonly PriceLine[],
): readonly PriceLine[] {
  if (session.digitalService !== false) return []
  return compiled.rulesOf('reduction-amount').flatMap((rule) => {
    const about = lines.filter(
      (line) => line.kind !== 'surcharge' && rule.chapters.some((c) => line.code.startsWith(c)),
    )
    const quantity = {
      exam: Math.min(about.length, 1),
      line: about.length,
      unit: about.reduce((n, l) => n + l.quantity, 0),
    }[rule.scope]
    const each = Math.min(rule.cents, ...about.map((line) => line.unitCents))
    if (quantity === 0) return []
    bill.steps.push({ code: 'reduced', rule: rule.id, cents: each * quantity })
    return [
      {
        code: '',
        name: rule.title.zh,
        nameEn: rule.title.en,
        kind: 'adjustment' as const,
        unit: '',
        quantity,
        unitCents: -each,
        percent: 100,
        amountCents: -each * quantity,
        insuranceClass: about[0]?.insuranceClass ?? '',
        rules: [rule.id],
        counted: [],
        items: [],
        certainty: rule.certainty,
      },
    ]
  })
}

/** Film, drugs and consumables: billed apart, in the price, or only with consent. */
export function goodsLines(compiled: CompiledSchedule, bill: Bill, goods: readonly Goods[]): readonly GoodsLine[] {
  return goods.flatMap((good) => {
    const rule = compiled.rulesOf('goods').find((r) => r.goods === good.kind)
    if (rule === undefined) {
      bill.warnings.push({ code: 'price-goods-unknown', name: good.name, kind: good.kind })
      return []
    }
    if (rule.billed === 'never') {
      bill.warnings.push({ code: 'price-goods-included', name: good.name, rule: rule.id })
      return []
    }
    if (rule.billed === 'with-consent' && good.consent !== true) {
      bill.warnings.push({ code: 'price-goods-consent', name: good.name, rule: rule.id })
      return []
    }
    const { kind, name, quantity, cents } = good
    return [{ kind, name, quantity, cents, amountCents: cents * quantity, rule: rule.id }]
  })
}

/** Totals by insurance class, in the order of the lines. */
export function totalsByClass(lines: readonly PriceLine[]): Readonly<Record<string, Cents>> {
  const totals: Record<string, Cents> = {}
  for (const line of lines) totals[line.insuranceClass] = (totals[line.insuranceClass] ?? 0) + line.amountCents
  return totals
}

/** Main items first by code, each followed by what hangs on it; reductions and adjustments last. */
export function sortLines(lines: readonly PriceLine[]): readonly PriceLine[] {
  if (lines.length < 2) return lines
  return [...lines].sort(
    (a, b) => rank(a) - rank(b) || compare(a.code, b.code) || b.unitCents * b.percent - a.unitCents * a.percent,
  )
}

function rank(line: PriceLine): number {
  return line.kind === 'adjustment' ? 1 : 0
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
