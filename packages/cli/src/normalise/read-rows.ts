import type { Language } from '@yingma/core'
import {
  createBadRowFile,
  openTable,
  type ReadReport,
  type Table,
  type TableOptions,
  type TableProblem,
} from '@yingma/tables'
import type { Terminal } from '../command-line/terminal.ts'
import { createProgressBar } from './progress-bar.ts'

/** What reading one table came to. */
export type Read =
  | { readonly ok: true; readonly report: ReadReport }
  | { readonly ok: false; readonly problem: TableProblem }

/** Takes the rows of a table, in order, with their numbers in the file. Gives a problem back to end the reading there. */
export interface RowTaker {
  rows(rows: readonly string[][], numbers: readonly number[]): Promise<TableProblem | undefined> | undefined
}

export interface ReadPlan {
  readonly source: string
  readonly options: TableOptions
  /** File for the rows that cannot be read; without it the first of them ends the run. */
  readonly badRows: string | undefined
  readonly language: Language
  readonly terminal: Terminal
}

/** Opens a table, hands its rows to the taker that `begin` makes of it, and closes it. A problem leaves no file of bad rows. */
export async function readRows(
  plan: ReadPlan,
  begin: (table: Table) => Promise<RowTaker | TableProblem>,
): Promise<Read> {
  const badFile = plan.badRows === undefined ? undefined : await createBadRowFile(plan.badRows, plan.language)
  if (badFile?.ok === false) return badFile
  const sink = badFile?.value
  const opened = await openTable(plan.source, {
    ...plan.options,
    ...(sink === undefined ? {} : { onBadRow: sink.add }),
  })
  const problem = opened.ok ? await takeRows(opened.value, plan.terminal, begin) : opened.problem
  if (opened.ok) await opened.value.close()
  if (problem !== undefined || !opened.ok) {
    await sink?.abort()
    return { ok: false, problem: problem as TableProblem }
  }
  const closed = await sink?.close()
  return closed?.ok === false ? closed : { ok: true, report: opened.value.report() }
}

/** Hands the rows of an opened table to the taker that `begin` makes of it; the caller closes the table. */
export async function takeRows(
  table: Table,
  terminal: Terminal,
  begin: (table: Table) => Promise<RowTaker | TableProblem>,
): Promise<TableProblem | undefined> {
  const taker = await begin(table)
  if ('code' in taker) return taker
  const bar = createProgressBar(terminal)
  let count = 0
  try {
    for await (const step of table.rows()) {
      if (step.kind === 'stop') return step.problem
      const problem = await taker.rows(step.rows, step.numbers)
      if (problem !== undefined) return problem
      count += step.rows.length
      const { read, total } = table.progress()
      bar.show(total === null || total === 0 ? null : read / total, `${table.name}  ${count.toLocaleString('en')}`)
    }
    return undefined
  } finally {
    bar.clear()
  }
}
