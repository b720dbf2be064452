import { type Guess, given, guessed } from '../evidence/evidence.ts'
import { DelimitedParser } from '../formats/delimited-parser.ts'
import { DEFAULT_LIMITS } from '../model/limits.ts'
import { DELIMITERS, type Delimiter } from '../model/roles.ts'
import { isHeaderWord } from './role-of-header.ts'

const LOOKED_AT = 100_000

/** Line end of a text: `\n`, `\r\n` (when most lines have it), or `\r` where there is no `\n` at all. */
export function guessLineEnd(text: string): '\n' | '\r\n' | '\r' {
  const first = text.indexOf('\n')
  if (first < 0) return text.includes('\r') ? '\r' : '\n'
  return text[first - 1] === '\r' ? '\r\n' : '\n'
}

/**
 * Guesses the delimiter: one that cuts the first row into header words, else the one with which most rows of the beginning
 * have the same width; among equals the one that gives more columns. Where none gives two columns or more the text is a list, one cell a line.
 */
export function guessDelimiter(
  text: string,
  newline: '\n' | '\r',
  whole: boolean,
  wanted?: Delimiter,
): Guess<Delimiter> {
  if (wanted !== undefined) return given(wanted)
  const head = text.length > LOOKED_AT ? text.slice(0, text.lastIndexOf(newline, LOOKED_AT) + 1) || text : text
  const last = whole && head.length === text.length
  const tries = DELIMITERS.map((delimiter) => ({ delimiter, ...evenness(head, delimiter, newline, last) }))
  const best = tries
    .filter((t) => (t.columns > 1 && t.share >= 0.7) || (t.headerWidth > 1 && t.share >= 0.3))
    // A rough share decides first, so that one odd row does not outweigh the number of columns.
    .sort(
      (a, b) =>
        b.headerWidth - a.headerWidth || Math.round(b.share * 10) - Math.round(a.share * 10) || b.columns - a.columns,
    )[0]
  if (best !== undefined) {
    return guessed<Delimiter>(best.delimiter, {
      code: 'same-width-rows',
      rows: best.rows,
      of: best.of,
      columns: best.columns,
    })
  }
  const comma = tries[0]
  const quoted = /^"(?:[^"]|"")*"$/m.test(head)
  if (quoted && comma !== undefined && comma.columns === 1 && comma.share === 1) {
    return guessed<Delimiter>(',', { code: 'same-width-rows', rows: comma.rows, of: comma.of, columns: 1 })
  }
  return guessed<Delimiter>('', { code: 'no-delimiter-fits' })
}

interface Evenness {
  /** The most frequent width. */
  readonly columns: number
  readonly rows: number
  readonly of: number
  readonly share: number
  /** Width of the first row when half of its cells or more are header words; else 0. */
  readonly headerWidth: number
}

function evenness(text: string, delimiter: Delimiter, newline: '\n' | '\r', last: boolean): Evenness {
  const parser = new DelimitedParser(
    { file: '', delimiter, newline, encoding: '', limits: { ...DEFAULT_LIMITS, maxCellLength: LOOKED_AT } },
    null,
  )
  const block = parser.feed(text, last)
  if (block.kind === 'stop') return { columns: 0, rows: 0, of: 0, share: 0, headerWidth: 0 }
  const widths = new Map<number, number>()
  for (const row of block.rows) widths.set(row.length, (widths.get(row.length) ?? 0) + 1)
  const of = block.rows.length + block.bad.length
  let columns = 0
  let rows = 0
  for (const [width, count] of widths) {
    if (count > rows || (count === rows && width > columns)) {
      columns = width
      rows = count
    }
  }
  const first = block.rows[0] ?? []
  const headed = first.filter(isHeaderWord).length * 2 >= first.length
  return { columns, rows, of, share: of === 0 ? 0 : rows / of, headerWidth: headed ? first.length : 0 }
}
