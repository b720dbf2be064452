import { samePlace } from '../mapping/billing.ts'
import { type Bill, mark, type Unit } from './bill.ts'
import type { CompiledSchedule } from './compile-schedule.ts'

/** Items that may not be billed beside another one of the exam are taken off; suspicious pairs are remarked. */
export function exclude(compiled: CompiledSchedule, bill: Bill): void {
  const byUnits = compiled.rulesFor('exclusive', bill.units)
  const byAsks = compiled.rulesAsked('exclusive', bill.asks)
  for (const rule of byAsks.length === 0 ? byUnits : new Set([...byUnits, ...byAsks])) {
    const keep = compiled.set(rule.keep)
    const drop = compiled.set(rule.drop)
    const keepers = bill.units.filter((unit) => unit.billed && keep.has(unit.price.code))
    const ask = bill.asks.find((a) => a.billed && keep.has(a.code))
    if (keepers.length === 0 && ask === undefined) continue
    const dropped = new Map<string, number>()
    for (const unit of bill.units) {
      if (!unit.billed || !drop.has(unit.price.code)) continue
      if (rule.match === 'region' && !keepers.some((k) => samePlace(k.place, unit.place))) continue
      unit.billed = false
      dropped.set(unit.price.code, (dropped.get(unit.price.code) ?? 0) + 1)
    }
    for (const [price, units] of dropped) {
      const by = keepers[0]?.price.code ?? ask?.code ?? ''
      bill.steps.push({ code: 'excluded', rule: rule.id, price, by, units })
      for (const keeper of keepers) mark(keeper, rule.id)
    }
  }
}

/** Pairs that the text does not forbid but that deserve a look. */
export function warnTogether(compiled: CompiledSchedule, bill: Bill): void {
  for (const rule of compiled.rulesFor('warn-together', bill.units)) {
    const as = billedIn(bill, compiled.set(rule.a))
    const bs = billedIn(bill, compiled.set(rule.b))
    const pair = as.flatMap((a) =>
      bs.filter((b) => rule.match === 'exam' || samePlace(a.place, b.place)).map((b) => ({ a, b })),
    )[0]
    if (pair) bill.warnings.push({ code: 'price-together', rule: rule.id, a: pair.a.price.code, b: pair.b.price.code })
  }
}

function billedIn(bill: Bill, codes: ReadonlySet<string>): readonly Unit[] {
  return bill.units.filter((unit) => unit.billed && codes.has(unit.price.code))
}
