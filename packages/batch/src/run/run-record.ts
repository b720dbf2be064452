import type { DistinctCounts, ExamTable, Measures } from '../engine.ts'
import { withoutPassword } from '../sources/address.ts'
import type { StepName } from './checkpoints.ts'
import type { Plan } from './plan.ts'
import type { Check } from './reconcile.ts'

/** What a record keeps of the task that it is the record of. */
export interface RecordedTask {
  readonly inputs: readonly string[]
  /** Further options that decide what is written (format, partitions, encoding …), for comparing when a run continues. */
  readonly settings: Plan
  /** Versions of edition, lexicon, program. They go into run.json, and a run only continues under the same ones. */
  readonly versions: Readonly<Record<string, string>>
}

/** run.json: what was read, under which versions, what came out. Equal runs give equal records, `times` apart. */
export interface RunRecord {
  readonly format: 1
  readonly inputs: readonly string[]
  readonly engine: string
  readonly versions: Readonly<Record<string, string>>
  readonly settings: Readonly<Record<string, unknown>>
  readonly roles: Readonly<Record<string, string>>
  readonly key: readonly string[]
  readonly counts: {
    readonly rows: number
    readonly files: number
    readonly distinctInputs: number
    readonly examItems: number
    readonly distinctItems: number
    readonly rowsByState: Readonly<Record<string, number>>
    /** Rows under the memory of each institution that has one; 0 means that the table does not name it so. */
    readonly rowsByMemory: Readonly<Record<string, number>>
  }
  readonly checks: readonly Check[]
  readonly measures: Pick<Measures, 'tallies' | 'byItem'>
  readonly files?: readonly string[]
  readonly times: {
    readonly started: string
    readonly finished: string
    readonly steps: Readonly<Partial<Record<StepName, number>>>
  }
}

/** Puts a record together from the results of the steps. */
export function runRecord(parts: {
  readonly task: RecordedTask
  readonly table: ExamTable
  readonly distinct: DistinctCounts
  readonly measures: Measures
  readonly checks: readonly Check[]
  readonly engine: string
  readonly started: Date
  readonly seconds: Readonly<Partial<Record<StepName, number>>>
}): RunRecord {
  const { task, table, distinct, measures } = parts
  return {
    format: 1,
    inputs: task.inputs.map(withoutPassword),
    engine: parts.engine,
    versions: task.versions,
    settings: task.settings,
    roles: table.roles,
    key: table.key,
    counts: {
      rows: measures.rows,
      files: table.place.kind === 'files' ? table.place.files.length : 0,
      distinctInputs: distinct.inputs,
      examItems: measures.examItems,
      distinctItems: measures.byItem.length,
      rowsByState: measures.byState,
      rowsByMemory: distinct.ruledRows,
    },
    checks: parts.checks,
    measures: { tallies: measures.tallies, byItem: measures.byItem },
    times: { started: parts.started.toISOString(), finished: new Date().toISOString(), steps: { ...parts.seconds } },
  }
}
