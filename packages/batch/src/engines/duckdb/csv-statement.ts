import { identifier, literal } from '../../duck/quote.ts'

/** Writes a relation as CSV with a byte order mark-free UTF-8 header row; list columns become text joined by `+`. */
export function csvStatement(
  rows: string,
  columns: ReadonlyArray<{ readonly column_name: string; readonly column_type: string }>,
  file: string,
): string {
  const selected = columns.map(({ column_name: name, column_type: type }) =>
    type.endsWith('[]') ? `array_to_string(${identifier(name)}, '+') AS ${identifier(name)}` : identifier(name),
  )
  return `COPY (SELECT ${selected.join(', ')} FROM ${rows}) TO ${literal(file)} (FORMAT csv, HEADER)`
}
