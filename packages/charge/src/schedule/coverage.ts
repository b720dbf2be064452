import type { UnpricedReason } from '../model/mapping.ts'
import type { PriceSchedule } from '../model/schedule.ts'
import type { CheckProblem } from '../problems/charge-problem.ts'
import type { Pricer } from '../quote/create-pricer.ts'
import { namedItems } from './check-rules.ts'

/** What leads to a price item: a standard item, a modifier, a rule (conversion, tier), or another switch value. */
export type ReachedBy = 'item' | 'modifier' | 'rule' | 'switch'

export interface Coverage {
  readonly schedule: string
  /** Standard items of the edition. */
  readonly items: number
  readonly priced: number
  /** Priced, with a part that has no price. */
  readonly partly: number
  readonly unpriced: Readonly<Record<UnpricedReason, readonly string[]>>
  /** Items that the mapping does not know. */
  readonly unmapped: readonly string[]
  readonly reached: ReadonlyMap<string, ReachedBy>
  /** Price items that nothing leads to: code → reason of the schedule's own list. */
  readonly unreachable: ReadonlyMap<string, string>
  readonly problems: readonly CheckProblem[]
}

/** Counts both ways: which standard items have a price, and which price items a standard item leads to. Groups are not billed. */
export function coverageOf(pricer: Pricer): Coverage {
  const { schedule } = pricer
  const unpriced: Record<UnpricedReason, string[]> = {
    'no-price-item': [],
    'inside-price': [],
    guidance: [],
    'other-chapter': [],
  }
  const unmapped: string[] = []
  let priced = 0
  let partly = 0
  for (const billing of pricer.billing.values()) {
    if ('missing' in billing) unmapped.push(billing.item)
    else if (billing.services.length > 0) {
      priced++
      if (billing.unpriced !== null) partly++
    } else if (billing.unpriced !== null) unpriced[billing.unpriced].push(billing.item)
  }
  const reached = reachedItems(pricer)
  const reasons = new Map(schedule.unreachable.map((u) => [u.code, u.reason]))
  const problems: CheckProblem[] = []
  const unreachable = new Map<string, string>()
  for (const item of schedule.items) {
    if (item.kind === 'group') continue
    const reason = reasons.get(item.code)
    if (!reached.has(item.code)) {
      if (reason === undefined) problems.push({ code: 'price-not-reached', schedule: schedule.id, item: item.code })
      else unreachable.set(item.code, reason)
    } else if (reason !== undefined)
      problems.push({ code: 'price-reached-yet-listed', schedule: schedule.id, item: item.code })
  }
  return {
    schedule: schedule.id,
    items: pricer.billing.size,
    priced,
    partly,
    unpriced,
    unmapped,
    reached,
    unreachable,
    problems,
  }
}

function reachedItems(pricer: Pricer): ReadonlyMap<string, ReachedBy> {
  const { schedule } = pricer
  const reached = new Map<string, ReachedBy>()
  const reach = (code: string, by: ReachedBy): void => {
    if (code !== '' && !reached.has(code)) reached.set(code, by)
  }
  for (const billing of pricer.billing.values()) {
    if ('missing' in billing) continue
    for (const service of billing.services) {
      reach(service.main, 'item')
      for (const surcharge of service.surcharges) reach(surcharge.code, 'item')
      for (const modifier of billing.modifiers) {
        for (const row of schedule.mapping.modifiers)
          if (row.modifier === modifier && row.main === service.main) reach(row.code, 'item')
      }
    }
  }
  spread(schedule, reached, reach)
  for (const row of schedule.mapping.scans) {
    if (row.when !== null) for (const service of row.services) reach(service.main, 'switch')
  }
  spread(schedule, reached, reach)
  return reached
}

/** From what is reached, on through modifiers, artificial intelligence and rules, until nothing is added. */
function spread(
  schedule: PriceSchedule,
  reached: ReadonlyMap<string, ReachedBy>,
  reach: (code: string, by: ReachedBy) => void,
): void {
  let before = -1
  while (before !== reached.size) {
    before = reached.size
    for (const row of schedule.mapping.modifiers) if (reached.has(row.main)) reach(row.code, 'modifier')
    for (const item of schedule.items)
      if (item.ai && item.parent !== null && reached.has(item.parent)) reach(item.code, 'modifier')
    for (const rule of schedule.rules) {
      if (rule.kind === 'convert' || rule.kind === 'compose' || rule.kind === 'tier') {
        if (rule.targets.some((code) => reached.has(code))) for (const code of namedItems(rule)) reach(code, 'rule')
      } else if (rule.kind === 'attach') {
        for (const [main, surcharge] of rule.hosts) if (reached.has(main)) reach(surcharge, 'rule')
      }
    }
  }
}
