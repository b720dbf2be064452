import { samePlace } from '../mapping/billing.ts'
import { amountOf, type Cents } from '../model/money.ts'
import type { RuleOf } from '../model/rule.ts'
import { type Bill, capOff, mark, type Unit } from './bill.ts'
import type { CompiledSchedule } from './compile-schedule.ts'

/** Percentages: a scan right after another one of the same place, one side of a two-sided exam. */
export function applyPercentages(compiled: CompiledSchedule, bill: Bill): void {
  for (const rule of compiled.rulesFor('percent-after', bill.units)) {
    const targets = compiled.set(rule.targets)
    const after = compiled.set(rule.after)
    const except = compiled.set(rule.except)
    for (const unit of bill.units) {
      if (!unit.billed || unit.percent !== 100 || !targets.has(unit.price.code) || except.has(unit.price.code)) continue
      const first = bill.units.find(
        (other) => other.billed && after.has(other.price.code) && isAfter(rule, unit, other),
      )
      if (first === undefined) continue
      setPercent(unit, rule.percent, rule.id)
      const fromCents = unit.cents
      const toCents = amountOf(unit.cents, 1, rule.percent)
      const { counted } = unit.place
      const price = unit.price.code
      bill.steps.push({
        code: 'percent-after',
        rule: rule.id,
        price,
        after: first.price.code,
        counted,
        percent: rule.percent,
        fromCents,
        toCents,
      })
    }
  }
  for (const rule of compiled.rulesFor('percent-if', bill.units)) {
    const targets = compiled.set(rule.targets)
    for (const unit of bill.units) {
      if (!unit.billed || unit.whole || rule.if !== 'one-side' || !targets.has(unit.price.code)) continue
      setPercent(unit, rule.percent, rule.id)
      const toCents = amountOf(unit.cents, 1, rule.percent)
      const { counted } = unit.place
      const price = unit.price.code
      bill.steps.push({
        code: 'percent-if',
        rule: rule.id,
        price,
        counted,
        percent: rule.percent,
        fromCents: unit.cents,
        toCents,
      })
    }
  }
}

function isAfter(rule: RuleOf<'percent-after'>, unit: Unit, first: Unit): boolean {
  if (rule.match === 'exam') return true
  if (rule.match === 'unit') return unit.key === first.key
  return samePlace(unit.place, first.place)
}

function setPercent(unit: Unit, percent: number, rule: string): void {
  unit.percent = percent
  mark(unit, rule)
}

/**
 * Caps: of more things than an item allows for, the dearest are billed, so that an exam of fewer things is never dearer.
 */
export function applyCaps(compiled: CompiledSchedule, bill: Bill): void {
  for (const rule of compiled.rulesFor('cap', bill.units)) {
    const units = billedIn(bill, compiled.set(rule.targets))
    if (units.length <= rule.max) continue
    sortDearestFirst(compiled, bill, units)
    for (const unit of units.slice(rule.max)) capOff(unit)
    for (const unit of units.slice(0, rule.max)) mark(unit, rule.id)
    bill.steps.push({ code: 'capped', rule: rule.id, price: units[0]?.main ?? '', units: units.length, max: rule.max })
  }
}

/** Tiers: the first unit at full price, further ones at an amount, a percentage or as another item; then the maxima. */
export function applyTiers(compiled: CompiledSchedule, bill: Bill): void {
  for (const rule of compiled.rulesFor('tier', bill.units)) {
    const units = billedIn(bill, compiled.set(rule.targets))
    if (units.length < 2) continue
    const groups = new Map<string, Unit[]>()
    for (const unit of units) {
      const key = rule.groupBy === 'region' ? unit.place.group : ''
      const group = groups.get(key)
      if (group) group.push(unit)
      else groups.set(key, [unit])
    }
    for (const group of groups.values()) applyTier(compiled, bill, rule, group)
  }
}

function applyTier(compiled: CompiledSchedule, bill: Bill, rule: RuleOf<'tier'>, group: Unit[]): void {
  if (group.length < 2) return
  sortDearestFirst(compiled, bill, group)
  const price = group[0]?.price.code ?? ''
  group.forEach((unit, at) => {
    const tier = rule.tiers.find((t) => at + 1 >= t.from && (t.to === null || at + 1 <= t.to))
    mark(unit, rule.id)
    if (rule.maxUnits !== null && at >= rule.maxUnits) capOff(unit)
    else if (tier?.code) {
      const other = compiled.schedule.byCode.get(tier.code)
      if (other) unit.price = other
      unit.cents = other?.cents ?? unit.cents
    } else if (tier?.cents != null) unit.cents = tier.cents
    else if (tier?.percent != null) unit.percent = tier.percent
  })
  if (rule.maxUnits !== null && group.length > rule.maxUnits)
    bill.steps.push({ code: 'capped', rule: rule.id, price, units: group.length, max: rule.maxUnits })
  const billed = group.filter((unit) => unit.billed)
  bill.steps.push({
    code: 'tier',
    rule: rule.id,
    price,
    units: billed.length,
    fromCents: first(billed),
    toCents: total(billed),
  })
  if (rule.maxCents !== null) limitTotal(bill, rule.id, rule.maxCents, billed)
}

/** Bills no more than a maximum in all: the last thing is billed in part, further ones not at all. */
function limitTotal(bill: Bill, rule: string, maxCents: Cents, units: readonly Unit[]): void {
  const fromCents = total(units)
  if (fromCents <= maxCents) return
  let left = maxCents
  for (const unit of units) {
    const amount = amountOf(unit.cents, 1, unit.percent)
    if (left === 0) capOff(unit)
    else if (amount > left) {
      unit.cents = left
      unit.percent = 100
    }
    left = Math.max(0, left - amount)
  }
  bill.steps.push({ code: 'max-amount', rule, price: units[0]?.price.code ?? '', fromCents, toCents: maxCents })
}

const first = (units: readonly Unit[]): Cents => units[0]?.cents ?? 0
const total = (units: readonly Unit[]): Cents => units.reduce((sum, u) => sum + amountOf(u.cents, 1, u.percent), 0)

/** By amount with what is surcharged on each, then by key, so that the same things are kept in any order of the request. */
function sortDearestFirst(compiled: CompiledSchedule, bill: Bill, units: Unit[]): void {
  const worth = new Map(units.map((unit) => [unit, unit.cents * unit.percent]))
  for (const ask of bill.asks) {
    if (compiled.quantityRule(ask.code)?.kind !== 'per-unit') continue
    const cents = compiled.schedule.byCode.get(ask.code)?.cents ?? 0
    for (const unit of ask.units) {
      const known = worth.get(unit)
      if (known !== undefined) worth.set(unit, known + cents * ask.times * 100)
    }
  }
  units.sort((a, b) => (worth.get(b) ?? 0) - (worth.get(a) ?? 0) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
}

function billedIn(bill: Bill, codes: ReadonlySet<string>): Unit[] {
  return bill.units.filter((unit) => unit.billed && codes.has(unit.price.code))
}
