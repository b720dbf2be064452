import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTableWriter, outputLike, type Table, type TableProblem, type WriteFormat } from '@yingma/tables'
import { onInterrupt } from '../command-line/on-interrupt.ts'
import type { Terminal } from '../command-line/terminal.ts'
import { verdictHeaders } from './verdict-cells.ts'

/** A table on its way out: the columns of the input and the new ones behind them. */
export interface VerdictTable {
  write(rows: readonly (readonly string[])[]): Promise<TableProblem | undefined>
  close(): Promise<TableProblem | undefined>
  abort(): Promise<void>
}

/**
 * Opens the output, with the columns of a verdict behind those of the input, or with others that are `added`. On the standard output, too, nothing appears before everything is right: the table is made in a
 * temporary file first.
 */
export async function openVerdictTable(
  table: Table,
  target: string,
  format: WriteFormat,
  terminal: Terminal,
  added?: readonly string[],
): Promise<
  { readonly ok: true; readonly value: VerdictTable } | { readonly ok: false; readonly problem: TableProblem }
> {
  const like = outputLike(table)
  const folder = target === '-' ? await mkdtemp(join(tmpdir(), 'yingma-')) : null
  const place = folder === null ? target : join(folder, 'table')
  const dispose = async (): Promise<void> => {
    if (folder !== null) await rm(folder, { recursive: true, force: true })
  }
  const opened = await createTableWriter(place, {
    format,
    columns: [
      ...table.headers.map((name) => ({ name, origin: 'input' as const })),
      ...verdictHeaders(table.headers, added).map((name) => ({
        name,
        origin: 'ours' as const,
        type: name.endsWith('confidence') ? ('number' as const) : ('text' as const),
      })),
    ],
    header: like.header,
    mark: like.mark,
    lineEnd: like.lineEnd,
    ...(like.format === format ? { delimiter: like.delimiter } : {}),
    ...(folder === null ? {} : { sheetName: 'yingma' }),
  })
  if (!opened.ok) {
    await dispose()
    return opened
  }
  const writer = opened.value
  const abort = async (): Promise<void> => {
    await writer.abort()
    await dispose()
  }
  const unwatch = onInterrupt(abort)
  return {
    ok: true,
    value: {
      write: (rows) => writer.write(rows),
      async close() {
        unwatch()
        const closed = await writer.close()
        if (closed.ok && folder !== null) await terminal.copyOut(place)
        await dispose()
        return closed.ok ? undefined : closed.problem
      },
      async abort() {
        unwatch()
        await abort()
      },
    },
  }
}
