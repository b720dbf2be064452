import { createPricer, type Pricer, type PriceSchedule, readSchedules } from '@yingma/charge'
import type { Edition } from '@yingma/core'
import { loadSchedules } from '@yingma/edition'
import type { UsageProblem } from '../command-line/usage-problem.ts'

export type PricerChoice =
  | { readonly ok: true; readonly pricer: Pricer | null }
  | { readonly ok: false; readonly problem: UsageProblem }

/** The pricer of the schedule that a call names; none where it names none. */
export function choosePricer(edition: Edition, id: string | undefined): PricerChoice {
  if (id === undefined) return { ok: true, pricer: null }
  const { schedules } = readSchedules(loadSchedules())
  const schedule: PriceSchedule | undefined = schedules.find((one) => one.id === id)
  if (schedule === undefined) {
    const allowed = schedules.map((one) => one.id)
    return { ok: false, problem: { code: 'cli-value-not-allowed', option: 'schedule', value: id, allowed } }
  }
  return { ok: true, pricer: createPricer(edition, schedule) }
}
