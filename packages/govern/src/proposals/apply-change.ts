import type { Edition, EditionFacts } from '@yingma/core'
import { checkDraft } from '../draft/check-draft.ts'
import { type Draft, type DraftResult, draftOf } from '../draft/draft.ts'
import { GovernRefusal } from '../problems/govern-problem.ts'
import { type StandardTables, sameTables } from '../tables/standard-tables.ts'
import { applyItemChange } from './apply-items.ts'
import { applyRowChange } from './apply-rows.ts'
import { applyValueChange } from './apply-values.ts'
import type { Change } from './change.ts'

/**
 * Applies a change to a draft, in memory. Gives the draft after it, or why it is refused, with the counterexample: a code
 * used again, two items that would say the same, a successor that is gone, a meaning, name or id that was released.
 */
export function applyChange(draft: Draft, change: Change, releases: readonly EditionFacts[]): DraftResult {
  return applyChanges(draft, [change], releases)
}

/** Applies several changes one after the other and checks what comes out once. */
export function applyChanges(draft: Draft, changes: readonly Change[], releases: readonly EditionFacts[]): DraftResult {
  let after = draft
  try {
    let pending = draft.tables
    for (const [at, change] of changes.entries()) {
      pending = changedTables(pending, after.edition, change)
      // Words of the lexicon change no item: many of them are expanded together.
      if (change.subject === 'lexicon-term' && changes[at + 1]?.subject === 'lexicon-term') continue
      const next = draftOf(pending)
      if (!next.ok) return next
      after = next.draft
      pending = after.tables
    }
  } catch (error) {
    if (error instanceof GovernRefusal) return { ok: false, problems: [error.problem] }
    throw error
  }
  if (sameTables(draft.tables, after.tables)) return { ok: false, problems: [{ code: 'govern-nothing-changes' }] }
  const problems = checkDraft(draft, after, releases)
  return problems.length > 0 ? { ok: false, problems } : { ok: true, draft: after }
}

function changedTables(tables: StandardTables, edition: Edition, change: Change): StandardTables {
  switch (change.subject) {
    case 'item':
      return applyItemChange(tables, edition, change)
    case 'facet-value':
      return applyValueChange(tables, edition, change)
    case 'rule':
    case 'lexicon-term':
      return applyRowChange(tables, change)
  }
}
