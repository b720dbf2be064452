import { loadEdition, loadSchedules } from '@yingma/edition'
import type { ExamItem, Quote } from '../model/quote.ts'
import type { PriceSchedule } from '../model/schedule.ts'
import { createPricer, type Pricer } from '../quote/create-pricer.ts'
import { readSchedules } from '../schedule/read-schedules.ts'

/** The edition and schedules of this checkout, for tests only. */
export const edition = loadEdition()
export const schedules = readSchedules(loadSchedules()).schedules
export const jiangxi = scheduleOf('jiangxi-2025')
export const before = scheduleOf('jiangxi-until-2025')
export const pricer: Pricer = createPricer(edition, jiangxi)
export const pricerBefore: Pricer = createPricer(edition, before)

function scheduleOf(id: string): PriceSchedule {
  const schedule = schedules.find((s) => s.id === id)
  if (schedule === undefined) throw new Error(`no schedule ${id}`)
  return schedule
}

/** The code of an item by its name; throws where there is none. */
export function codeOf(name: string): string {
  const item = edition.items.find((i) => i.name === name)
  if (item === undefined) throw new Error(`no item ${name}`)
  return item.code
}

/** Quotes items by name under the Jiangxi schedule; throws on a refusal. */
export function quoteOf(...names: readonly string[]): Quote {
  const items: readonly ExamItem[] = names.map((name) => ({ code: codeOf(name) }))
  const quote = pricer.quote({ date: '2025-06-02', items })
  if (!quote.ok) throw new Error(JSON.stringify(quote.problems))
  return quote
}
