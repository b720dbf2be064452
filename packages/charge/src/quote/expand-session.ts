import type { ItemBilling, ServiceTemplate, UnitTemplate } from '../mapping/billing.ts'
import type { ModifierRow } from '../model/mapping.ts'
import type { Modifiers } from '../model/modifiers.ts'
import type { DirectService, ExamItem } from '../model/quote.ts'
import { type Ask, addUnit, type Bill, type Unit } from './bill.ts'
import type { CompiledSchedule } from './compile-schedule.ts'

/** Modifiers in force for one item, with their values. */
type Said = ReadonlyMap<string, boolean | number | readonly string[]>

/** Puts one standard item on the bill: its services, what its modifiers add, and what has no price. */
export function expandItem(
  compiled: CompiledSchedule,
  bill: Bill,
  billing: ItemBilling,
  asked: ExamItem,
  session: Said,
): Set<string> {
  if (billing.unpriced !== null) {
    const code = billing.services.length > 0 ? 'price-partly-unpriced' : 'price-unpriced'
    bill.unpriced.push({ code, item: billing.item, reason: billing.unpriced })
  }
  const said = new Map<string, boolean | number | readonly string[]>(billing.modifiers.map((m) => [m, true]))
  for (const [modifier, value] of session) said.set(modifier, value)
  for (const [modifier, value] of saidOf(asked.modifiers)) said.set(modifier, value)
  const used = new Set<string>()
  for (const service of billing.services)
    addService(compiled, bill, service, service.main, { item: billing.item, said, count: asked.count ?? 1, used })
  if (
    billing.defaulted !== null &&
    !said.has('grey-scale') &&
    !said.has('colour-doppler') &&
    !bill.warnings.some((w) => w.code === 'price-default-colour')
  )
    bill.warnings.push({ code: 'price-default-colour', item: billing.item, value: billing.defaulted })
  for (const [modifier] of saidOf(asked.modifiers)) {
    if (!used.has(modifier) && billing.services.length > 0)
      bill.warnings.push({ code: 'price-modifier-without-price', item: billing.item, modifier })
  }
  return used
}

/** Puts a price item on the bill that was asked for by its own code. */
export function expandService(
  compiled: CompiledSchedule,
  bill: Bill,
  asked: DirectService,
  session: Said,
): Set<string> {
  const used = new Set<string>()
  const price = compiled.schedule.byCode.get(asked.code)
  if (price === undefined) return used
  const said = new Map([...session, ...saidOf(asked.modifiers)])
  const amount = countUnits(compiled, bill, asked)
  if (price.kind === 'surcharge' || price.kind === 'reduction') {
    bill.asks.push({
      code: price.code,
      host: price.parent ?? '',
      units: [],
      value: null,
      times: amount,
      item: price.code,
      certainty: 'F',
      billed: true,
    })
    return used
  }
  const units = Array.from({ length: amount }, (_, at) => directUnit(price.code, at))
  const service: ServiceTemplate = { main: price.code, units, surcharges: [], implied: false, certainty: 'F' }
  addService(compiled, bill, service, compiled.mainOf(price.code), { item: price.code, said, count: 1, used })
  return used
}

/** The modifiers that are said: false and absent ones are left out. */
export function saidOf(modifiers: Modifiers | undefined): Said {
  if (modifiers === undefined) return NOTHING
  return new Map(
    Object.entries(modifiers).filter((entry) => entry[1] !== undefined && entry[1] !== false && entry[1] !== 0),
  )
}

const NOTHING: Said = new Map()

interface Asked {
  readonly item: string
  readonly said: Said
  readonly count: number
  /** Modifiers that had a place here. */
  readonly used: Set<string>
}

function addService(
  compiled: CompiledSchedule,
  bill: Bill,
  service: ServiceTemplate,
  family: string,
  asked: Asked,
): void {
  let code = service.main
  let main = family
  const effects = asked.said.size === 0 ? [] : effectsOf(compiled, asked, code, main)
  for (const { row } of effects) {
    if (row.effect !== 'replace') continue
    code = row.code
    main = compiled.mainOf(code)
  }
  // A replaced main item has modifiers of its own.
  const final = code === service.main ? effects : effectsOf(compiled, asked, code, main)
  const price = compiled.schedule.byCode.get(code)
  if (price === undefined || (price.cents === null && price.percent === null)) {
    bill.unpriced.push({ code: 'price-item-without-price', item: code })
    return
  }
  const ai = final.some(({ row }) => row.effect === 'ai') ? compiled.aiOf(price.code) : undefined
  const units: Unit[] = []
  for (let time = 1; time <= timesOf(compiled, bill, final, asked, code); time++) {
    for (const place of service.units)
      units.push(addUnit(bill, ai ?? price, main, place, time === 1 ? '' : `~${time}`, asked.item, service))
  }
  for (const unit of units) remark(bill, unit, asked.item)
  const ask = (surcharge: string, value: string | null, times: number, certainty = service.certainty): void => {
    bill.asks.push({
      code: surcharge,
      host: main,
      units,
      value,
      times,
      item: asked.item,
      certainty,
      billed: true,
    } satisfies Ask)
  }
  for (const surcharge of service.surcharges) ask(surcharge.code, surcharge.value, 1)
  for (const { row, value } of final) {
    if (row.effect === 'surcharge' || row.effect === 'reduce')
      ask(row.code, null, typeof value === 'number' ? value : 1, row.certainty)
    else if (row.effect === 'value' && typeof value === 'object')
      for (const word of value) ask(row.code, word, 1, row.certainty)
    else if (row.effect === 'flag') for (const unit of units) unit.oneSide ||= unit.place.bilateral
    else if (row.effect === 'add') addExtension(compiled, bill, row, main, service, asked.item)
  }
}

function effectsOf(
  compiled: CompiledSchedule,
  asked: Asked,
  code: string,
  main: string,
): { readonly row: ModifierRow; readonly value: boolean | number | readonly string[] }[] {
  const result: { row: ModifierRow; value: boolean | number | readonly string[] }[] = []
  for (const [modifier, value] of asked.said) {
    let rows = compiled.effects(modifier, code)
    if (rows.length === 0 && main !== code) rows = compiled.effects(modifier, main)
    if (rows.length > 0) asked.used.add(modifier)
    for (const row of rows) result.push({ row, value })
  }
  return result
}

/** How many times over the things of a service are counted: fetuses, stress imaging, repeated comparison exams. */
function timesOf(
  compiled: CompiledSchedule,
  bill: Bill,
  effects: readonly { readonly row: ModifierRow; readonly value: boolean | number | readonly string[] }[],
  asked: Asked,
  code: string,
): number {
  let times = 1
  for (const { row, value } of effects) {
    if (row.effect === 'count' && typeof value === 'number') times *= value
    if (row.effect === 'twice') times *= 2
  }
  if (asked.count === 1) return times
  if (compiled.repeatable.has(code)) return times * asked.count
  bill.warnings.push({ code: 'price-repeat', item: asked.item, count: asked.count })
  return times
}

function addExtension(
  compiled: CompiledSchedule,
  bill: Bill,
  row: ModifierRow,
  main: string,
  service: ServiceTemplate,
  item: string,
): void {
  const price = compiled.schedule.byCode.get(row.code)
  if (price === undefined) return
  for (const place of service.units) addUnit(bill, price, main, place, '', item, service)
}

function remark(bill: Bill, unit: Unit, item: string): void {
  if (!unit.place.listed && !unit.place.unspecified)
    bill.warnings.push({ code: 'price-not-listed', item, value: unit.place.value })
  if (unit.place.unspecified && !unit.implied) bill.warnings.push({ code: 'price-part-not-said', item })
}

/** Units asked for: a number, or things counted by name under a `count` rule. */
function countUnits(compiled: CompiledSchedule, bill: Bill, asked: DirectService): number {
  if (asked.units === undefined) return 1
  if (typeof asked.units === 'number') return asked.units
  const counts = asked.units
  const things = Object.values(counts).reduce((sum, n) => sum + n, 0)
  const rule = compiled.rulesOf('count').find((r) => compiled.set(r.targets).has(asked.code))
  if (rule === undefined) return things
  let units = 0
  let pooled = 0
  for (const [name, n] of Object.entries(counts)) {
    const share = n / (rule.per[name] ?? 1)
    if (rule.pooled.includes(name)) pooled += share
    else units += Math.ceil(share)
  }
  units += Math.ceil(pooled)
  bill.steps.push({ code: 'counted', rule: rule.id, price: asked.code, things, units })
  return units
}

function directUnit(code: string, at: number): UnitTemplate {
  const key = `${code}#${at + 1}`
  return {
    key,
    group: code,
    vocabulary: 'direct',
    regions: [],
    value: '',
    tag: '',
    bilateral: true,
    unspecified: false,
    listed: true,
    counted: { zh: `第${at + 1}个`, en: `unit ${at + 1}` },
  }
}
