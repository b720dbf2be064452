import type { DataProblem } from '../data-problem.ts'

/** One row of a table: its place in the file and its cells by column name; an absent cell is ''. */
export class Row {
  readonly file: string
  /** Counted from 1; the header is row 1. */
  readonly row: number
  readonly #cells: readonly string[]
  readonly #columns: ReadonlyMap<string, number>

  constructor(file: string, row: number, cells: readonly string[], columns: ReadonlyMap<string, number>) {
    this.file = file
    this.row = row
    this.#cells = cells
    this.#columns = columns
  }

  get(column: string): string {
    return this.#cells[this.#columns.get(column) ?? -1] ?? ''
  }
}

export interface Table {
  readonly file: string
  readonly columns: readonly string[]
  readonly rows: readonly Row[]
}

/** Which columns a table must have and may have; `extra` lets any further column with this prefix in. */
export interface Columns {
  readonly required: readonly string[]
  readonly optional?: readonly string[]
  readonly extra?: string
}

/**
 * Reads a table of tab-separated values: a header, one row a line, no quoting (a cell has neither tab nor line break).
 * Defects are added to `problems` and the row is left out.
 */
export function parseTsv(file: string, text: string, columns: Columns, problems: DataProblem[]): Table {
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  const header = (lines[0] ?? '').split('\t')
  for (const column of columns.required) {
    if (!header.includes(column)) problems.push({ code: 'data-missing-column', file, row: 1, column })
  }
  for (const column of header) {
    if (!isKnown(column, columns)) problems.push({ code: 'data-unknown-column', file, row: 1, column })
  }
  const index = new Map(header.map((column, at) => [column, at]))
  const rows: Row[] = []
  for (let at = 1; at < lines.length; at++) {
    const cells = (lines[at] ?? '').split('\t')
    if (cells.length !== header.length) {
      problems.push({ code: 'data-cell-count', file, row: at + 1, expected: header.length, found: cells.length })
      continue
    }
    rows.push(new Row(file, at + 1, cells, index))
  }
  return { file, columns: header, rows }
}

function isKnown(column: string, columns: Columns): boolean {
  if (columns.required.includes(column) || columns.optional?.includes(column)) return true
  return columns.extra !== undefined && column.startsWith(columns.extra)
}

/** The words of a cell that holds a list. */
export function words(cell: string): readonly string[] {
  return cell === '' ? [] : cell.split(' ').filter((word) => word !== '')
}
