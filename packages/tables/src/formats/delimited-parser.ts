import type { TableLimits } from '../model/limits.ts'
import type { Delimiter } from '../model/roles.ts'
import type { RowProblem } from '../problems/problem.ts'
import { parseQuotedRow } from './quoted-row.ts'
import type { BadRow, RawBlock, Shape, Stop } from './raw-block.ts'
import { stop } from './raw-block.ts'

export interface DelimitedOptions {
  readonly file: string
  readonly delimiter: Delimiter
  /** What ends a row: `\n` (a `\r` before it belongs to the line end) or `\r`. */
  readonly newline: '\n' | '\r'
  /** For messages about bytes that could not be decoded. */
  readonly encoding: string
  readonly limits: TableLimits
}

/**
 * Cuts delimited text into rows, block by block. Cells are the text between the delimiters, unchanged; a cell that
 * starts with a quotation mark follows RFC 4180. A line without quotation marks is split by the engine itself, which
 * makes the usual table several times faster than a parser that looks at each character.
 *
 * After an unclosed quotation mark only the line where it opens is lost: cutting goes on with the next line.
 */
export class DelimitedParser {
  readonly #options: DelimitedOptions
  readonly #shape: Shape | null
  #carry = ''
  #line = 1

  /** Without a shape rows of any width are taken (to look at a sample). */
  constructor(options: DelimitedOptions, shape: Shape | null) {
    this.#options = options
    this.#shape = shape
  }

  /** `last` says that no more text follows. */
  feed(block: string, last: boolean): RawBlock | Stop {
    const { delimiter, newline, limits, file } = this.#options
    const text = this.#carry === '' ? block : this.#carry + block
    this.#carry = ''
    const out = {
      kind: 'rows' as const,
      rows: [] as string[][],
      numbers: [] as number[],
      bad: [] as BadRow[],
      blank: 0,
    }
    const suspect = text.includes('\u0000') || text.includes('\uFFFD')
    const length = text.length
    let quote = delimiter === '' ? Number.POSITIVE_INFINITY : nextQuote(text, 0)
    let at = 0
    while (at < length) {
      let end = text.indexOf(newline, at)
      if (quote < at) quote = nextQuote(text, at)
      if (quote < (end < 0 ? length : end)) {
        const row = parseQuotedRow(text, at, delimiter, newline, last, limits.maxCellLength)
        const open = row === 'incomplete' || (row.badColumn > 0 && end < 0 && !last)
        if (open && length - at <= limits.maxRowLength) {
          this.#carry = text.slice(at)
          break
        }
        if (typeof row === 'object' && row.badColumn === 0) {
          this.#take(out, row.cells, text, at, row.end, suspect)
          this.#line += row.lines
          at = row.next
          continue
        }
        // Lost: set the line aside and go on behind it.
        const lineEnd = end < 0 ? length : end
        const column = typeof row === 'object' ? row.badColumn : 1
        const problem: RowProblem = { code: 'table-unbalanced-quote', ...this.#cell(column) }
        out.bad.push({ row: this.#line, problem, text: text.slice(at, lineEnd) })
        this.#line++
        at = lineEnd + 1
        continue
      }
      if (end < 0) {
        if (!last) {
          if (length - at > limits.maxRowLength) break
          this.#carry = text.slice(at)
          break
        }
        end = length
      }
      const lineEnd = newline === '\n' && end > at && text.charCodeAt(end - 1) === 13 ? end - 1 : end
      if (lineEnd - at > limits.maxRowLength) break
      if (lineEnd === at) out.blank++
      else {
        const line = text.slice(at, lineEnd)
        this.#take(out, delimiter === '' ? [line] : line.split(delimiter), text, at, lineEnd, suspect)
      }
      this.#line++
      at = end + 1
    }
    if (at < length && this.#carry === '') {
      return stop({ code: 'table-row-too-long', file, row: this.#line, limit: limits.maxRowLength })
    }
    return out
  }

  #take(out: RawBlock, cells: string[], text: string, from: number, to: number, suspect: boolean): void {
    const shape = this.#shape
    if (shape !== null) {
      if (this.#line <= shape.after) return
      const problem =
        cells.length === shape.columns && to - from <= this.#options.limits.maxCellLength && !suspect
          ? undefined
          : this.#problem(cells, shape.columns, suspect)
      if (problem !== undefined) {
        out.bad.push({ row: this.#line, problem, text: text.slice(from, to) })
        return
      }
    }
    out.rows.push(cells)
    out.numbers.push(this.#line)
  }

  #problem(cells: readonly string[], columns: number, suspect: boolean): RowProblem | undefined {
    const { file, encoding, limits } = this.#options
    if (suspect) {
      const nul = cells.findIndex((cell) => cell.includes('\u0000'))
      if (nul >= 0) return { code: 'table-nul-byte', ...this.#cell(nul + 1) }
      const undecodable = cells.findIndex((cell) => cell.includes('\uFFFD'))
      if (undecodable >= 0) return { code: 'table-undecodable', ...this.#cell(undecodable + 1), encoding }
    }
    if (cells.length !== columns) {
      return { code: 'table-ragged-row', file, row: this.#line, expected: columns, actual: cells.length }
    }
    const long = cells.findIndex((cell) => cell.length > limits.maxCellLength)
    if (long < 0) return undefined
    const length = cells[long]?.length ?? 0
    return { code: 'table-cell-too-long', ...this.#cell(long + 1), length, limit: limits.maxCellLength }
  }

  #cell(column: number): { file: string; row: number; column: number; header?: string } {
    const header = this.#shape?.headers[column - 1]
    const at = { file: this.#options.file, row: this.#line, column }
    return header === undefined ? at : { ...at, header }
  }
}

function nextQuote(text: string, from: number): number {
  const at = text.indexOf('"', from)
  return at < 0 ? Number.POSITIVE_INFINITY : at
}
