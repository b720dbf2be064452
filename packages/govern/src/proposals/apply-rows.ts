import { FILES } from '@yingma/edition'
import { GovernRefusal } from '../problems/govern-problem.ts'
import { isLexicon, type StandardTables } from '../tables/standard-tables.ts'
import { withoutRows, withRows } from '../tables/table-edit.ts'
import type { ChangeKind, RowChange } from './change.ts'

/** How many rows before and after each kind of change has: none, one, or many. */
const COUNTS: Readonly<
  Record<ChangeKind, readonly ['none' | 'one' | 'some' | 'many', 'none' | 'one' | 'some' | 'many']>
> = {
  add: ['none', 'some'],
  change: ['one', 'one'],
  retire: ['some', 'none'],
  merge: ['many', 'one'],
  split: ['one', 'many'],
  're-word': ['one', 'one'],
}

/** Applies a change of rows: of a rule table or the groups, or of a table of the lexicon. */
export function applyRowChange(tables: StandardTables, change: RowChange): StandardTables {
  const { kind, subject, file, before, after } = change
  if (file.startsWith('releases/')) throw new GovernRefusal({ code: 'govern-released-edited', file })
  const isOfSubject = subject === 'lexicon-term' ? isLexicon(file) : file.startsWith('rules/') || file === FILES.groups
  if (!isOfSubject) throw new GovernRefusal({ code: 'govern-unknown-table', file })
  const [rowsBefore, rowsAfter] = COUNTS[kind]
  if (!fits(before.length, rowsBefore) || !fits(after.length, rowsAfter)) {
    throw new GovernRefusal({ code: 'govern-row-count', kind, before: before.length, after: after.length })
  }
  return withRows(withoutRows(tables, file, before), file, after)
}

function fits(count: number, wanted: 'none' | 'one' | 'some' | 'many'): boolean {
  if (wanted === 'none') return count === 0
  if (wanted === 'one') return count === 1
  return count >= (wanted === 'some' ? 1 : 2)
}
