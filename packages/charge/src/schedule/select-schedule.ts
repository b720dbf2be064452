import type { PriceSchedule } from '../model/schedule.ts'
import type { CheckProblem, RequestProblem } from '../problems/charge-problem.ts'
import { inForce, isDay } from '../quote/check-session.ts'

export type Selection =
  | { readonly ok: true; readonly schedule: PriceSchedule }
  | { readonly ok: false; readonly problems: readonly RequestProblem[] }

/** The one schedule of a jurisdiction in force on a day; none, several, or no day at all are named and refused. */
export function selectSchedule(schedules: readonly PriceSchedule[], jurisdiction: string, date: string): Selection {
  if (!isDay(date)) return { ok: false, problems: [{ code: 'price-bad-date', date }] }
  const found = schedules.filter((s) => s.jurisdiction === jurisdiction && inForce(s, date))
  const [only] = found
  if (only === undefined) return { ok: false, problems: [{ code: 'price-no-schedule', date, jurisdiction }] }
  if (found.length === 1) return { ok: true, schedule: only }
  return { ok: false, problems: [{ code: 'price-schedules-overlap', date, schedules: found.map((s) => s.id) }] }
}

/** Pairs of schedules of one jurisdiction and hospital level that are in force on the same day. */
export function overlappingSchedules(schedules: readonly PriceSchedule[]): readonly CheckProblem[] {
  const problems: CheckProblem[] = []
  schedules.forEach((a, at) => {
    for (const b of schedules.slice(at + 1)) {
      const same = a.jurisdiction === b.jurisdiction && a.hospitalLevel === b.hospitalLevel
      const apart = endsBefore(a, b) || endsBefore(b, a)
      if (same && !apart) problems.push({ code: 'price-overlap', schedule: a.id, other: b.id })
    }
  })
  return problems
}

function endsBefore(a: PriceSchedule, b: PriceSchedule): boolean {
  return a.validTo !== null && a.validTo < b.validFrom
}
