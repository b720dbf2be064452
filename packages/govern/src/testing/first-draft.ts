import { type Draft, draftOf } from '../draft/draft.ts'
import { readTables } from '../tables/standard-tables.ts'

let first: Draft | undefined

/** The standard of this checkout as the draft that governance starts from; loaded once. */
export function firstDraft(): Draft {
  if (first === undefined) {
    const result = draftOf(readTables())
    if (!result.ok) throw new Error(JSON.stringify(result.problems))
    first = result.draft
  }
  return first
}
