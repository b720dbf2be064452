import type { ExamSession, Quote, Refusal } from '../model/quote.ts'
import { inForce, isDay } from '../quote/check-session.ts'
import type { Pricer } from '../quote/create-pricer.ts'

/** Quotes and items seen once that are remembered; beyond these all is forgotten and begun again. */
const KEPT = 8192

/**
 * Quotes as the pricer does, and remembers the quotes of items that come again: many exams of a table have the same. Inside the days of a schedule a quote does not depend on the day; an
 * exam outside them, and one whose items say counts or modifiers of their own, is asked anew.
 */
export function rememberQuotes(pricer: Pricer): (session: ExamSession) => Quote | Refusal {
  const known = new Map<string, Quote | Refusal | null>()
  return (session) => {
    const key = keyOf(pricer, session)
    if (key === null) return pricer.quote(session)
    const before = known.get(key)
    if (before !== undefined && before !== null) return before
    const quote = pricer.quote(session)
    if (known.size >= KEPT) known.clear()
    // Kept from the second time on: most combinations of items come once, and what is kept costs the collector.
    known.set(key, before === undefined ? null : quote)
    return quote
  }
}

function keyOf({ schedule }: Pricer, { date, items, modifiers }: ExamSession): string | null {
  if (!isDay(date) || !inForce(schedule, date)) return null
  let key = ''
  for (const item of items) {
    if (item.count !== undefined || item.modifiers !== undefined) return null
    // With its length, no code can be taken for two.
    key += `${item.code.length}:${item.code}`
  }
  return modifiers === undefined ? key : key + JSON.stringify(modifiers)
}
