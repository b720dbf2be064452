import { FILES } from '@yingma/edition'
import { GovernRefusal } from '../problems/govern-problem.ts'
import type { Subject } from '../proposals/change.ts'
import { isLexicon, type StandardTables } from './standard-tables.ts'
import { type Cells, columnsOf, rowsOf } from './table-edit.ts'

/** A table whose rows proposals may add, change or take out, and what a row of it is. */
export interface ChangeableTable {
  /** Path below standard/. */
  readonly file: string
  readonly subject: Exclude<Subject, 'item'>
  readonly columns: readonly string[]
  readonly rows: number
}

/** The tables that proposals may change, by path: values of facets, rules and groups, words of the lexicon. */
export function changeableTables(tables: StandardTables): readonly ChangeableTable[] {
  return [...tables.keys()].sort().flatMap((file): ChangeableTable[] => {
    const subject = subjectOf(file)
    if (subject === undefined) return []
    return [{ file, subject, columns: columnsOf(tables, file), rows: rowsOf(tables, file).length }]
  })
}

/**
 * Rows of such a table in which every word of `text` stands somewhere, in the order of the file, with how many there are
 * in all. Refuses a table that proposals may not change.
 */
export function findTableRows(
  tables: StandardTables,
  file: string,
  { text, limit, offset }: { readonly text: string; readonly limit: number; readonly offset: number },
): { readonly total: number; readonly rows: readonly Cells[] } {
  if (subjectOf(file) === undefined) throw new GovernRefusal({ code: 'govern-unknown-table', file })
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const found = rowsOf(tables, file).filter((row) => {
    const said = Object.values(row).join('\t').toLowerCase()
    return words.every((word) => said.includes(word))
  })
  return { total: found.length, rows: found.slice(offset, offset + limit) }
}

function subjectOf(file: string): ChangeableTable['subject'] | undefined {
  if (!file.endsWith('.tsv')) return undefined
  if (file.startsWith('facets/')) return 'facet-value'
  if (file.startsWith('rules/') || file === FILES.groups) return 'rule'
  return isLexicon(file) ? 'lexicon-term' : undefined
}
