import { FILES } from '@yingma/edition'
import { isLexicon, type StandardTables } from '../tables/standard-tables.ts'
import { type Cells, columnsOf, rowsOf, withCells, withoutRows } from '../tables/table-edit.ts'

/** What a value or a word is stays; how it is said and what is told of it goes back. */
const KEPT: readonly string[] = ['code', 'name', 'status', 'origin']

/**
 * Tables for a new release that takes back what an earlier one said otherwise: its lexicon, its wording, what it told of
 * values. Codes, ids and retirements since then stay, for they are in records already: a code is never taken back.
 */
export function rolledBack(current: StandardTables, target: StandardTables): StandardTables {
  let tables: StandardTables = new Map([...current].filter(([path]) => !isLexicon(path)))
  tables = new Map([...tables, ...[...target].filter(([path]) => isLexicon(path))])
  for (const file of [...target.keys()].filter((path) => path.startsWith('facets/') && current.has(path))) {
    tables = rowsBack(tables, target, file, 'code', KEPT)
  }
  tables = rowsBack(tables, target, FILES.overrides, 'item', ['item', 'name'])
  return withoutRows(tables, FILES.overrides, wordedSince(tables, target))
}

/**
 * Overrides of items that were there and had none. Their Chinese name is that of the grammar and was so ever since, so only
 * the English one was said otherwise.
 */
function wordedSince(tables: StandardTables, target: StandardTables): readonly Cells[] {
  const items = new Set(rowsOf(target, FILES.ids).flatMap(({ kind, code }) => (kind === 'item' ? [keyOf(code)] : [])))
  const worded = new Set(rowsOf(target, FILES.overrides).map(({ item }) => keyOf(item)))
  return rowsOf(tables, FILES.overrides).filter(({ item }) => items.has(keyOf(item)) && !worded.has(keyOf(item)))
}

function keyOf(code: string | undefined): string {
  return (code ?? '').toUpperCase()
}

function rowsBack(
  tables: StandardTables,
  target: StandardTables,
  file: string,
  key: string,
  kept: readonly string[],
): StandardTables {
  const columns = columnsOf(target, file).filter(
    (column) => !kept.includes(column) && columnsOf(tables, file).includes(column),
  )
  return rowsOf(target, file).reduce((before, row) => {
    const cells: Cells = Object.fromEntries(columns.map((column) => [column, row[column] ?? '']))
    return withCells(before, file, [key, row[key] ?? ''], cells) || before
  }, tables)
}
