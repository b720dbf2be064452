import { type Guess, given, guessed } from '../evidence/evidence.ts'
import type { TableLimits } from '../model/limits.ts'
import { done, failed, type Result } from '../model/result.ts'
import type { TableFormat } from '../model/roles.ts'
import type { FileProblem } from '../problems/problem.ts'
import { fitRows } from './fit-rows.ts'
import { type LegacyBook, type LegacyCell, type LegacyFailure, readLegacyBook } from './legacy-book.ts'
import { type NumberDisplay, needsFormatter, numberDisplay } from './number-display.ts'
import type { RawBlock, RowReader, Sample, Shape, Stop } from './raw-block.ts'
import { chooseSheet } from './sheet-choice.ts'

export interface LegacyReader extends RowReader {
  readonly sheet: Guess<string>
  readonly sheets: readonly string[]
}

interface LegacySheet {
  readonly name: string
  readonly hidden: boolean
  readonly sample: Sample
}

const BLOCK_ROWS = 4096

/**
 * Workbooks that have to be read as a whole: BIFF (.xls), binary (.xlsb), OpenDocument, HTML tables and Excel's XML of
 * 2003. Text stays text, HTML cells are never made numbers or dates. `content` is text for HTML and XML, else bytes.
 */
export async function openLegacyWorkbook(
  file: string,
  content: Buffer | string,
  format: TableFormat,
  limits: TableLimits,
  wanted?: string | number,
): Promise<Result<LegacyReader>> {
  const book = await readLegacyBook(content, format === 'html', limits.maxSeconds)
  if (typeof book === 'string') return failed(problemOf(book, file, limits))
  const display = await displayOf(book)
  const sheets = book.sheets.map(({ name, hidden, rows, numbers }): LegacySheet => {
    return { name, hidden, sample: sampleOf(rows, numbers, display) }
  })
  const choice = await chooseSheet(sheets, wanted, file, (sheet) => Promise.resolve(sheet.sample))
  if (!choice.ok) return choice
  const { chosen, sample, others, choices } = choice.value
  const place = sheets.length > 1 ? { file, sheet: chosen.name } : { file }
  return done({
    sample,
    sheets: choices,
    sheet: wanted === undefined ? guessed(chosen.name, { code: 'first-sheet-with-rows', others }) : given(chosen.name),
    async *blocks(shape: Shape): AsyncGenerator<RawBlock | Stop, void, undefined> {
      for (let at = 0; at < sample.rows.length; at += BLOCK_ROWS) {
        const rows = sample.rows.slice(at, at + BLOCK_ROWS).map((row) => [...row])
        yield await Promise.resolve(fitRows(rows, sample.numbers.slice(at, at + BLOCK_ROWS), 0, shape, place, limits))
      }
    },
  })
}

function problemOf(failure: LegacyFailure, file: string, limits: TableLimits): FileProblem {
  switch (failure) {
    case 'password':
      return { code: 'table-password', file }
    case 'memory':
      return { code: 'table-too-large', file, limit: limits.maxBufferedBytes }
    case 'endless':
    case 'unreadable':
      return { code: 'table-damaged', file, part: file, damage: failure }
  }
}

type Display = (format: string) => NumberDisplay

async function displayOf({ sheets, date1904 }: LegacyBook): Promise<Display> {
  const isForeign = (cell: LegacyCell): boolean => Array.isArray(cell) && needsFormatter(cell[1])
  const foreign = sheets.some((sheet) => sheet.rows.some((row) => row.some(isForeign)))
  const formatter = foreign ? (await import('@e965/xlsx')).SSF : null
  const displays = new Map<string, NumberDisplay>()
  return (format) => {
    let display = displays.get(format)
    if (display === undefined) {
      // What the library calls m/d/yy is the short date of the program's language.
      display = numberDisplay(format === 'm/d/yy' ? 'yyyy/m/d' : format, formatter, date1904)
      displays.set(format, display)
    }
    return display
  }
}

function sampleOf(rows: readonly (readonly LegacyCell[])[], numbers: readonly number[], display: Display): Sample {
  const sample = { rows: [] as string[][], numbers: [] as number[] }
  for (const [i, cells] of rows.entries()) {
    const row = cells.map((cell) => textOf(cell, display))
    while (row.at(-1) === '') row.pop()
    if (row.length === 0) continue
    sample.rows.push(row)
    sample.numbers.push(numbers[i] ?? 0)
  }
  return sample
}

function textOf(cell: LegacyCell, display: Display): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return cell
  return typeof cell === 'boolean' ? (cell ? 'TRUE' : 'FALSE') : display(cell[1])(cell[0])
}
