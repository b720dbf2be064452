import type { FormColumn, FormSheet } from './form-workbook.ts'

/** A table of a report: a title, a header and rows of cells; amounts are plain numbers as text. */
interface ReportTable {
  readonly title: string
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** Places of the columns that hold counts, and of those that hold amounts; the others hold text. */
  readonly counts?: readonly number[]
  readonly amounts?: readonly number[]
}

/** A table of a report as a sheet: counts and amounts are numbers, amounts with two digits. */
export function reportSheet({ title, header, rows, counts = [], amounts = [] }: ReportTable): FormSheet {
  const isNumber = header.map((_, at) => counts.includes(at) || amounts.includes(at))
  const columns = header.map(
    (name, at): FormColumn => ({
      name,
      origin: 'ours',
      type: isNumber[at] ? 'number' : 'text',
      width: isNumber[at] ? 12 : 24,
      ...(amounts.includes(at) && { decimals: 2 }),
    }),
  )
  return { name: title, columns, rows: rows.map((row) => row.map((cell, at) => (isNumber[at] ? plain(cell) : cell))) }
}

/** `210.00` as a workbook holds it; anything else stays as it is. */
function plain(cell: string): string {
  return /^-?\d+\.\d+$/u.test(cell) ? String(Number(cell)) : cell
}
