import type { PriceSchedule } from '../model/schedule.ts'
import type { CheckProblem } from '../problems/charge-problem.ts'
import { isDay } from '../quote/check-session.ts'
import { checkItems } from './check-items.ts'
import { checkMapping } from './check-mapping.ts'
import { checkRules } from './check-rules.ts'
import { overlappingSchedules } from './select-schedule.ts'

/** Holds the tables of one schedule against each other; an empty list means sound. */
export function checkSchedule(schedule: PriceSchedule): readonly CheckProblem[] {
  return [...checkDates(schedule), ...checkItems(schedule), ...checkRules(schedule), ...checkMapping(schedule)]
}

/** Checks every schedule, and that no two of one place are in force on the same day. Successors must exist in some schedule. */
export function checkSchedules(schedules: readonly PriceSchedule[]): readonly CheckProblem[] {
  const known = new Set(schedules.flatMap((s) => s.items.map((item) => item.code)))
  const successors = schedules.flatMap((schedule) =>
    schedule.items.flatMap((item) =>
      item.successors
        .filter((code) => !known.has(code))
        .map(
          (code): CheckProblem => ({
            code: 'price-mapping-item',
            schedule: schedule.id,
            where: `successors of ${item.code}`,
            item: code,
          }),
        ),
    ),
  )
  return [...schedules.flatMap(checkSchedule), ...successors, ...overlappingSchedules(schedules)]
}

function checkDates(schedule: PriceSchedule): readonly CheckProblem[] {
  const { validFrom, validTo } = schedule
  const sound = isDay(validFrom) && (validTo === null || (isDay(validTo) && validTo >= validFrom))
  return sound ? [] : [{ code: 'price-dates', schedule: schedule.id }]
}
