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
  const own = saidOf(asked.modifiers)
  const said = joinSaid(billing.modifiers, session, own)
  const used = said.size === 0 ? NOTHING_USED : new Set<string>()
  for (const service of billing.services)
    addService(compiled, bill, service, service.main, { item: billing.item, said, count: asked.count ?? 1, used })
  if (billing.defaulted !== null && !said.has('grey-scale') && !said.has('colour-doppler'))
    takeDefault(bill, billing.item, billing.defaulted)
  for (const modifier of own.keys()) {
    if (!used.has(modifier) && billing.services.length > 0)
      bill.warnings.push({ code: 'price-modifier-without-price', item: billing.item, modifier })
  }
  return used
}

function takeDefault(bill: Bill, item: string, value: string): void {
  if (bill.defaulted === null || item < bill.defaulted.item) bill.defaulted = { item, value }
}

/** What the item's facets, the session and the request say; the later wins. */
function joinSaid(implied: readonly string[], session: Said, own: Said): Said {
  if (implied.length === 0) {
    if (own.size === 0) return session
    if (session.size === 0) return own
  }
  const said = new Map<string, boolean | number | readonly string[]>()
  for (const modifier of implied) said.set(modifier, true)
  for (const [modifier, value] of session) said.set(modifier, value)
  for (const [modifier, value] of own) said.set(modifier, value)
  return said
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
const NO_EFFECTS: readonly Effect[] = []
/** Never added to: without modifiers none can be used. */
const NOTHING_USED = new Set<string>()

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
  const effects = asked.said.size === 0 ? NO_EFFECTS : effectsOf(compiled, asked, code, main)
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
  const times = final.length === 0 && asked.count === 1 ? 1 : timesOf(compiled, bill, final, asked, code)
  for (let time = 1; time <= times; time++) {
    for (const place of service.units)
      units.push(addUnit(bill, ai ?? price, main, place, time === 1 ? '' : `~${time}`, asked.item, service))
  }
  const oneSide = final.some(({ row }) => row.effect === 'flag')
  for (const unit of units) unit.whole ||= !(oneSide && unit.place.bilateral)
  const base: Ask = {
    code: '',
    host: main,
    units,
    value: null,
    times: 1,
    item: asked.item,
    certainty: service.certainty,
    billed: true,
  }
  for (const { code: surcharge, value } of service.surcharges) bill.asks.push({ ...base, code: surcharge, value })
  for (const effect of final) applyEffect(compiled, bill, effect, base, service)
}

interface Effect {
  readonly row: ModifierRow
  readonly value: boolean | number | readonly string[]
}

/** What one modifier adds to the units of a service; `replace`, `ai`, `flag` and those that count are done before. */
function applyEffect(
  compiled: CompiledSchedule,
  bill: Bill,
  { row, value }: Effect,
  base: Ask,
  service: ServiceTemplate,
): void {
  const { code, certainty } = row
  if (row.effect === 'surcharge' || row.effect === 'reduce')
    bill.asks.push({ ...base, code, certainty, times: typeof value === 'number' ? value : 1 })
  else if (row.effect === 'value' && typeof value === 'object')
    for (const word of value) bill.asks.push({ ...base, code, certainty, value: word })
  else if (row.effect === 'add') addExtension(compiled, bill, row, base.host, service, base.item)
}

function effectsOf(compiled: CompiledSchedule, asked: Asked, code: string, main: string): readonly Effect[] {
  const result: Effect[] = []
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
  effects: readonly Effect[],
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
  for (const place of service.units) addUnit(bill, price, main, place, '', item, service).whole = true
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
