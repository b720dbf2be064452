import type { TableLimits } from '../../model/limits.ts'
import { generalText } from '../number-display.ts'
import { ReadFailure } from '../read-failure.ts'
import { partText } from './part-text.ts'
import type { SheetEntry, Workbook } from './workbook.ts'
import { attribute, cellText, createXmlScanner } from './xml-scanner.ts'
import type { ZipArchive } from './zip-reader.ts'

/** Rows of a sheet as they come: text of the cells up to the last one that is there, sheet row numbers from 1. */
export interface SheetRows {
  readonly rows: string[][]
  readonly numbers: number[]
  /** Rows without any text; the file may hold thousands that are only coloured. */
  blank: number
}

/**
 * Streams a sheet: text cells as they stand, numbers and dates as displayed, formulas by their last result, truth values
 * as TRUE and FALSE. Cells of a merged range other than the first are empty.
 *
 * @throws ReadFailure
 */
export async function* sheetRows(
  zip: ZipArchive,
  workbook: Workbook,
  sheet: SheetEntry,
  file: string,
  limits: TableLimits,
): AsyncGenerator<SheetRows, void, undefined> {
  const { shared, displays } = workbook
  const inlineText = createTextCache()
  let block: SheetRows = { rows: [], numbers: [], blank: 0 }
  let row: string[] = []
  let rowNumber = 0
  let filled = false
  let column = 0
  let type = ''
  let style = ''
  let value = ''
  let taking = false
  let inInline = false
  let inCell = false
  let inPhonetic = false

  const scanner = createXmlScanner({
    open(name, attributes) {
      switch (name) {
        case 'c':
          inCell = true
          value = ''
          readCell(attributes)
          return
        case 'v':
          taking = inCell
          return
        case 't':
          taking = inInline && !inPhonetic
          return
        case 'is':
          inInline = inCell
          return
        case 'rPh':
          inPhonetic = true
          return
        case 'row': {
          const number = attributes === '' ? undefined : attribute(attributes, 'r')
          rowNumber = number === undefined ? rowNumber + 1 : Number(number)
          row = []
          filled = false
          column = 0
        }
      }
    },
    close(name) {
      switch (name) {
        case 'c':
          if (value !== '') {
            const text = shownText()
            while (row.length < column - 1) row.push('')
            row[column - 1] = text
            if (text !== '') filled = true
          }
          inCell = false
          return
        case 'v':
        case 't':
          taking = false
          return
        case 'is':
          inInline = false
          return
        case 'rPh':
          inPhonetic = false
          return
        case 'row':
          if (filled) {
            block.rows.push(row)
            block.numbers.push(rowNumber)
          } else block.blank++
      }
    },
    text(raw) {
      if (!taking) return
      value = value === '' ? raw : value + raw
      if (value.length > limits.maxRowLength) {
        throw new ReadFailure({ code: 'table-row-too-long', file, row: rowNumber, limit: limits.maxRowLength })
      }
    },
  })

  /** `r="AB12" s="3" t="s"` in any order; the reference may be missing, then the cell follows the one before. */
  function readCell(attributes: string): void {
    type = ''
    style = ''
    column++
    for (let at = 0; at < attributes.length; ) {
      const equals = attributes.indexOf('=', at)
      if (equals < 0) break
      const quote = attributes.charAt(equals + 1)
      const end = attributes.indexOf(quote, equals + 2)
      if (end < 0) break
      const key = attributes.charCodeAt(equals - 1)
      const single = equals - 1 === at || attributes.charCodeAt(equals - 2) <= 32
      if (single && key === 114) column = columnOf(attributes, equals + 2) || column
      else if (single && key === 116) type = attributes.slice(equals + 2, end)
      else if (single && key === 115) style = attributes.slice(equals + 2, end)
      at = end + 1
    }
    if (column > limits.maxColumns) {
      throw new ReadFailure({
        code: 'table-too-many-columns',
        file,
        row: rowNumber,
        limit: limits.maxColumns,
        actual: column,
      })
    }
  }

  function shownText(): string {
    switch (type) {
      case 's':
        return shared[Number(value)] ?? ''
      case 'inlineStr':
      case 'str':
        return inlineText(value)
      case 'b':
        return value === '1' || value === 'true' ? 'TRUE' : 'FALSE'
      case '':
      case 'n': {
        const number = Number(value)
        if (Number.isNaN(number)) return cellText(value)
        return (displays[Number(style === '' ? '0' : style)] ?? generalText)(number)
      }
      default:
        return cellText(value)
    }
  }

  const broken = (): ReadFailure =>
    new ReadFailure({ code: 'table-damaged', file, part: sheet.entry.name, damage: 'syntax' })
  for await (const text of partText(zip, sheet.entry)) {
    if (!scanner.feed(text)) throw broken()
    if (block.rows.length > 0 || block.blank > 0) {
      const full = block
      block = { rows: [], numbers: [], blank: 0 }
      yield full
    }
  }
  if (!scanner.end()) throw broken()
}

/** Inline texts repeat a lot (modality, department): the short ones are remembered. */
function createTextCache(): (raw: string) => string {
  const texts = new Map<string, string>()
  return (raw) => {
    if (raw.length > 60) return cellText(raw)
    let text = texts.get(raw)
    if (text === undefined) {
      if (texts.size >= 4096) texts.clear()
      text = cellText(raw)
      texts.set(raw, text)
    }
    return text
  }
}

/** The column of a reference such as `AB12`, from 1; 0 where there are no letters. */
function columnOf(text: string, from: number): number {
  let column = 0
  for (let at = from; ; at++) {
    const code = text.charCodeAt(at) & ~32
    if (code < 65 || code > 90) return column
    column = column * 26 + code - 64
  }
}
