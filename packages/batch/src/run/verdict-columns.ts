import type { Edition } from '@yingma/core'
import type { NormaliseInput, Normaliser } from '@yingma/normalise'
import { VERDICT_FIELDS, type VerdictRow, verdictRow } from './verdict-row.ts'

/** Who gives the verdicts. Institutions in `ruled` have rules or decisions of their own. */
export interface Verdicts {
  readonly edition: Pick<Edition, 'byCode'>
  readonly ruled: readonly string[]
  /** Makes the normaliser ready; called while the engine groups the inputs, so that it costs no time of its own. */
  prepare?(): void
  /** The normaliser of an institution; of all others for the empty text. */
  normaliserFor(institution: string): Normaliser
}

/** Distinct inputs as the engine hands them over, column by column. */
export interface InputChunk {
  /** `count`, `institution` and fields of `NormaliseInput`, one a column. */
  readonly fields: readonly string[]
  readonly cells: ReadonlyArray<readonly unknown[]>
  readonly rows: number
}

/** One column for each of `VERDICT_FIELDS`, as long as the chunk. */
export type VerdictColumns = ReadonlyArray<ReadonlyArray<VerdictRow[number]>>

/** Verdicts of a chunk of inputs, in its order. */
export function verdictColumns(verdicts: Verdicts, chunk: InputChunk): VerdictColumns {
  const columns: VerdictRow[number][][] = VERDICT_FIELDS.map(() => [])
  for (let row = 0; row < chunk.rows; row++) {
    const verdict = verdictOf(verdicts, chunk, row)
    for (let column = 0; column < columns.length; column++) columns[column]?.push(verdict[column] ?? null)
  }
  return columns
}

function verdictOf(verdicts: Verdicts, { fields, cells }: InputChunk, row: number): VerdictRow {
  const input: Record<string, unknown> = {}
  let institution = ''
  for (let column = 0; column < fields.length; column++) {
    const field = fields[column] as string
    const value = cells[column]?.[row]
    if (field === 'count') input.count = Number(value)
    else if (field === 'institution') institution = value as string
    // An empty cell says nothing: the normaliser is not told of it.
    else if (value !== '' || field === 'name') input[field] = value
  }
  return verdictRow(verdicts.normaliserFor(institution).normalise(input as unknown as NormaliseInput), verdicts.edition)
}
