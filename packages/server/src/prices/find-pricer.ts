import type { ChargeProblem, PriceLibrary, Pricer, PriceSchedule } from '@yingma/charge'
import { HttpProblem } from '../problems/server-problem.ts'

/** Which schedule is meant and how the place departs from it. */
export interface PricerWish {
  readonly schedule: string
  readonly factor?: string | undefined
  readonly settings?: Readonly<Record<string, string>> | undefined
}

/** The schedule of an id, or a refusal that names those that there are. */
export function scheduleOf(prices: PriceLibrary, id: string): PriceSchedule {
  const found = prices.find(id)
  if (found) return found
  const schedules = prices.schedules.map((schedule) => schedule.id)
  throw new HttpProblem({ code: 'price-unknown-schedule', schedule: id, schedules })
}

/** What charges as was wished, with what its reader should know. */
export function findPricer(
  prices: PriceLibrary,
  { schedule, ...choice }: PricerWish,
): { readonly pricer: Pricer; readonly remarks: readonly ChargeProblem[] } {
  const found = prices.localPricer(scheduleOf(prices, schedule), choice)
  if (!found.ok) throw refusalOf(found.problems)
  return found
}

/** Several problems as one refusal: the first is its code, all of them are in `problems`. */
export function refusalOf(problems: readonly ChargeProblem[]): HttpProblem {
  const [first] = problems
  if (first === undefined) throw new Error('a refusal has a problem')
  return new HttpProblem(first, { problems })
}
