import type { Edition } from '@yingma/core'
import { billItems } from '../mapping/bill-items.ts'
import type { ItemBilling, NoBilling } from '../mapping/billing.ts'
import type { ExamSession, Quote, Refusal } from '../model/quote.ts'
import type { PriceSchedule } from '../model/schedule.ts'
import type { ChargeProblem } from '../problems/charge-problem.ts'
import { type Ask, type Bill, newBill, type Unit } from './bill.ts'
import { adjustmentLines, goodsLines, sortLines, totalsByClass, unitLines } from './bill-lines.ts'
import { sessionProblems } from './check-session.ts'
import { type CompiledSchedule, compileSchedule, kindBit } from './compile-schedule.ts'
import { compose, convert } from './convert.ts'
import { exclude, warnTogether } from './exclude.ts'
import { expandItem, expandService, saidOf } from './expand-session.ts'
import { absorb, attach, remarkPlaces } from './place-units.ts'
import { applyCaps, applyPercentages, applyTiers } from './price-units.ts'
import { applyOneOf, reductionLines, surchargeLines } from './surcharge-lines.ts'

/** Charges exams by one schedule; keeps no state between calls. */
export interface Pricer {
  readonly schedule: PriceSchedule
  /** How each standard item is charged, by code folded to upper case. */
  readonly billing: ReadonlyMap<string, ItemBilling | NoBilling>
  /** The same for any code that means an item: of a device, with a check character, of an institution's own item. */
  billingOf(code: string): ItemBilling | NoBilling | undefined
  /**
   * Quotes one exam. Refuses what it does not know (unknown item, no mapping, date outside the schedule, bad count); an item
   * without a price makes the quote partial. The order of items and services does not matter.
   */
  quote(session: ExamSession): Quote | Refusal
}

export function createPricer(edition: Edition, schedule: PriceSchedule): Pricer {
  const compiled = compileSchedule(schedule)
  const { billings, find } = billItems(edition, schedule)
  return { schedule, billing: billings, billingOf: find, quote: (session) => quoteSession(compiled, find, session) }
}

function quoteSession(
  compiled: CompiledSchedule,
  find: (code: string) => ItemBilling | NoBilling | undefined,
  session: ExamSession,
): Quote | Refusal {
  const problems = sessionProblems(compiled.schedule, session)
  const found: ItemBilling[] = []
  for (const { code } of session.items) {
    const known = find(code)
    if (known === undefined) problems.push({ code: 'price-unknown-item', item: code })
    else if ('missing' in known) problems.push({ code: 'price-no-mapping', item: known.item })
    else found.push(known)
  }
  if (problems.length > 0) return { ok: false, problems }
  const bill = newBill()
  expand(compiled, bill, found, session)
  // From here on nothing depends on the order of the request.
  if (bill.units.length > 1) bill.units.sort(byCodeAndKey)
  if (bill.asks.length > 1) bill.asks.sort(byCodeAndValue)
  applyRules(compiled, bill)
  remarkPlaces(bill)
  const surcharges = surchargeLines(compiled, bill)
  const reductions = reductionLines(compiled, bill)
  const charged = [...unitLines(compiled, bill), ...surcharges, ...reductions]
  const lines = sortLines([...charged, ...adjustmentLines(compiled, bill, session, charged)])
  const goods = goodsLines(compiled, bill, session.goods ?? [])
  if (session.imagesUploaded === false && compiled.rulesOf('compliance').length > 0)
    bill.warnings.push({ code: 'price-images-not-uploaded' })
  if (bill.defaulted !== null) bill.warnings.push({ code: 'price-default-colour', ...bill.defaulted })
  return {
    ok: true,
    schedule: compiled.schedule.id,
    lines,
    totalCents: lines.reduce((sum, line) => sum + line.amountCents, 0),
    byClass: totalsByClass(lines),
    goods,
    goodsCents: goods.reduce((sum, line) => sum + line.amountCents, 0),
    partial: bill.unpriced.length > 0,
    unpriced: inOrder(bill.unpriced),
    warnings: inOrder(bill.warnings),
    steps: bill.steps,
  }
}

/** In the order of rules §0; a stage runs only when an item on the bill can set off one of its rules. */
const STAGES: readonly { readonly kinds: number; readonly run: (compiled: CompiledSchedule, bill: Bill) => void }[] = [
  { kinds: kindBit('exclusive'), run: exclude },
  { kinds: kindBit('compose'), run: compose },
  { kinds: kindBit('convert'), run: convert },
  { kinds: kindBit('warn-together'), run: warnTogether },
  { kinds: kindBit('percent-after', 'percent-if'), run: applyPercentages },
  { kinds: kindBit('cap'), run: applyCaps },
  { kinds: kindBit('tier'), run: applyTiers },
  { kinds: kindBit('one-of'), run: applyOneOf },
]

function applyRules(compiled: CompiledSchedule, bill: Bill): void {
  let units = bill.units.length
  absorb(compiled, bill)
  attach(compiled, bill)
  let kinds = kindsOn(compiled, bill)
  for (const stage of STAGES) {
    if ((kinds & stage.kinds) === 0) continue
    stage.run(compiled, bill)
    // A conversion brings items of its own.
    if (bill.units.length !== units) {
      units = bill.units.length
      kinds = kindsOn(compiled, bill)
    }
  }
}

function kindsOn(compiled: CompiledSchedule, bill: Bill): number {
  let kinds = 0
  for (const unit of bill.units) kinds |= compiled.kindsOf(unit.price.code)
  for (const ask of bill.asks) kinds |= compiled.kindsOf(ask.code)
  return kinds
}

function expand(compiled: CompiledSchedule, bill: Bill, found: readonly ItemBilling[], session: ExamSession): void {
  const said = saidOf(session.modifiers)
  const used = new Set<string>()
  session.items.forEach((item, at) => {
    const billing = found[at]
    if (billing) for (const modifier of expandItem(compiled, bill, billing, item, said)) used.add(modifier)
  })
  for (const service of session.services ?? [])
    for (const modifier of expandService(compiled, bill, service, said)) used.add(modifier)
  for (const modifier of said.keys()) {
    const item = session.items[0]?.code ?? ''
    if (!used.has(modifier)) bill.warnings.push({ code: 'price-modifier-without-price', item, modifier })
  }
}

/** Remarks in an order that does not depend on that of the request. */
function inOrder(remarks: readonly ChargeProblem[]): readonly ChargeProblem[] {
  if (remarks.length < 2) return remarks
  return [...remarks].sort((a, b) => compare(a.code, b.code) || compare(keyOf(a), keyOf(b)))
}

function keyOf(remark: ChargeProblem): string {
  return Object.values(remark).join('|')
}

function byCodeAndKey(a: Unit, b: Unit): number {
  return compare(a.main, b.main) || compare(a.price.code, b.price.code) || compare(a.key, b.key)
}

function byCodeAndValue(a: Ask, b: Ask): number {
  return compare(a.code, b.code) || compare(a.value ?? '', b.value ?? '') || compare(a.item, b.item)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
