import { createPricer, type Pricer, type PriceSchedule } from '@yingma/charge'
import type { Edition, EditionDiff } from '@yingma/core'

/** A price schedule as impact asks it; pricers are made when first needed and kept by edition. */
export interface PriceList {
  readonly schedule: PriceSchedule
  pricer(edition: Edition): Pricer
}

/** The price lines of an item that comes, or of one that leaves beside those of its successors. */
export interface PriceChange {
  readonly schedule: string
  readonly item: string
  readonly before: readonly string[]
  readonly after: readonly string[]
}

export function priceListOf(schedule: PriceSchedule): PriceList {
  const made = new WeakMap<Edition, Pricer>()
  return {
    schedule,
    pricer: (edition) => {
      const known = made.get(edition) ?? createPricer(edition, schedule)
      made.set(edition, known)
      return known
    },
  }
}

/** Price lines that a change of the items moves, one entry an item and schedule. */
export function priceChanges(
  before: Edition,
  after: Edition,
  { added, retired }: Pick<EditionDiff, 'added' | 'retired'>,
  lists: readonly PriceList[],
): readonly PriceChange[] {
  if (added.length + retired.length === 0) return []
  return lists.flatMap((list) => {
    const schedule = list.schedule.id
    const fresh = added.map(({ code }) => ({ schedule, item: code, before: [], after: linesOf(list, after, [code]) }))
    const moved = retired.map(({ item, successors }) => ({
      schedule,
      item: item.code,
      before: linesOf(list, before, [item.code]),
      after: linesOf(
        list,
        after,
        successors.map(({ code }) => code),
      ),
    }))
    return [...fresh, ...moved].filter((change) => change.before.join() !== change.after.join())
  })
}

/** Price item, quantity and amount of each line; empty where the schedule does not price the items. */
export function linesOf(list: PriceList, edition: Edition, codes: readonly string[]): readonly string[] {
  const quote = list.pricer(edition).quote({ date: list.schedule.validFrom, items: codes.map((code) => ({ code })) })
  if (!quote.ok) return []
  return quote.lines.map(({ code, name, quantity, amountCents }) => `${code} ${name} ×${quantity} ${amountCents / 100}`)
}
