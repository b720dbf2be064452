import { type Guess, given, guessed } from '../evidence/evidence.ts'
import { lookAt } from './look.ts'
import { isHeaderWord } from './role-of-header.ts'

/** Where the header stands. Rows above it (titles, dates) are not rows of the table. */
export interface HeaderPlace {
  /** Index into the sample; -1 where there is no header. */
  readonly index: number
}

/** Titles above a header take at most so many rows. */
const MOST_TITLE_ROWS = 8

/**
 * Finds the header: the first of the leading rows in which known header words stand in at least half of the filled cells,
 * or, without any such word, the first row when the cells below it are numbers or codes and its own are not.
 *
 * `wanted`: true is the first row, false none, a number the row (from 1, counted as the sample numbers them).
 */
export function guessHeader(
  rows: readonly (readonly string[])[],
  numbers: readonly number[],
  wanted?: boolean | number,
): Guess<HeaderPlace> {
  if (wanted === false) return given({ index: -1 })
  if (wanted === true) return given({ index: 0 })
  if (wanted !== undefined) return given({ index: numbers.indexOf(wanted) })
  const width = Math.max(0, ...rows.slice(0, 50).map((row) => filledCells(row).length))
  for (const [index, row] of rows.slice(0, MOST_TITLE_ROWS).entries()) {
    const cells = filledCells(row)
    const words = cells.filter(isHeaderWord)
    // A title above the table fills one cell or two; a header nearly all of them.
    const wide = cells.length * 2 >= width
    if (wide && words.length * 2 >= cells.length && words.length > 0) {
      return guessed({ index }, { code: 'header-words', words: words.slice(0, 8) })
    }
    if (wide && words.length >= 2) return guessed({ index }, { code: 'header-words', words: words.slice(0, 8) })
  }
  const first = rows[0] ?? []
  const unlike = first.flatMap((cell, i) => (isTextOverNumbers(cell, rows, i) ? [i + 1] : []))
  if (unlike.length > 0 && filledCells(first).length === first.length) {
    return guessed({ index: 0 }, { code: 'header-unlike-rows', columns: unlike })
  }
  const example = first.find((cell) => lookAt([cell]).examName > 0) ?? ''
  return guessed({ index: -1 }, { code: 'first-row-is-data', text: example })
}

const filledCells = (row: readonly string[]): string[] => row.filter((cell) => cell.trim() !== '')

function isTextOverNumbers(cell: string, rows: readonly (readonly string[])[], column: number): boolean {
  if (/\d/.test(cell) || cell.trim() === '') return false
  const below = lookAt(rows.slice(1, 200).map((row) => row[column] ?? ''))
  return below.filled >= 2 && (below.number >= 0.9 || below.code >= 0.9)
}
