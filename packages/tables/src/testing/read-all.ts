import { openTable } from '../open-table.ts'
import type { TableProblem } from '../problems/problem.ts'
import type { SourceInput } from '../source/byte-source.ts'
import type { CellDamage, Table } from '../table.ts'
import type { TableOptions } from '../table-options.ts'

/** All of a table at once, for tests; `problem` where opening or reading ended with one. */
export interface ReadAll {
  readonly table: Table | undefined
  readonly rows: string[][]
  readonly numbers: number[]
  readonly damage: CellDamage[]
  readonly problem: TableProblem | undefined
}

export async function readAll(input: SourceInput, options: TableOptions = {}): Promise<ReadAll> {
  const opened = await openTable(input, options)
  if (!opened.ok) return { table: undefined, rows: [], numbers: [], damage: [], problem: opened.problem }
  const table = opened.value
  const rows: string[][] = []
  const numbers: number[] = []
  const damage: CellDamage[] = []
  let problem: TableProblem | undefined
  for await (const step of table.rows()) {
    if (step.kind === 'stop') problem = step.problem
    else {
      for (const row of step.rows) rows.push(row)
      for (const number of step.numbers) numbers.push(number)
      for (const cell of step.damage) damage.push(cell)
    }
  }
  await table.close()
  return { table, rows, numbers, damage, problem }
}

export const csv = (text: string): Buffer => Buffer.from(text, 'utf8')
