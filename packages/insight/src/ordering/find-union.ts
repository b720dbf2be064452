import type { Edition, Item } from '@yingma/core'
import type { ExamRange, Ranges } from '../recognition/exam-range.ts'

/**
 * Finds the item that shows exactly what two exams show together: plain and contrast as 平扫+增强, left and right as both.
 * Undefined where there is none.
 */
export function createUnions(edition: Edition, ranges: Ranges): (one: ExamRange, other: ExamRange) => Item | undefined {
  const byUnit = new Map<string, { readonly item: Item; readonly range: ExamRange }[]>()
  for (const item of edition.items) {
    const range = ranges.rangeOf(item.code)
    if (item.status !== 'active' || range === undefined) continue
    byUnit.set(range.unit, [...(byUnit.get(range.unit) ?? []), { item, range }])
  }
  return (one, other) => {
    if (one.unit !== other.unit) return undefined
    return byUnit
      .get(one.unit)
      ?.find(
        ({ range }) =>
          ranges.relation(range, one) === 'covers' &&
          ranges.relation(range, other) === 'covers' &&
          ranges.coverTogether([one, other], range),
      )?.item
  }
}
