import type { LineEnd } from '../model/roles.ts'
import { createByteBatch } from './byte-batch.ts'
import { neutraliseFormula } from './formula.ts'
import { loneSurrogateIn, type OutputColumn, type RowEncoder, type Send } from './row-encoder.ts'

/** Rows put together before they go to the disk. */
const BATCH = 4096

export interface DelimitedEncoderOptions {
  readonly file: string
  readonly columns: readonly OutputColumn[]
  readonly delimiter: ',' | '\t' | ';' | '|'
  readonly lineEnd: LineEnd
  readonly mark: boolean
  readonly header: boolean
}

/** Writes CSV and TSV as RFC 4180 says: quotation marks only where a cell needs them. */
export function createDelimitedEncoder(options: DelimitedEncoderOptions, send: Send): RowEncoder {
  const { columns, delimiter, lineEnd, file } = options
  const ours = columns.flatMap((column, i) => (column.origin === 'ours' ? [i] : []))
  const special = new RegExp(`["\\r\\n${delimiter === '|' ? '\\|' : delimiter}]|^\\uFEFF`)
  const batch = createByteBatch()
  if (options.mark) batch.add('\uFEFF')
  if (options.header) batch.add(lineOf(columns.map((column) => column.name)))

  function lineOf(cells: readonly string[]): string {
    let line = ''
    for (let i = 0; i < cells.length; i++) {
      const cell = cells[i] ?? ''
      if (i > 0) line += delimiter
      line += special.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
    }
    // A row of one empty cell would be an empty line, which is no row.
    return (line === '' ? '""' : line) + lineEnd
  }

  function harmless(row: readonly string[]): readonly string[] {
    if (ours.length === 0) return row
    let changed: string[] | undefined
    for (const i of ours) {
      const cell = row[i] ?? ''
      const safe = neutraliseFormula(cell)
      if (safe === cell) continue
      changed ??= [...row]
      changed[i] = safe
    }
    return changed ?? row
  }

  return {
    async add(rows, firstRow) {
      for (let at = 0; at < rows.length; at += BATCH) {
        const some = rows.slice(at, at + BATCH)
        for (const row of some) batch.add(lineOf(harmless(row)))
        const bytes = batch.take()
        const problem = loneSurrogateIn(bytes, some, firstRow + at, file) ?? (await send(bytes))
        if (problem !== undefined) return problem
      }
      return undefined
    },
    finish: () => send(batch.take()),
    stop: () => undefined,
  }
}
