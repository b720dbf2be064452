import type { UnitTemplate } from '../mapping/billing.ts'
import { addUnit, type Bill, mark, type Unit } from './bill.ts'
import type { CompiledSchedule } from './compile-schedule.ts'

/** Parts that together are something larger: local beside trunk is billed as whole body. */
export function compose(compiled: CompiledSchedule, bill: Bill): void {
  for (const rule of compiled.rulesFor('compose', bill.units)) {
    const locals = billedIn(bill, compiled.set(rule.targets))
    const whole = billedIn(bill, compiled.set(rule.with))
    const host = whole[0]
    if (locals.length === 0 || host === undefined) continue
    for (const unit of locals) replace(unit, host)
    addAsk(bill, rule.add, whole)
    for (const unit of whole) mark(unit, rule.id)
    bill.steps.push({ code: 'composed', rule: rule.id, price: locals[0]?.price.code ?? '', to: rule.add })
  }
}

/** More things than an item allows for turn into the item of the larger extent. */
export function convert(compiled: CompiledSchedule, bill: Bill): void {
  for (const rule of compiled.rulesFor('convert', bill.units)) {
    const units = billedIn(bill, compiled.set(rule.targets))
    const places = new Set(units.map((unit) => unit.place.key))
    const [to, ...further] = rule.to
    const first = units[0]
    const price = to === undefined ? undefined : compiled.schedule.byCode.get(to)
    if (places.size <= rule.moreThan || first === undefined || price === undefined) continue
    const ai = units.every((unit) => unit.price.ai) ? compiled.aiOf(price.code) : undefined
    const standing = bill.units.find((unit) => unit.billed && unit.main === price.code)
    const whole = standing ?? addUnit(bill, ai ?? price, price.code, WHOLE_BODY, '', first.items[0] ?? '', first)
    whole.whole = true
    for (const unit of units) {
      replace(unit, whole)
      for (const item of unit.items) if (!whole.items.includes(item)) whole.items.push(item)
    }
    for (const ask of bill.asks) ask.code = rule.surcharges[ask.code] ?? ask.code
    for (const code of further) addAsk(bill, code, [whole])
    mark(whole, rule.id)
    bill.steps.push({ code: 'converted', rule: rule.id, price: first.price.code, to: price.code, units: places.size })
  }
}

const WHOLE_BODY: UnitTemplate = {
  key: '全身',
  group: '全身',
  vocabulary: 'range',
  regions: ['全身'],
  value: '全身',
  tag: '',
  bilateral: false,
  unspecified: false,
  listed: true,
  counted: { zh: '全身', en: 'whole body' },
}

function billedIn(bill: Bill, codes: ReadonlySet<string>): readonly Unit[] {
  return bill.units.filter((unit) => unit.billed && codes.has(unit.price.code))
}

function replace(unit: Unit, by: Unit): void {
  unit.billed = false
  unit.replacedBy = by
}

function addAsk(bill: Bill, code: string, units: readonly Unit[]): void {
  const host = units[0]
  if (host === undefined) return
  const item = [...host.items].sort()[0] ?? ''
  bill.asks.push({ code, host: host.main, units, value: null, times: 1, item, certainty: host.certainty, billed: true })
}
