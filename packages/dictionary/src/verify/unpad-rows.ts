import { FIELDS, type Field, type Target } from '../model/settings.ts'
import type { Fault, LiveRow } from './fault.ts'

/** A column of fixed width fills every cell with spaces: one fault of the column, not one of each row. */
export function unpadRows(
  rows: readonly LiveRow[],
  target: Target,
): { readonly rows: readonly LiveRow[]; readonly faults: readonly Fault[] } {
  const padded = FIELDS.filter((field) => isPadded(rows, field))
  if (padded.length === 0) return { rows, faults: [] }
  const faults = padded.map(
    (field): Fault => ({
      code: 'column-padded',
      row: 0,
      other: 0,
      item: '',
      itemName: '',
      field,
      column: target.columns[field]?.name ?? '',
      expected: '',
      found: '',
    }),
  )
  const trimmed = rows.map(({ row, cells }) => ({
    row,
    cells: Object.fromEntries(
      Object.entries(cells).map(([field, cell]) => [field, padded.includes(field as Field) ? cell.trimEnd() : cell]),
    ),
  }))
  return { rows: trimmed, faults }
}

function isPadded(rows: readonly LiveRow[], field: Field): boolean {
  const filled = rows.flatMap(({ cells }) => cells[field] ?? []).filter((cell) => cell.trim() !== '')
  const ending = filled.filter((cell) => / +$/.test(cell))
  return filled.length >= 4 && ending.length * 2 > filled.length
}
