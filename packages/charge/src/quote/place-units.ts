import { samePlace } from '../mapping/billing.ts'
import type { Bill, Unit } from './bill.ts'
import { mark } from './bill.ts'
import type { CompiledSchedule } from './compile-schedule.ts'

/**
 * Things that lie inside another region of the exam are not counted again (lymph nodes of the thyroid or breast); what is
 * left of one value under several tags (nodes of groin and axilla) is one thing.
 */
export function absorb(compiled: CompiledSchedule, bill: Bill): void {
  const tagged = bill.units.filter((unit) => unit.place.tag !== '')
  if (tagged.length === 0) return
  for (const rule of compiled.rulesFor('absorb', tagged)) {
    const set = compiled.set(rule.targets)
    for (const unit of tagged) {
      if (!set.has(unit.price.code) || unit.place.value !== rule.value || !unit.billed) continue
      const holders = rule.inside[unit.place.tag] ?? []
      const holder = bill.units.find((other) => other.main === unit.main && holders.includes(other.place.value))
      if (holder === undefined) continue
      takeOff(unit, holder)
      mark(holder, rule.id)
      bill.steps.push({ code: 'absorbed', rule: rule.id, counted: unit.place.counted })
    }
  }
  for (const unit of tagged) {
    if (!unit.billed) continue
    const other = tagged.find(
      (u) => u.billed && u !== unit && u.price === unit.price && u.place.value === unit.place.value,
    )
    if (other === undefined) continue
    takeOff(other, unit)
    unit.whole ||= other.whole
    bill.steps.push({ code: 'merged', price: unit.price.code, counted: unit.place.counted, items: [...unit.items] })
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
      (other) => other.billed && !other.implied && other.main === main && canHang(other, unit),
    )
    if (host) return host
  }
  // A technique of no said part goes with one whose part is said.
  if (!unit.place.unspecified) return undefined
  return bill.units.find(
    (other) => other.billed && other.implied && other.main === unit.main && !other.place.unspecified,
  )
}

/** A scan of a said part stands in for none of another one: it hangs on a said part only. */
function canHang(host: Unit, unit: Unit): boolean {
  return (unit.place.unspecified || !host.place.unspecified) && samePlace(host.place, unit.place)
}

function takeOff(unit: Unit, by: Unit): void {
  unit.billed = false
  unit.replacedBy = by
  for (const item of unit.items) if (!by.items.includes(item)) by.items.push(item)
}

/** Says what is billed without being listed, and parts that were not said. */
export function remarkPlaces(bill: Bill): void {
  for (const unit of bill.units) {
    const { listed, unspecified, value } = unit.place
    if (!unit.billed || listed) continue
    for (const item of unit.items) {
      if (unspecified) bill.warnings.push({ code: 'price-part-not-said', item })
      else bill.warnings.push({ code: 'price-not-listed', item, value })
    }
  }
}
