import type { WriteProblem } from '../problems/problem.ts'

/** A column of the output. */
export interface OutputColumn {
  readonly name: string
  /** `ours`: a cell that we write, made harmless where it could run as a formula. `input`: left exactly as it is. */
  readonly origin: 'input' | 'ours'
  /** `number` cells of a workbook are numbers where their text is one; everything else is text. */
  readonly type?: 'text' | 'number'
}

/** One format's way from rows to bytes. */
export interface RowEncoder {
  /** Takes rows, each with a cell for every column; `firstRow` is the number of the first of them, for problems. */
  add(rows: readonly (readonly string[])[], firstRow: number): Promise<WriteProblem | undefined>
  /** Writes whatever has to stand at the end. */
  finish(): Promise<WriteProblem | undefined>
  /** Frees what the encoder holds, when the output is given up. */
  stop(): void
}

/** Where an encoder sends its bytes. */
export type Send = (bytes: Uint8Array) => Promise<WriteProblem | undefined>

const LONE_SURROGATE = /\p{Surrogate}/u

/**
 * The first cell that holds half a surrogate pair, which UTF-8 cannot hold. `bytes` are the encoded rows: only where they
 * hold U+FFFD, which stands for such a half, the cells are looked at.
 */
export function loneSurrogateIn(
  bytes: Buffer,
  rows: readonly (readonly string[])[],
  firstRow: number,
  file: string,
): WriteProblem | undefined {
  if (!bytes.includes('\uFFFD')) return undefined
  for (const [i, row] of rows.entries()) {
    const column = row.findIndex((cell) => LONE_SURROGATE.test(cell))
    if (column >= 0) return { code: 'table-lone-surrogate', file, row: firstRow + i, column: column + 1 }
  }
  return undefined
}
