import type { WriteProblem } from '../problems/problem.ts'
import { createByteBatch } from './byte-batch.ts'
import { neutraliseFormula } from './formula.ts'
import { isPlainNumber } from './plain-number.ts'
import type { OutputColumn, RowEncoder, Send } from './row-encoder.ts'
import { createSharedTexts } from './shared-texts.ts'
import {
  columnLetters,
  SHARED_TAIL,
  SHEET_TAIL,
  sharedHead,
  sheetHead,
  sheetTitle,
  textElement,
  workbookParts,
} from './sheet-xml.ts'
import { createZipWriter } from './zip-writer.ts'

/** What a sheet of Excel holds. */
export const EXCEL_ROWS = 1_048_576
const EXCEL_COLUMNS = 16_384
const EXCEL_CELL = 32_767

/** Without ZIP64 an archive and each part of it end below 4 GiB; a sheet that nears it is carried on by the next. */
const MAX_PART = 0xff000000
const WIDTH_ROWS = 200

export interface XlsxEncoderOptions {
  readonly file: string
  readonly columns: readonly OutputColumn[]
  readonly sheetName: string
  readonly header: boolean
  /** Rows of one sheet, the header included. */
  readonly maxRowsPerSheet: number
}

/** Carries a problem of the target through the archive. */
class SendFailure extends Error {
  readonly problem: WriteProblem

  constructor(problem: WriteProblem) {
    super(problem.code)
    this.name = 'SendFailure'
    this.problem = problem
  }
}

/**
 * Writes a workbook as a stream: cells are text (so codes stay codes), but for columns of numbers; a table longer than a
 * sheet goes on in `name_2`, `name_3` …, each with the header.
 */
export function createXlsxEncoder(options: XlsxEncoderOptions, send: Send): RowEncoder {
  const { columns, file, maxRowsPerSheet, header } = options
  const starts = columns.map((_, i) => `<c r="${columnLetters(i)}`)
  const shared = createSharedTexts()
  const batch = createByteBatch()
  const sheets: string[] = []
  let row = 0
  let sheetBytes = 0
  let open = false
  const zip = createZipWriter(async (bytes) => {
    const problem = await send(bytes)
    if (problem !== undefined) throw new SendFailure(problem)
    if (zip.size() > MAX_PART) throw new SendFailure({ code: 'table-excel-too-large', file })
  })

  async function flush(): Promise<void> {
    const bytes = batch.take()
    sheetBytes += bytes.length
    await zip.write(bytes)
  }

  async function beginSheet(rows: readonly (readonly string[])[]): Promise<void> {
    sheets.push(sheetTitle(options.sheetName, sheets.length + 1))
    await zip.begin(`xl/worksheets/sheet${sheets.length}.xml`)
    open = true
    sheetBytes = 0
    row = 0
    batch.addAscii(sheetHead(columnWidths(columns, rows), header))
    if (!header) return
    row = 1
    addRow(
      columns.map((column) => column.name),
      true,
    )
  }

  async function endSheet(): Promise<void> {
    if (!open) return
    open = false
    batch.addAscii(SHEET_TAIL)
    await flush()
    await zip.end()
  }

  function addRow(cells: readonly string[], heading: boolean): void {
    let xml = `<row r="${row}">`
    let ascii = true
    const style = heading ? ' s="2"' : ' s="1"'
    const sharedMiddle = `${row}"${style} t="s"><v>`
    for (let i = 0; i < columns.length; i++) {
      const cell = cells[i] ?? ''
      if (cell === '') continue
      const { origin, type } = columns[i] as OutputColumn
      if (type === 'number' && !heading && isPlainNumber(cell)) {
        xml += `${starts[i]}${row}"><v>${cell}</v></c>`
        continue
      }
      const text = origin === 'ours' && !heading ? neutraliseFormula(cell) : cell
      const id = shared.idOf(text)
      if (id === undefined) {
        ascii = false
        xml += `${starts[i]}${row}"${style} t="inlineStr"><is>${textElement(text)}</is></c>`
      } else xml += `${starts[i]}${sharedMiddle}${id}</v></c>`
    }
    xml += '</row>'
    if (ascii) batch.addAscii(xml)
    else batch.add(xml)
  }

  async function addAll(rows: readonly (readonly string[])[]): Promise<void> {
    if (sheets.length === 0) await beginSheet(rows)
    for (const cells of rows) {
      if (row >= maxRowsPerSheet || sheetBytes > MAX_PART) {
        await endSheet()
        await beginSheet(rows)
      }
      row++
      addRow(cells, false)
      if (batch.full()) await flush()
    }
  }

  async function addShared(): Promise<void> {
    await zip.begin('xl/sharedStrings.xml')
    batch.addAscii(sharedHead(shared.references(), shared.size()))
    for (const text of shared.texts()) {
      batch.add(`<si>${textElement(text)}</si>`)
      if (batch.full()) await flush()
    }
    batch.addAscii(SHARED_TAIL)
    await flush()
    await zip.end()
  }

  async function guarded(step: () => Promise<void>): Promise<WriteProblem | undefined> {
    try {
      await step()
      return undefined
    } catch (error) {
      if (error instanceof SendFailure) return error.problem
      throw error
    }
  }

  return {
    add(rows, firstRow) {
      if (columns.length > EXCEL_COLUMNS) {
        return Promise.resolve({ code: 'table-excel-columns', file, actual: columns.length, limit: EXCEL_COLUMNS })
      }
      const long = tooLongAt(rows, firstRow, file)
      return long === undefined ? guarded(() => addAll(rows)) : Promise.resolve(long)
    },
    finish: () =>
      guarded(async () => {
        if (sheets.length === 0) await beginSheet([])
        await endSheet()
        await addShared()
        for (const [name, content] of workbookParts(sheets)) {
          await zip.begin(name)
          await zip.write(Buffer.from(content, 'utf8'))
          await zip.end()
        }
        await zip.finish()
      }),
    stop: () => zip.stop(),
  }
}

function tooLongAt(rows: readonly (readonly string[])[], firstRow: number, file: string): WriteProblem | undefined {
  for (const [i, cells] of rows.entries()) {
    for (let column = 0; column < cells.length; column++) {
      const length = cells[column]?.length ?? 0
      // One apostrophe may still come before the text.
      if (length >= EXCEL_CELL) {
        return {
          code: 'table-excel-cell-too-long',
          file,
          row: firstRow + i,
          column: column + 1,
          length,
          limit: EXCEL_CELL - 1,
        }
      }
    }
  }
  return undefined
}

function columnWidths(columns: readonly OutputColumn[], rows: readonly (readonly string[])[]): number[] {
  const wide = (text: string): number => {
    let width = 0
    for (let i = 0; i < Math.min(text.length, 60); i++) width += text.charCodeAt(i) < 0x2e80 ? 1 : 2
    return width
  }
  return columns.map((column, i) => {
    const widest = rows
      .slice(0, WIDTH_ROWS)
      .reduce((most, row) => Math.max(most, wide(row[i] ?? '')), wide(column.name))
    return Math.min(60, Math.max(8, widest + 2))
  })
}
