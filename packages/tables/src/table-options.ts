import type { BadRow } from './formats/raw-block.ts'
import type { TableLimits } from './model/limits.ts'
import type { Delimiter, Role, TableFormat, TableKind } from './model/roles.ts'

/** A column by its header or by its number, from 1. A header that reads as a number goes before the number. */
export type ColumnRef = string | number

/** Everything that is guessed can be given instead. */
export interface TableOptions {
  /** What messages call the source; by default its path. */
  readonly name?: string
  readonly format?: TableFormat
  /** `utf-8`, `utf-16le`, `utf-16be`, `gb18030` (`gbk`, `gb2312`), `big5`. */
  readonly encoding?: string
  readonly delimiter?: Delimiter
  /** Whether the first row is a header, or the number of the row that is. */
  readonly header?: boolean | number
  /** Sheet of a workbook by name or number, from 1. */
  readonly sheet?: string | number
  readonly kind?: TableKind
  readonly columns?: Readonly<Partial<Record<Role, ColumnRef>>>
  /** Roles without which the table is of no use; a missing one is a problem. */
  readonly required?: readonly Role[]
  /** Personal columns that stay in the rows. */
  readonly keep?: 'all' | readonly ColumnRef[]
  readonly limits?: Readonly<Partial<TableLimits>>
  /** Takes the rows that cannot be read; without it the first of them stops the run. */
  readonly onBadRow?: (bad: BadRow) => void | Promise<void>
}
