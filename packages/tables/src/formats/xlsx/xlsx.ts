import { type Guess, given, guessed } from '../../evidence/evidence.ts'
import type { TableLimits } from '../../model/limits.ts'
import { done, failed, type Result } from '../../model/result.ts'
import type { ByteSource } from '../../source/byte-source.ts'
import { fitRows } from '../fit-rows.ts'
import { type RawBlock, type RowReader, type Sample, type Shape, type Stop, stop } from '../raw-block.ts'
import { asProblem } from '../read-failure.ts'
import { chooseSheet, sameRow } from '../sheet-choice.ts'
import { sheetRows } from './sheet-rows.ts'
import { openWorkbook, type SheetEntry } from './workbook.ts'
import { openZip } from './zip-reader.ts'

export interface SheetReader extends RowReader {
  readonly sheet: Guess<string>
  readonly sheets: readonly string[]
}

const SAMPLE_ROWS = 2000

/**
 * An Excel workbook: the given sheet, else the first visible one with rows, and behind it the sheets that carry on a table
 * too long for one sheet (named `Table_2`, `Table_3` …, with the same first row).
 */
export async function openXlsx(
  source: ByteSource,
  limits: TableLimits,
  wanted?: string | number,
): Promise<Result<SheetReader>> {
  const file = source.name
  try {
    const zip = await openZip(source, limits)
    const workbook = await openWorkbook(source, zip, limits)
    const read = (sheet: SheetEntry): ReturnType<typeof sheetRows> => sheetRows(zip, workbook, sheet, file, limits)
    const choice = await chooseSheet(workbook.sheets, wanted, file, async (sheet) => take(read(sheet), SAMPLE_ROWS))
    if (!choice.ok) return choice
    const { chosen, sample, continued, others, choices } = choice.value
    return done({
      sample,
      sheets: choices,
      sheet:
        wanted === undefined ? guessed(chosen.name, { code: 'first-sheet-with-rows', others }) : given(chosen.name),
      async *blocks(shape: Shape): AsyncGenerator<RawBlock | Stop, void, undefined> {
        try {
          for (const sheet of [chosen, ...continued]) {
            const place = workbook.sheets.length > 1 ? { file, sheet: sheet.name } : { file }
            const own = sheet === chosen ? shape : { ...shape, after: 0 }
            let first = sheet !== chosen
            for await (const { rows, numbers, blank } of read(sheet)) {
              // The header stands on each of the sheets.
              if (first && rows[0] !== undefined && sameRow(rows[0], sample.rows[0] ?? [])) {
                rows.shift()
                numbers.shift()
              }
              if (rows.length > 0) first = false
              yield fitRows(rows, numbers, blank, own, place, limits)
            }
          }
        } catch (error) {
          yield stop(asProblem(file, error))
        }
      },
    })
  } catch (error) {
    return failed(asProblem(file, error))
  }
}

async function take(blocks: ReturnType<typeof sheetRows>, count: number): Promise<Sample> {
  const rows: string[][] = []
  const numbers: number[] = []
  for await (const block of blocks) {
    const wanted = count - rows.length
    rows.push(...block.rows.slice(0, wanted))
    numbers.push(...block.numbers.slice(0, wanted))
    if (rows.length >= count) break
  }
  return { rows, numbers }
}
