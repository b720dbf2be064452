import type { ReportTable } from '@yingma/charge'
import type { FormColumn, FormSheet } from '@yingma/tables'

/** A table of a report as a sheet: counts and amounts are numbers, amounts with two digits. */
export function sheetOf({ title, header, rows, counts = [], amounts = [] }: ReportTable): FormSheet {
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
