import type { CellObject, DenseWorkSheet, WorkBook } from '@e965/xlsx'
import { type Guess, given, guessed } from '../evidence/evidence.ts'
import type { TableLimits } from '../model/limits.ts'
import { done, failed, type Result } from '../model/result.ts'
import type { TableFormat } from '../model/roles.ts'
import { fitRows } from './fit-rows.ts'
import { numberDisplay } from './number-display.ts'
import type { RawBlock, RowReader, Sample, Shape, Stop } from './raw-block.ts'
import { chooseSheet } from './sheet-choice.ts'

export interface LegacyReader extends RowReader {
  readonly sheet: Guess<string>
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
  const library = await import('@e965/xlsx')
  let book: WorkBook
  try {
    const options = {
      dense: true,
      raw: true,
      cellNF: true,
      cellText: false,
      cellHTML: false,
      cellFormula: false,
    } as const
    book = library.read(content, { ...options, type: typeof content === 'string' ? 'string' : 'buffer' })
  } catch (error) {
    // The library throws whatever comes, even things that are no errors; only the password can be told apart.
    const message = error instanceof Error ? error.message : String(error)
    if (/password|encrypt/i.test(message)) return failed({ code: 'table-password', file })
    return failed({ code: 'table-damaged', file, part: file, damage: 'unreadable' })
  }
  const date1904 = book.Workbook?.WBProps?.date1904 === true
  const sheets = book.SheetNames.map((name, i): LegacySheet => {
    const hidden = (book.Workbook?.Sheets?.[i]?.Hidden ?? 0) !== 0
    return {
      name,
      hidden,
      sample: rowsOf(book.Sheets[name] as DenseWorkSheet | undefined, date1904, library.SSF, format),
    }
  })
  const widest = sheets.flatMap((s) =>
    s.sample.rows.map((row, i) => ({ width: row.length, row: s.sample.numbers[i] ?? 0 })),
  )
  const wide = widest.find(({ width }) => width > limits.maxColumns)
  if (wide !== undefined) {
    return failed({ code: 'table-too-many-columns', file, row: wide.row, limit: limits.maxColumns, actual: wide.width })
  }
  const choice = await chooseSheet(sheets, wanted, file, (sheet) => Promise.resolve(sheet.sample))
  if (!choice.ok) return choice
  const { chosen, sample, others } = choice.value
  const place = sheets.length > 1 ? { file, sheet: chosen.name } : { file }
  return done({
    sample,
    sheet: wanted === undefined ? guessed(chosen.name, { code: 'first-sheet-with-rows', others }) : given(chosen.name),
    async *blocks(shape: Shape): AsyncGenerator<RawBlock | Stop, void, undefined> {
      for (let at = 0; at < sample.rows.length; at += BLOCK_ROWS) {
        const rows = sample.rows.slice(at, at + BLOCK_ROWS).map((row) => [...row])
        yield await Promise.resolve(fitRows(rows, sample.numbers.slice(at, at + BLOCK_ROWS), 0, shape, place, limits))
      }
    },
  })
}

type Formatter = Parameters<typeof numberDisplay>[1]

function rowsOf(
  sheet: DenseWorkSheet | undefined,
  date1904: boolean,
  formatter: Formatter,
  format: TableFormat,
): Sample {
  const rows: string[][] = []
  const numbers: number[] = []
  const displays = new Map<string, (value: number) => string>()
  const display = (code: string): ((value: number) => string) => {
    let found = displays.get(code)
    if (found === undefined) {
      found = numberDisplay(code, formatter, date1904)
      displays.set(code, found)
    }
    return found
  }
  for (const [i, cells] of (sheet?.['!data'] ?? []).entries()) {
    if (cells === undefined) continue
    const row = Array.from(cells, (cell) => textOf(cell, display, format))
    while (row.at(-1) === '') row.pop()
    if (row.length === 0) continue
    rows.push(row)
    numbers.push(i + 1)
  }
  return { rows, numbers }
}

function textOf(
  cell: CellObject | undefined,
  display: (code: string) => (value: number) => string,
  format: TableFormat,
): string {
  if (cell?.v === undefined) return ''
  const { t: type, v: value, z: code, w: text } = cell
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (type === 'e') return text ?? '#N/A'
  if (typeof value !== 'number') return text ?? value.toISOString()
  // Dates without a format of their own carry the library's default; a Chinese program shows them year first.
  const shown = typeof code === 'string' && code !== 'm/d/yy' ? code : code === 'm/d/yy' ? 'yyyy/m/d' : 'General'
  return format === 'html' ? (text ?? String(value)) : display(shown)(value)
}
