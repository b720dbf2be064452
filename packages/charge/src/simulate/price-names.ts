import type { UnpricedReason } from '../model/mapping.ts'
import type { PriceItem, PriceSchedule } from '../model/schedule.ts'

/** Finds price items that catalogues list by name: surcharges, and what the standard has no item for. */
export interface PriceNames {
  /** The item whose full name or code it is, width, case, spaces and brackets aside. */
  exact(name: string): PriceItem | undefined
  /** The items that hospitals call so; `over` asks only for those that hold even where the name has a standard item. */
  called(name: string, over: boolean): readonly PriceItem[] | UnpricedReason | undefined
}

export function createPriceNames(schedule: PriceSchedule): PriceNames {
  const byName = new Map<string, PriceItem>()
  for (const item of schedule.items) {
    if (item.kind === 'group') continue
    for (const key of [foldName(item.name), foldName(item.code)]) if (!byName.has(key)) byName.set(key, item)
  }
  const rows = schedule.mapping.names.map((row) => ({
    items: row.codes.flatMap((code) => schedule.byCode.get(code) ?? []),
    unpriced: row.unpriced,
    over: row.over,
    alternatives: row.alternatives.map((words) => words.map(foldName)),
  }))
  return {
    exact: (name) => byName.get(foldName(name)),
    called(name, over) {
      const folded = foldName(name)
      const says = (words: readonly string[]): boolean =>
        words.every((word) => (word.startsWith('=') ? folded === word.slice(1) : folded.includes(word)))
      const row = rows.find((one) => (one.over || !over) && one.alternatives.some(says))
      return row?.unpriced ?? row?.items
    },
  }
}

/** Width, case, spaces, brackets and the marks between words do not count. */
function foldName(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s()[\]{}【】〔〕、,;:：·._\-—–/\\'"]+/gu, '')
}
