import { GovernRefusal } from '../problems/govern-problem.ts'
import type { StandardTables } from './standard-tables.ts'

/** Cells of a row by column; a column that is not named is empty. */
export type Cells = Readonly<Record<string, string>>

/** A table taken apart: columns and rows of cells, in the order of the file. */
interface Sheet {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** The rows of a table as cells by column. Refuses a table that is not there. */
export function rowsOf(tables: StandardTables, file: string): readonly Cells[] {
  const { columns, rows } = sheetOf(tables, file)
  return rows.map((row) => Object.fromEntries(columns.map((column, at) => [column, row[at] ?? ''])))
}

/** The columns of a table, in order. */
export function columnsOf(tables: StandardTables, file: string): readonly string[] {
  return sheetOf(tables, file).columns
}

/** Tables with rows behind those of `file`. Refuses a row that is there already, an unknown column, a cell with a tab or line break. */
export function withRows(tables: StandardTables, file: string, added: readonly Cells[]): StandardTables {
  const { columns, rows } = sheetOf(tables, file)
  const known = new Set(rows.map((row) => row.join('\t')))
  const fresh = added.map((cells) => {
    const row = rowOf(cells, columns, file)
    const text = row.join('\t')
    if (known.has(text)) throw new GovernRefusal({ code: 'govern-row-exists', file, row: said(cells) })
    known.add(text)
    return row
  })
  return written(tables, file, { columns, rows: [...rows, ...fresh] })
}

/** Tables without these rows of `file`, each found by its cells. Refuses a row that is not there (somebody changed it meanwhile). */
export function withoutRows(tables: StandardTables, file: string, removed: readonly Cells[]): StandardTables {
  const { columns, rows } = sheetOf(tables, file)
  const kept = [...rows]
  for (const cells of removed) {
    const text = rowOf(cells, columns, file).join('\t')
    const at = kept.findIndex((row) => row.join('\t') === text)
    if (at < 0) throw new GovernRefusal({ code: 'govern-row-unknown', file, row: said(cells) })
    kept.splice(at, 1)
  }
  return written(tables, file, { columns, rows: kept })
}

/** Tables where the row of `file` with `key` in `column` has other cells; `false` where there is no such row. */
export function withCells(
  tables: StandardTables,
  file: string,
  [column, key]: readonly [column: string, key: string],
  cells: Cells,
): StandardTables | false {
  const { columns, rows } = sheetOf(tables, file)
  const index = columns.indexOf(column)
  const at = rows.findIndex((row) => row[index]?.toUpperCase() === key.toUpperCase())
  const old = rows[at]
  if (old === undefined) return false
  const before = Object.fromEntries(columns.map((name, place) => [name, old[place] ?? '']))
  const row = rowOf({ ...before, ...cells }, columns, file)
  return written(tables, file, { columns, rows: rows.map((one, place) => (place === at ? row : one)) })
}

/** Tables where `file` begins with this header, if it was not there. */
export function withTable(tables: StandardTables, file: string, columns: readonly string[]): StandardTables {
  return tables.has(file) ? tables : written(tables, file, { columns, rows: [] })
}

function sheetOf(tables: StandardTables, file: string): Sheet {
  const text = tables.get(file)
  if (text === undefined || !file.endsWith('.tsv')) throw new GovernRefusal({ code: 'govern-unknown-table', file })
  const [header = '', ...lines] = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  return { columns: header.split('\t'), rows: lines.map((line) => line.split('\t')) }
}

function rowOf(cells: Cells, columns: readonly string[], file: string): readonly string[] {
  for (const [column, cell] of Object.entries(cells)) {
    if (!columns.includes(column)) throw new GovernRefusal({ code: 'govern-unknown-column', file, column })
    if (/[\t\r\n]/.test(cell)) throw new GovernRefusal({ code: 'govern-bad-cell', file, column })
  }
  return columns.map((column) => cells[column] ?? '')
}

function written(tables: StandardTables, file: string, { columns, rows }: Sheet): StandardTables {
  const text = [columns, ...rows].map((row) => `${row.join('\t')}\n`).join('')
  return new Map(tables).set(file, text)
}

function said(cells: Cells): string {
  return Object.values(cells)
    .filter((cell) => cell !== '')
    .join(' | ')
}
