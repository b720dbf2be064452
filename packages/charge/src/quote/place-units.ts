import { samePlace } from '../mapping/billing.ts'
import type { Bill, Unit } from './bill.ts'
import { mark } from './bill.ts'
import type { CompiledSchedule } from './compile-schedule.ts'

/** Things that lie inside another region of the exam are not counted again (lymph nodes of the thyroid or breast). */
export function absorb(compiled: CompiledSchedule, bill: Bill): void {
  for (const rule of compiled.rulesFor('absorb', bill.units)) {
    const set = compiled.set(rule.targets)
    for (const unit of bill.units) {
      if (!set.has(unit.price.code) || unit.place.value !== rule.value || !unit.billed) continue
      const holders = rule.inside[unit.place.tag] ?? []
      const holder = bill.units.find((other) => set.has(other.price.code) && holders.includes(other.place.value))
      if (holder === undefined) continue
      takeOff(unit, holder)
      mark(holder, rule.id)
      bill.steps.push({ code: 'absorbed', rule: rule.id, counted: unit.place.counted })
    }
  }
}

/**
 * A surcharge that only needs a scan hangs on one that is there (plain first, then contrast …); its own scan is billed only
 * where the exam has none of the same place.
 */
export function attach(compiled: CompiledSchedule, bill: Bill): void {
  const implied = bill.units.filter((unit) => unit.implied && unit.billed)
  if (implied.length === 0) return
  const rules = compiled.rulesOf('attach')
  implied.sort((a, b) => Number(a.place.unspecified) - Number(b.place.unspecified))
  for (const unit of implied) {
    const asks = bill.asks.filter((ask) => ask.units.includes(unit))
    const rule =
      rules.find((r) => asks.some((ask) => ask.code === r.surcharge)) ??
      rules.find((r) => r.hosts.some(([main]) => main === unit.main))
    if (rule === undefined) continue
    const host = hostOf(
      bill,
      unit,
      rule.hosts.map(([main]) => main),
    )
    if (host === undefined) continue
    takeOff(unit, host)
    for (const ask of asks) {
      const surcharge = rule.hosts.find(([main]) => main === host.main)?.[1]
      if (ask.code === rule.surcharge && surcharge !== undefined) ask.code = surcharge
      else if (compiled.schedule.byCode.get(ask.code)?.parent !== host.main) ask.billed = false
    }
    bill.steps.push({ code: 'attached', rule: rule.id, price: unit.price.code, host: host.price.code })
  }
}

function hostOf(bill: Bill, unit: Unit, mains: readonly string[]): Unit | undefined {
  for (const main of mains) {
    const host = bill.units.find(
      (other) => other.billed && !other.implied && other.main === main && samePlace(other.place, unit.place),
    )
    if (host) return host
  }
  // A technique of no said part goes with one whose part is said.
  if (!unit.place.unspecified) return undefined
  return bill.units.find(
    (other) => other.billed && other.implied && other.main === unit.main && !other.place.unspecified,
  )
}

function takeOff(unit: Unit, by: Unit): void {
  unit.billed = false
  unit.replacedBy = by
  for (const item of unit.items) if (!by.items.includes(item)) by.items.push(item)
}
