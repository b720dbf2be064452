import { isDiskFullError } from './disk-full.ts'

/**
 * What can go wrong with somebody's table, machine or server. Plain data, told apart by `code`; the texts are in
 * `texts/`. `file`, `row` and `column` are filled wherever they are known; rows are counted from 1 at the first line of data.
 */
export type BatchProblem =
  | { readonly code: 'batch.input-missing'; readonly input: string }
  | { readonly code: 'batch.input-unknown-kind'; readonly input: string }
  | { readonly code: 'batch.input-empty'; readonly input: string }
  | { readonly code: 'batch.input-changed'; readonly file: string }
  | {
      readonly code: 'batch.columns-differ'
      readonly file: string
      readonly other: string
      readonly columns: readonly string[]
    }
  | { readonly code: 'batch.column-missing'; readonly column: string; readonly columns: readonly string[] }
  | { readonly code: 'batch.column-taken'; readonly column: string }
  | { readonly code: 'batch.role-unknown'; readonly role: string; readonly columns: readonly string[] }
  | { readonly code: 'batch.name-column-unknown'; readonly columns: readonly string[] }
  | { readonly code: 'batch.session-empty'; readonly columns: readonly string[]; readonly lines: number }
  | {
      readonly code: 'batch.money-unreadable'
      readonly column: string
      readonly lines: number
      readonly example: string
    }
  | {
      readonly code: 'batch.institution-column-unknown'
      readonly institutions: readonly string[]
      readonly columns: readonly string[]
    }
  | {
      readonly code: 'batch.name-column-numeric'
      readonly column: string
      readonly sample: string
      readonly share: number
    }
  | {
      readonly code: 'batch.wrong-encoding'
      readonly file: string
      readonly row: number | null
      readonly encoding: string
    }
  | {
      readonly code: 'batch.ragged-row'
      readonly file: string
      readonly row: number
      readonly expected: number
      readonly found: number
      readonly line: string
    }
  | { readonly code: 'batch.unclosed-quote'; readonly file: string; readonly row: number; readonly line: string }
  | { readonly code: 'batch.broken-parquet'; readonly file: string; readonly reason: string }
  | { readonly code: 'batch.broken-workbook'; readonly file: string; readonly reason: string }
  | { readonly code: 'batch.disk-full'; readonly folder: string }
  | { readonly code: 'batch.memory-too-small'; readonly limit: string; readonly reason: string }
  | { readonly code: 'batch.connection-failed'; readonly server: string; readonly reason: string }
  | { readonly code: 'batch.connection-lost'; readonly server: string; readonly reason: string }
  | { readonly code: 'batch.table-missing'; readonly server: string; readonly table: string }
  | { readonly code: 'batch.engine-cannot-read'; readonly engine: string; readonly input: string }
  | { readonly code: 'batch.engine-refused'; readonly engine: string; readonly reason: string }
  | { readonly code: 'batch.output-exists'; readonly folder: string }
  | { readonly code: 'batch.run-unfinished'; readonly folder: string }
  | { readonly code: 'batch.run-active'; readonly folder: string; readonly pid: number }
  | { readonly code: 'batch.nothing-to-resume'; readonly folder: string }
  | { readonly code: 'batch.resume-different'; readonly folder: string; readonly what: readonly string[] }
  | { readonly code: 'batch.counts-differ'; readonly check: string; readonly expected: number; readonly found: number }
  | { readonly code: 'batch.interrupted'; readonly step: string; readonly folder: string }
  | { readonly code: 'batch.bad-option'; readonly option: string; readonly value: string }

/** Carries a problem from the depth of an engine to the edge of the package, where it becomes data again. */
export class ProblemError extends Error {
  readonly problem: BatchProblem

  constructor(problem: BatchProblem, cause?: unknown) {
    super(problem.code, cause === undefined ? {} : { cause })
    this.name = 'ProblemError'
    this.problem = problem
  }
}

/** Either the value or the problems that kept it from being made. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: BatchProblem }

/** Runs `work`; a problem or a full disk becomes data, anything else is a bug and is thrown on. */
export async function outcomeOf<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    if (error instanceof ProblemError) return { ok: false, problem: error.problem }
    // Any small file may be the one that no longer fits: a step record, a report, the lock.
    if (isDiskFullError(error)) return { ok: false, problem: { code: 'batch.disk-full', folder: error.path ?? '' } }
    throw error
  }
}
