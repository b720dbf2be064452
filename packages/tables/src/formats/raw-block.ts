import type { FileProblem, RowProblem } from '../problems/problem.ts'

/** A row that cannot be taken over, with its text as it stands in the file (cells of a sheet joined by tabs). */
export interface BadRow {
  readonly row: number
  readonly problem: RowProblem
  readonly text: string
}

/** Some rows of a file, in their order. `numbers` runs beside `rows`: the line or sheet row of each, from 1. */
export interface RawBlock {
  readonly kind: 'rows'
  readonly rows: string[][]
  readonly numbers: number[]
  readonly bad: BadRow[]
  /** Empty lines or rows that were passed over. */
  readonly blank: number
}

/** Nothing can be read any further. */
export interface Stop {
  readonly kind: 'stop'
  readonly problem: FileProblem
}

export const stop = (problem: FileProblem): Stop => ({ kind: 'stop', problem })

/** The width that every row must have, and the row up to which (title and header) rows are not delivered. */
export interface Shape {
  readonly columns: number
  readonly after: number
  /** Headers, for messages. */
  readonly headers: readonly string[]
}

/** The first rows of a file, as wide as they come, on which the guesses rest. */
export interface Sample {
  readonly rows: readonly string[][]
  readonly numbers: readonly number[]
  /** Column names that the format itself carries (keys of JSON objects). */
  readonly keys?: readonly string[]
}

/** One format's way to rows. */
export interface RowReader {
  readonly sample: Sample
  /** Reads from the start; can be called again except for a pipe of text. */
  blocks(shape: Shape): AsyncGenerator<RawBlock | Stop, void, undefined>
}
