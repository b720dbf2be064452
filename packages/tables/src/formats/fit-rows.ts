import type { TableLimits } from '../model/limits.ts'
import type { RowProblem } from '../problems/problem.ts'
import type { RawBlock, Shape } from './raw-block.ts'

/** Where the rows of a sheet come from; `sheet` only where the workbook has several. */
export interface SheetPlace {
  readonly file: string
  readonly sheet?: string
}

/**
 * Gives rows of a sheet the width of the table: short ones are filled up (a sheet does not hold empty cells at the end),
 * empty cells beyond the width fall away, and a row with text beyond it is a bad row.
 */
export function fitRows(
  rows: readonly string[][],
  numbers: readonly number[],
  blank: number,
  shape: Shape,
  place: SheetPlace,
  limits: TableLimits,
): RawBlock {
  const block: RawBlock = { kind: 'rows', rows: [], numbers: [], bad: [], blank }
  for (const [i, row] of rows.entries()) {
    const number = numbers[i] ?? 0
    if (number <= shape.after) continue
    while (row.length < shape.columns) row.push('')
    while (row.length > shape.columns && row.at(-1) === '') row.pop()
    const problem = rowProblem(row, number, shape, place, limits)
    if (problem !== undefined) block.bad.push({ row: number, problem, text: row.join('\t') })
    else {
      block.rows.push(row)
      block.numbers.push(number)
    }
  }
  return block
}

function rowProblem(
  row: readonly string[],
  number: number,
  shape: Shape,
  place: SheetPlace,
  limits: TableLimits,
): RowProblem | undefined {
  const at = (): SheetPlace & { row: number } => ({ ...place, row: number })
  if (row.length !== shape.columns) {
    return { code: 'table-ragged-row', ...at(), expected: shape.columns, actual: row.length }
  }
  const long = row.findIndex((cell) => cell.length > limits.maxCellLength)
  if (long < 0) return undefined
  const length = row[long]?.length ?? 0
  return { code: 'table-cell-too-long', ...at(), column: long + 1, length, limit: limits.maxCellLength }
}
