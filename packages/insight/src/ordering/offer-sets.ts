import type { Item } from '@yingma/core'
import type { Ranges } from '../recognition/exam-range.ts'
import type { OrderNote } from './order-note.ts'

/** Items that are ordered together, as an institution offers them to a specialty. */
export interface OrderableSet {
  readonly id: string
  readonly name: string
  readonly nameEn: string
  readonly codes: readonly string[]
}

/** An item that an order asks for. */
export interface OrderedItem {
  readonly line: string
  readonly item: Item
  /** Ordered before and not done yet. */
  readonly isPending: boolean
}

const MOST_OFFERS = 3

/** Sets of which an order has some exams and not all: those with the fewest left first, at most three. What covers an item stands for it. */
export function offerSets(
  sets: readonly OrderableSet[],
  ordered: readonly OrderedItem[],
  ranges: Ranges,
  itemOf: (code: string) => Item | undefined,
): readonly OrderNote[] {
  const stands = ({ item }: OrderedItem, code: string) => {
    const [one, wanted] = [ranges.rangeOf(item.code), ranges.rangeOf(code)]
    if (one === undefined || wanted === undefined) return false
    const relation = ranges.relation(one, wanted)
    return relation === 'same' || relation === 'covers'
  }
  const offers = sets.flatMap(({ id, name, nameEn, codes }) => {
    const began = ordered.filter((each) => !each.isPending && codes.some((code) => stands(each, code)))
    const missing = codes
      .filter((code) => !ordered.some((each) => stands(each, code)))
      .map(itemOf)
      .filter((item) => item?.status === 'active')
      .flatMap((item) => (item === undefined ? [] : [{ code: item.code, name: item.name }]))
    if (began.length === 0 || missing.length === 0) return []
    const lines = [...new Set(began.map(({ line }) => line))]
    return [{ code: 'order.set' as const, lines, set: id, name, nameEn: nameEn === '' ? name : nameEn, missing }]
  })
  return offers.sort((a, b) => a.missing.length - b.missing.length).slice(0, MOST_OFFERS)
}
