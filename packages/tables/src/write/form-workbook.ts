import { type DataValidation, type WriteSheet, writeXlsx } from 'hucre/xlsx'
import { done, type Result } from '../model/result.ts'
import { neutraliseFormula } from './formula.ts'
import { openOutput } from './output-file.ts'
import { isPlainNumber } from './plain-number.ts'
import type { OutputColumn } from './row-encoder.ts'
import { columnLetters, sheetTitle } from './sheet-xml.ts'

/** A column of a form; `width` in characters. */
export interface FormColumn extends OutputColumn {
  readonly width?: number
  readonly hidden?: boolean
  /** Digits shown behind the point in a column of numbers. */
  readonly decimals?: number
  /** What may be picked in its cells: fixed values, or the cells of other columns of the same row (from 0, inclusive). */
  readonly pick?: { readonly values: readonly string[] } | { readonly from: number; readonly to: number }
}

export interface FormSheet {
  readonly name: string
  /** Lines above the header, each in a row of its own; they stay in view with it. */
  readonly above?: readonly string[]
  readonly columns: readonly FormColumn[]
  readonly rows: readonly (readonly string[])[]
}

/**
 * Writes a workbook for people to fill in: several sheets, headers that stay in view, cells with a list to pick from
 * (anything else may still be typed). Cells are text, but for columns of numbers. Meant for thousands of rows, it is made in
 * memory.
 */
export async function writeFormWorkbook(
  target: string,
  sheets: readonly FormSheet[],
): Promise<Result<{ readonly rows: number }>> {
  const opened = await openOutput(target)
  if (!opened.ok) return opened
  const output = opened.value
  const bytes = await writeXlsx({ sheets: sheets.map(formSheet) })
  const reason = (await output.write(bytes)) ?? (await output.commit())
  if (reason === undefined) return done({ rows: sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0) })
  await output.discard()
  return { ok: false, problem: { code: 'table-cannot-write', file: output.name, reason } }
}

function formSheet(sheet: FormSheet): WriteSheet {
  const { columns, rows, above = [] } = sheet
  const safe = (cell: string, i: number): string | number => {
    if (columns[i]?.type === 'number' && isPlainNumber(cell)) return Number(cell)
    return columns[i]?.origin === 'ours' ? neutraliseFormula(cell) : cell
  }
  const first = above.length + 2
  return {
    name: sheetTitle(sheet.name, 1),
    columns: columns.map(({ width, hidden, type, decimals = 0 }) => ({
      width: width ?? 16,
      hidden: hidden ?? false,
      numFmt: type !== 'number' ? '@' : decimals > 0 ? `0.${'0'.repeat(decimals)}` : 'General',
    })),
    rows: [
      ...above.map((line) => [neutraliseFormula(line)]),
      columns.map((column) => column.name),
      ...rows.map((row) => row.map(safe)),
    ],
    freezePane: { rows: above.length + 1 },
    dataValidations: columns.flatMap((column, i) => validation(column, i, first, first + rows.length - 1)),
  }
}

function validation({ pick }: FormColumn, index: number, first: number, last: number): DataValidation[] {
  if (pick === undefined || last < first) return []
  const letters = columnLetters(index)
  const common = {
    type: 'list',
    allowBlank: true,
    showErrorMessage: false,
    range: `${letters}${first}:${letters}${last}`,
  } as const
  if ('values' in pick) return [{ ...common, values: [...pick.values] }]
  return [{ ...common, formula1: `$${columnLetters(pick.from)}${first}:$${columnLetters(pick.to)}${first}` }]
}
