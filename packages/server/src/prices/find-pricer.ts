import { type ChargeProblem, localise, type PriceLibrary, type Pricer, type PriceSchedule } from '@yingma/charge'
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
  const published = scheduleOf(prices, schedule)
  // As published it is made once and kept; a local one is made for the request.
  if (choice.factor === undefined && Object.keys(choice.settings ?? {}).length === 0)
    return { pricer: prices.pricerOf(published), remarks: [] }
  const local = localise(published, choice)
  if (!local.ok) throw refusalOf(local.problems)
  return { pricer: prices.pricerOf(local.schedule), remarks: local.remarks }
}

/** Several problems as one refusal: the first is its code, all of them are in `problems`. */
export function refusalOf(problems: readonly ChargeProblem[]): HttpProblem {
  const [first] = problems
  if (first === undefined) throw new Error('a refusal has a problem')
  return new HttpProblem(first, { problems })
}
