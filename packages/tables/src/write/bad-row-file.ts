import type { Language } from '@yingma/core'
import type { BadRow } from '../formats/raw-block.ts'
import { done, type Result } from '../model/result.ts'
import { renderTableProblem } from '../problems/catalogue.ts'
import type { OutputColumn } from './row-encoder.ts'
import { createTableWriter } from './table-writer.ts'

/** A file of rows that were set aside. */
export interface BadRowFile {
  /** For the option `onBadRow`. */
  add(bad: BadRow): Promise<void>
  close(): Promise<Result<{ readonly rows: number }>>
  abort(): Promise<void>
}

const COLUMNS: readonly OutputColumn[] = ['row', 'code', 'reason', 'text'].map((name) => ({ name, origin: 'ours' }))

/**
 * Opens a CSV file (UTF-8 with byte order mark) that takes bad rows: row number, code of the problem, the reason in words,
 * the original text. Identity card and phone numbers are blotted out in the text of tables with personal columns; other
 * personal text cannot be told apart in a row that does not parse, so the file is to be handled like the table itself.
 */
export async function createBadRowFile(target: string, language: Language): Promise<Result<BadRowFile>> {
  const opened = await createTableWriter(target, { format: 'csv', columns: COLUMNS, mark: true })
  if (!opened.ok) return opened
  const writer = opened.value
  return done({
    async add({ row, problem, text }) {
      // A problem of writing comes back from `close`, which then leaves no file.
      const clean = text.replaceAll(/\p{Surrogate}/gu, '\uFFFD')
      await writer.write([[String(row), problem.code, renderTableProblem(problem, language), clean]])
    },
    close: () => writer.close(),
    abort: () => writer.abort(),
  })
}
