import { FILES } from '@yingma/edition'
import { isLexicon, type StandardTables } from '../tables/standard-tables.ts'
import { type Cells, columnsOf, rowsOf, withCells } from '../tables/table-edit.ts'

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
  return rowsBack(tables, target, FILES.overrides, 'item', ['item', 'name'])
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
