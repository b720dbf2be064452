import type { Edition, LexiconTerm } from '@yingma/core'
import { assignIds, type DataProblem, FILES, readLexicon } from '@yingma/edition'
import { type GovernProblem, GovernRefusal } from '../problems/govern-problem.ts'
import { isLexicon, type StandardTables } from '../tables/standard-tables.ts'

/** The coming edition in memory: its tables, what they expand to, and the words of the lexicon. Nothing is written anywhere. */
export interface Draft {
  readonly tables: StandardTables
  readonly edition: Edition
  readonly terms: readonly LexiconTerm[]
}

export type DraftResult =
  | { readonly ok: true; readonly draft: Draft }
  | { readonly ok: false; readonly problems: readonly GovernProblem[] }

/** Expands tables to a draft; values and items without a permanent id get one, as rows behind those of the register. */
export function draftOf(tables: StandardTables): DraftResult {
  const { expansion, register } = assignIds(tables)
  if (!expansion.ok) return { ok: false, problems: expansion.problems.map(asGovernProblem) }
  const problems: DataProblem[] = []
  const terms = readLexicon(new Map([...tables].filter(([path]) => isLexicon(path))), problems)
  if (problems.length > 0) return { ok: false, problems: problems.map(asGovernProblem) }
  return { ok: true, draft: { tables: new Map(tables).set(FILES.ids, register), edition: expansion.edition, terms } }
}

/** A draft that must exist, inside the application of a change. */
export function mustDraft(tables: StandardTables): Draft {
  const result = draftOf(tables)
  if (result.ok) return result.draft
  const [first] = result.problems
  throw new GovernRefusal(first ?? { code: 'govern-nothing-changes' })
}

function asGovernProblem(problem: DataProblem): GovernProblem {
  return { code: 'govern-data', problem }
}
