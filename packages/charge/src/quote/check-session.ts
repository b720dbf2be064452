import { MODIFIERS, type Modifiers } from '../model/modifiers.ts'
import type { ExamSession } from '../model/quote.ts'
import type { PriceSchedule } from '../model/schedule.ts'
import type { RequestProblem } from '../problems/charge-problem.ts'

const KNOWN: ReadonlySet<string> = new Set(MODIFIERS)

/** Whether a text is a day of the calendar, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!match) return false
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0
  return day >= 1 && day <= days
}

/** Whether a schedule is in force on a day. */
export function inForce(schedule: PriceSchedule, day: string): boolean {
  return day >= schedule.validFrom && (schedule.validTo === null || day <= schedule.validTo)
}

/** What makes a session impossible to quote, beside its items. */
export function sessionProblems(schedule: PriceSchedule, session: ExamSession): RequestProblem[] {
  const problems: RequestProblem[] = []
  const { date } = session
  if (!isDay(date)) problems.push({ code: 'price-bad-date', date })
  else if (!inForce(schedule, date)) problems.push({ code: 'price-date-outside', date, schedule: schedule.id })
  if (session.items.length === 0 && (session.services ?? []).length === 0 && (session.goods ?? []).length === 0)
    problems.push({ code: 'price-nothing-asked' })
  modifierProblems(session.modifiers, problems)
  for (const item of session.items) {
    countProblem(item.code, item.count ?? 1, problems)
    modifierProblems(item.modifiers, problems)
  }
  for (const service of session.services ?? []) {
    if (!schedule.byCode.has(service.code)) problems.push({ code: 'price-unknown-price-item', item: service.code })
    const counts = typeof service.units === 'object' ? Object.values(service.units) : [service.units ?? 1]
    for (const count of counts) countProblem(service.code, count, problems)
    modifierProblems(service.modifiers, problems)
  }
  for (const good of session.goods ?? []) countProblem(good.name, good.quantity, problems)
  return problems
}

function countProblem(item: string, count: number, problems: RequestProblem[]): void {
  if (!Number.isSafeInteger(count) || count < 1) problems.push({ code: 'price-bad-count', item, count })
}

function modifierProblems(modifiers: Modifiers | undefined, problems: RequestProblem[]): void {
  if (modifiers === undefined) return
  for (const [modifier, value] of Object.entries(modifiers)) {
    if (!KNOWN.has(modifier)) problems.push({ code: 'price-unknown-modifier', modifier })
    else if (!fitsModifier(modifier, value)) problems.push({ code: 'price-modifier-value', modifier })
  }
}

function fitsModifier(modifier: string, value: boolean | number | readonly string[] | undefined): boolean {
  if (value === undefined || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0
  return modifier === 'technique'
}
