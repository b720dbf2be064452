/** A row with quotation marks: its cells, where its text ends, where the next row starts, how many lines it takes. */
export interface QuotedRow {
  readonly cells: string[]
  readonly end: number
  readonly next: number
  readonly lines: number
  /** 0, or the number (from 1) of the cell whose quotation marks do not balance. */
  readonly badColumn: number
}

const QUOTE = 34
const RETURN = 13

/**
 * Cuts one row that holds a quotation mark, starting at `from`. A quotation mark counts only as the first character of a
 * cell; elsewhere it is text. Between quotation marks two of them are one, and delimiters and line ends are text.
 *
 * `incomplete` means that the row may go on in text that is not there yet (`last` is false).
 */
export function parseQuotedRow(
  text: string,
  from: number,
  delimiter: string,
  newline: string,
  last: boolean,
  maxCell: number,
): QuotedRow | 'incomplete' {
  const cells: string[] = []
  const length = text.length
  let at = from
  let lines = 1
  const bad = (): QuotedRow => ({ cells, end: at, next: at, lines, badColumn: cells.length + 1 })
  for (;;) {
    let cellEnd: number
    if (text.charCodeAt(at) === QUOTE) {
      const close = closingQuote(text, at + 1, maxCell)
      if (close === 'too-long') return bad()
      if (close < 0 || (close + 1 === length && !last)) return last ? bad() : 'incomplete'
      const raw = text.slice(at + 1, close)
      const value = raw.includes('""') ? raw.replaceAll('""', '"') : raw
      cellEnd = close + 1
      if (!endsCell(text, cellEnd, delimiter, newline)) return bad()
      cells.push(value)
      for (let i = raw.indexOf(newline); i >= 0; i = raw.indexOf(newline, i + 1)) lines++
    } else {
      const lineEnd = text.indexOf(newline, at)
      if (lineEnd < 0 && !last) return 'incomplete'
      const line = text.slice(at, lineEnd < 0 ? length : lineEnd)
      const inLine = line.indexOf(delimiter)
      if (inLine >= 0) cellEnd = at + inLine
      else if (newline === '\n' && lineEnd > at && line.charCodeAt(line.length - 1) === RETURN) cellEnd = lineEnd - 1
      else cellEnd = at + line.length
      cells.push(text.slice(at, cellEnd))
    }
    if (text.startsWith(delimiter, cellEnd)) {
      at = cellEnd + 1
      if (at === length) {
        if (!last) return 'incomplete'
        cells.push('')
        return { cells, end: length, next: length, lines, badColumn: 0 }
      }
      continue
    }
    const next =
      cellEnd === length ? length : text.charCodeAt(cellEnd) === RETURN && newline === '\n' ? cellEnd + 2 : cellEnd + 1
    return { cells, end: cellEnd, next: Math.min(next, length), lines, badColumn: 0 }
  }
}

function closingQuote(text: string, from: number, maxCell: number): number | 'too-long' {
  for (let at = from; ; at += 2) {
    at = text.indexOf('"', at)
    if (at < 0) return text.length - from > maxCell ? 'too-long' : -1
    if (at - from > 2 * maxCell) return 'too-long'
    if (text.charCodeAt(at + 1) !== QUOTE) return at
  }
}

function endsCell(text: string, at: number, delimiter: string, newline: string): boolean {
  if (at === text.length || text.startsWith(delimiter, at) || text.startsWith(newline, at)) return true
  return (
    newline === '\n' && text.charCodeAt(at) === RETURN && (at + 1 === text.length || text.charCodeAt(at + 1) === 10)
  )
}
