import type { ExcelDamage } from './damage/excel-damage.ts'
import type { Guess } from './evidence/evidence.ts'
import type { Encoding } from './guess/encoding.ts'
import type { Delimiter, LineEnd, Role, TableFormat, TableKind } from './model/roles.ts'
import type { PersonalKind } from './privacy/personal-column.ts'
import type { TableProblem } from './problems/problem.ts'

/** A column of the file. */
export interface TableColumn {
  /** From 1, as people count. */
  readonly number: number
  /** Empty where there is no header. */
  readonly header: string
  /** Place of its cell in the rows that come out, from 0; null for a column that is left out. */
  readonly position: number | null
}

/** Where the header stands: its row (0: there is none) and the rows above it, which are titles and no rows of the table. */
export interface HeaderReading {
  readonly row: number
  readonly titles: readonly (readonly string[])[]
}

/** A row as it stands in the file. `number` is its line or sheet row, from 1. */
export interface TopRow {
  readonly number: number
  readonly cells: readonly string[]
}

/** A column that looks like a person's name, number or phone. */
export interface PersonalColumn {
  readonly column: TableColumn
  readonly kind: Guess<PersonalKind>
  /** Left out unless the user kept it. */
  readonly kept: boolean
}

/** A code that a spreadsheet program damaged. `row` as in problems, `position` as in the rows. */
export interface CellDamage {
  readonly row: number
  readonly position: number
  readonly text: string
  readonly damage: ExcelDamage
  readonly likely?: string
}

/** Some rows, in the order of the file. Each has a cell for every column that is not left out. */
export interface RowBatch {
  readonly kind: 'rows'
  readonly rows: readonly string[][]
  /** Line or sheet row of each row. */
  readonly numbers: readonly number[]
  readonly damage: readonly CellDamage[]
}

/** Reading ended early: nothing of the table may be used. */
export interface RowStop {
  readonly kind: 'stop'
  readonly problem: TableProblem
}

export type RowStep = RowBatch | RowStop

/** What was seen while reading; complete once all rows have come out. */
export interface ReadReport {
  readonly rows: number
  /** Empty rows passed over. */
  readonly blank: number
  /** Rows set aside. */
  readonly bad: number
  readonly damage: readonly {
    readonly column: TableColumn
    readonly damage: ExcelDamage
    readonly count: number
    readonly firstRow: number
  }[]
  /** Columns that are kept but hold identity card or phone numbers here and there. */
  readonly personalCells: readonly { readonly column: TableColumn; readonly count: number; readonly firstRow: number }[]
}

/** An opened table: what was found out about it, and its rows. */
export interface Table {
  readonly name: string
  readonly format: Guess<TableFormat>
  /** Null for workbooks. */
  readonly encoding: Guess<Encoding> | null
  readonly mark: boolean
  /** Null for everything but CSV and TSV. */
  readonly delimiter: Guess<Delimiter> | null
  readonly lineEnd: LineEnd | null
  readonly sheet: Guess<string> | null
  /** Sheets of a workbook that can be chosen; none for other formats. */
  readonly sheets: readonly string[]
  /** The first rows of the file as they stand, also those above the header, for people who say where it is. */
  readonly top: readonly TopRow[]
  readonly header: Guess<HeaderReading>
  readonly kind: Guess<TableKind>
  readonly columns: readonly TableColumn[]
  /** Headers of the cells that come out. */
  readonly headers: readonly string[]
  /** The column of each role that was found or given. */
  readonly roles: Readonly<Partial<Record<Role, Guess<TableColumn>>>>
  readonly personal: readonly PersonalColumn[]
  /** Streams the rows. May be called again, except for a pipe of text. */
  rows(): AsyncGenerator<RowStep, void, undefined>
  /** Of the last (or running) call of `rows`. */
  report(): ReadReport
  /** Bytes read by the last call of `rows`, and bytes of the file (null for a pipe), for a progress bar. */
  progress(): { readonly read: number; readonly total: number | null }
  close(): Promise<void>
}
