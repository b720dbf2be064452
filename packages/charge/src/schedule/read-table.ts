import type { ScheduleProblem } from '../problems/charge-problem.ts'

/** One row of a table; an absent cell is ''. */
export interface TableRow {
  readonly file: string
  /** Counted from 1; the header is row 1. */
  readonly row: number
  get(column: string): string
}

/** Columns that a table must and may have. */
export interface TableColumns {
  readonly required: readonly string[]
  readonly optional?: readonly string[]
}

/**
 * Reads tab-separated values: a header, one row a line, no quoting. Defects are added to `problems`, a row with a wrong
 * number of cells is left out.
 */
export function readTable(file: string, text: string, columns: TableColumns, problems: ScheduleProblem[]): TableRow[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  if (lines.at(-1) === '') lines.pop()
  const header = (lines[0] ?? '').split('\t')
  for (const column of columns.required) {
    if (!header.includes(column)) problems.push({ code: 'price-column-missing', file, row: 1, column })
  }
  for (const column of header) {
    if (!columns.required.includes(column) && !columns.optional?.includes(column))
      problems.push({ code: 'price-column-unknown', file, row: 1, column })
  }
  const index = new Map(header.map((column, at) => [column, at]))
  const rows: TableRow[] = []
  for (let at = 1; at < lines.length; at++) {
    const cells = (lines[at] ?? '').split('\t')
    if (cells.length !== header.length) {
      problems.push({ code: 'price-cell-count', file, row: at + 1, expected: header.length, found: cells.length })
      continue
    }
    rows.push({ file, row: at + 1, get: (column) => cells[index.get(column) ?? -1] ?? '' })
  }
  return rows
}

/** A cell that must be one of a closed list; the first of the list stands in where it is not. */
export function oneOf<T extends string>(
  row: TableRow,
  column: string,
  allowed: readonly [T, ...T[]],
  problems: ScheduleProblem[],
): T {
  const value = row.get(column)
  const found = allowed.find((a) => a === value)
  if (found !== undefined) return found
  problems.push({ code: 'price-cell', file: row.file, row: row.row, column, value, allowed: allowed.join(' | ') })
  return allowed[0]
}

/** Words of a cell, parted by one character. */
export function list(cell: string, by: string): readonly string[] {
  return cell === '' ? [] : cell.split(by).map((word) => word.trim())
}
