import type { Outcome } from '../resolve/exam.ts'
import type { ItemTable } from '../resolve/item-table.ts'
import type { ResultItem } from '../result.ts'

/** One entry for each item chosen; an item that two exams choose is said once. */
export function resultItems(outcome: Outcome, table: ItemTable): ResultItem[] {
  const items: ResultItem[] = []
  for (const { code, relation, missing, closest, spans } of outcome.answers) {
    if (code !== null && items.some((item) => item.code === code)) continue
    if (code === null) {
      items.push({ code, relation: 'none', missing, closest, spans })
      continue
    }
    const item = table.get(code)
    if (item === undefined) items.push({ code, relation, spans })
    else items.push({ code, relation, name: item.name, facets: item.facets, spans })
  }
  return items
}
