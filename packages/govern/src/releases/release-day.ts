import type { GovernProblem } from '../problems/govern-problem.ts'

/**
 * Why a release cannot have this day: it is before the last release (`''` where there is none), or more than a year after
 * `today`, which is a slip of the hand. Days are ISO days; `null` where all is well.
 */
export function checkReleaseDay(date: string, last: string, today: string): GovernProblem | null {
  const to = `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`
  return date < last || date > to ? { code: 'govern-release-day', date, from: last, to } : null
}
