import { basename } from 'node:path'
import { done, type Result } from '../model/result.ts'
import type { LineEnd, WriteFormat } from '../model/roles.ts'
import type { WriteProblem } from '../problems/problem.ts'
import { createDelimitedEncoder } from './delimited-encoder.ts'
import { createJsonLinesEncoder } from './json-lines-encoder.ts'
import { openOutput } from './output-file.ts'
import type { OutputColumn, RowEncoder, Send } from './row-encoder.ts'
import { createXlsxEncoder, EXCEL_ROWS } from './xlsx-encoder.ts'

export interface TableWriterOptions {
  readonly format: WriteFormat
  readonly columns: readonly OutputColumn[]
  /** Whether the names of the columns are written; true by default, JSON Lines always has them as keys. */
  readonly header?: boolean
  /** Byte order mark before UTF-8 text. */
  readonly mark?: boolean
  /** Of CSV, by default a comma; TSV has a tab. */
  readonly delimiter?: ',' | '\t' | ';' | '|'
  readonly lineEnd?: LineEnd
  /** Of a workbook; by default the name of the target. */
  readonly sheetName?: string
  /** Rows of one sheet, header included; by default what Excel holds. */
  readonly maxRowsPerSheet?: number
}

/** Writes a table. After a problem nothing more is taken, and nothing is left behind. */
export interface TableWriter {
  /** Adds rows, each with a cell for every column. */
  write(rows: readonly (readonly string[])[]): Promise<WriteProblem | undefined>
  /** Completes the table: only now it appears under its name. Also says the problem of an earlier `write`. */
  close(): Promise<Result<{ readonly rows: number }>>
  /** Gives the table up; a file that was there before stays as it was. */
  abort(): Promise<void>
}

/** Opens a target (a path, or `-` for the standard output) for a table in UTF-8. */
export async function createTableWriter(target: string, options: TableWriterOptions): Promise<Result<TableWriter>> {
  const opened = await openOutput(target)
  if (!opened.ok) return opened
  const output = opened.value
  let problem: WriteProblem | undefined
  let rows = 0
  let open = true
  const send: Send = async (bytes) => {
    const reason = await output.write(bytes)
    return reason === undefined ? undefined : { code: 'table-cannot-write', file: output.name, reason }
  }
  const encoder = createEncoder(options, output.name, send)

  async function abort(): Promise<void> {
    if (!open) return
    open = false
    encoder.stop()
    await output.discard()
  }

  async function fail(found: WriteProblem): Promise<WriteProblem> {
    problem = found
    await abort()
    return found
  }

  return done({
    async write(batch) {
      if (problem !== undefined) return problem
      if (!open) throw new Error('the table is closed')
      const found = await encoder.add(batch, rows + 1)
      if (found !== undefined) return await fail(found)
      rows += batch.length
      return undefined
    },
    async close() {
      if (problem !== undefined) return { ok: false, problem }
      if (!open) throw new Error('the table is closed')
      const found = await encoder.finish()
      if (found !== undefined) return { ok: false, problem: await fail(found) }
      const reason = await output.commit()
      if (reason !== undefined) {
        return { ok: false, problem: await fail({ code: 'table-cannot-write', file: output.name, reason }) }
      }
      open = false
      return done({ rows })
    },
    abort,
  })
}

function createEncoder(options: TableWriterOptions, file: string, send: Send): RowEncoder {
  const { columns, format } = options
  const header = options.header ?? true
  switch (format) {
    case 'csv':
    case 'tsv': {
      const delimiter = format === 'tsv' ? '\t' : (options.delimiter ?? ',')
      const text = { delimiter, lineEnd: options.lineEnd ?? '\n', mark: options.mark ?? false }
      return createDelimitedEncoder({ file, columns, header, ...text }, send)
    }
    case 'jsonl':
      return createJsonLinesEncoder(columns, send)
    case 'xlsx': {
      const sheetName = options.sheetName ?? (file === '<stdout>' ? 'Table' : basename(file).replace(/\.[^.]*$/, ''))
      const maxRowsPerSheet = options.maxRowsPerSheet ?? EXCEL_ROWS
      return createXlsxEncoder({ file, columns, header, sheetName, maxRowsPerSheet }, send)
    }
  }
}
