import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chooseKey, chooseRoles, DEFAULT_KEY, type KeyField, type Roles } from '../columns.ts'
import { isDiskFullError } from '../disk-full.ts'
import type { DuckSession } from '../duck/session.ts'
import { type DistinctCounts, type Engine, type ExamTable, keyColumns, type Scanned } from '../engine.ts'
import { requireUnchanged } from '../engines/duckdb/scan.ts'
import { type BatchProblem, type Outcome, outcomeOf, ProblemError } from '../problem.ts'
import { withoutPassword } from '../sources/address.ts'
import { Checkpoints, type StepName, type StepWatcher } from './checkpoints.ts'
import { normaliseInputs } from './normalise-inputs.ts'
import { adoptPlan, type Plan } from './plan.ts'
import { publish } from './publish.ts'
import { reconcile } from './reconcile.ts'
import { type RecordedTask, type RunRecord, runRecord } from './run-record.ts'
import type { Verdicts } from './verdict-columns.ts'
import type { VerdictWorkers } from './verdict-workers.ts'
import { makeWhole, WorkFolder } from './work-folder.ts'

/** What `runBatch` needs; engine and session are opened and closed by the caller. */
export interface BatchTask extends RecordedTask {
  readonly out: string
  readonly engine: Engine
  readonly session: DuckSession
  readonly verdicts: Verdicts
  /** Threads that help with so many inputs, null where they would not; without it this thread does all. */
  readonly openWorkers?: (inputs: number) => VerdictWorkers | null
  /** Columns that the caller names; the rest is told by the headers. */
  readonly roles?: Roles
  readonly key?: readonly KeyField[]
  readonly resume?: boolean
  readonly overwrite?: boolean
  readonly signal?: AbortSignal
  readonly watcher?: RunWatcher
  /** Writes the reports into a folder; given so that a run without reports needs none. */
  readonly reports?: ((folder: string, run: FinishedTables) => Promise<readonly string[]>) | undefined
  /** Writes the mapping in exchange formats into a folder. */
  readonly exchange?: ((folder: string, run: FinishedTables) => Promise<readonly string[]>) | undefined
}

export interface RunWatcher extends StepWatcher {
  /** Done and total are inputs in step normalise, else a share of 1. */
  progress(step: StepName, done: number, total: number): void
  /** Rows of the table, once they are known. */
  counted?(rows: number): void
}

/** What reports are made from. */
export interface FinishedTables {
  readonly mapping: string
  readonly record: RunRecord
  readonly table: ExamTable
  readonly keyColumns: readonly string[]
}

const SILENT: RunWatcher = { started: () => undefined, finished: () => undefined, progress: () => undefined }

/**
 * Standardises a whole table: scan, distinct inputs, verdicts, join, one row per item, counts, reports. Nothing appears in
 * `out` before everything is written and reconciled; a run that was killed continues with `resume`.
 */
export function runBatch(task: BatchTask): Promise<Outcome<RunRecord>> {
  return outcomeOf(async () => {
    const work = new WorkFolder(task.out)
    const finished = join(task.out, 'run.json')
    if (existsSync(finished) && !task.overwrite) {
      if (!task.resume) throw new ProblemError({ code: 'batch.output-exists', folder: task.out })
      if (!work.exists || existsSync(work.path('published.json'))) {
        work.remove()
        return JSON.parse(readFileSync(finished, 'utf8')) as RunRecord
      }
    }
    mkdirSync(task.out, { recursive: true })
    if (work.exists) work.lock()
    if (task.overwrite && !task.resume) work.remove()
    if (!work.exists && task.resume) throw new ProblemError({ code: 'batch.nothing-to-resume', folder: task.out })
    work.lock()
    try {
      return await runSteps(task, work)
    } catch (error) {
      if (error instanceof ProblemError && endsRun(error.problem) && task.resume !== true) work.remove()
      throw error
    } finally {
      work.unlock()
    }
  })
}

/** Whether a problem lies in the input or the options: then there is nothing to continue, only something to call anew. */
function endsRun({ code }: BatchProblem): boolean {
  return !GOES_ON.has(code)
}

const GOES_ON: ReadonlySet<BatchProblem['code']> = new Set([
  'batch.disk-full',
  'batch.memory-too-small',
  'batch.connection-failed',
  'batch.connection-lost',
  'batch.engine-refused',
  'batch.counts-differ',
  'batch.interrupted',
  'batch.run-unfinished',
  'batch.run-active',
  'batch.resume-different',
])

async function runSteps(task: BatchTask, work: WorkFolder): Promise<RunRecord> {
  const started = new Date()
  const watcher = task.watcher ?? SILENT
  const steps = new Checkpoints(work, watcher)
  const signal = task.signal ?? new AbortController().signal
  const interrupt = () => {
    task.engine.interrupt()
    task.session.interrupt()
  }
  signal.addEventListener('abort', interrupt)
  const ticker = setInterval(() => {
    const share = task.engine.progress()
    if (share !== null && steps.current !== null && steps.current !== 'normalise')
      watcher.progress(steps.current, share, 1)
  }, 250)
  try {
    const engineVersion = await task.engine.version()
    adoptPlan(work, planOf(task, engineVersion), task.resume === true)
    const step = <T>(name: StepName, run: () => Promise<T>) =>
      steps.step(name, () => {
        signal.throwIfAborted()
        return run()
      })
    const tables = await writeTables(task, { work, step, signal, watcher })
    const { record, published } = await finish(task, work, steps, step, tables, engineVersion, started)
    signal.throwIfAborted()
    watcher.started('publish')
    return await publish(task.engine, work, tables.table, record, published)
  } catch (error) {
    if (signal.aborted)
      throw new ProblemError({ code: 'batch.interrupted', step: steps.current ?? '', folder: task.out }, error)
    // Where a stream does not say which file it is, it is one below the output folder.
    if (isDiskFullError(error))
      throw new ProblemError({ code: 'batch.disk-full', folder: error.path ?? task.out }, error)
    throw error
  } finally {
    clearInterval(ticker)
    signal.removeEventListener('abort', interrupt)
  }
}

type RunStep = <T>(name: StepName, run: () => Promise<T>) => Promise<T>

interface Tables {
  readonly table: ExamTable
  readonly distinct: DistinctCounts
  readonly mapping: string
}

/** What the steps of a run share. */
interface Conduct {
  readonly work: WorkFolder
  readonly step: RunStep
  readonly signal: AbortSignal
  readonly watcher: RunWatcher
}

async function writeTables(task: BatchTask, conduct: Conduct): Promise<Tables> {
  const { work, step, watcher } = conduct
  const scanned = await step<Scanned>('scan', () => task.engine.scan(task.inputs, work))
  if (scanned.place.kind === 'files') requireUnchanged(scanned.place.files)
  watcher.counted?.(scanned.rows)
  const roles = chooseRoles(
    scanned.columns.map((column) => column.name),
    task.roles ?? {},
  )
  requireInstitutions(scanned, roles, task.verdicts.ruled)
  const table: ExamTable = {
    ...scanned,
    roles,
    key: chooseKey(roles, task.key ?? DEFAULT_KEY),
    ruled: task.verdicts.ruled,
  }
  const { distinct, mapping } = await mapNames(task, table, conduct)
  await step('standardise', () => task.engine.standardise(table, mapping, work))
  await step('exam-items', () => task.engine.examItems(table, mapping, work))
  return { table, distinct, mapping }
}

/** Finds the distinct inputs and writes their verdicts: all that the normaliser sees of a table. */
async function mapNames(task: BatchTask, table: ExamTable, { work, step, signal, watcher }: Conduct) {
  const distinctFile = work.path('distinct.parquet')
  const distinct = await step('distinct', async () => {
    const counting = task.engine.distinct(table, distinctFile)
    task.verdicts.prepare?.()
    const counts = await counting
    requireNames(table, counts)
    return counts
  })
  const mapping = await step('normalise', async () => {
    const workers = task.openWorkers?.(distinct.inputs) ?? null
    try {
      return await normaliseInputs(task.session, {
        distinct: distinctFile,
        inputs: distinct.inputs,
        keyColumns: keyColumns(table),
        verdicts: task.verdicts,
        workers,
        work,
        signal,
        progress: (done, total) => watcher.progress('normalise', done, total),
      })
    } finally {
      await workers?.close()
    }
  })
  return { distinct, mapping }
}

async function finish(
  task: BatchTask,
  work: WorkFolder,
  steps: Checkpoints,
  step: RunStep,
  { table, distinct, mapping }: Tables,
  engineVersion: string,
  started: Date,
) {
  const measures = await step('measure', () => task.engine.measure(table, work))
  const checks = await step('reconcile', () => reconcile(task.session, mapping, table, distinct, measures))
  const describe = () =>
    runRecord({ task, table, distinct, measures, checks, engine: engineVersion, started, seconds: steps.seconds })
  const published: string[] = []
  for (const [name, make] of [
    ['report', task.reports],
    ['exchange', task.exchange],
  ] as const) {
    if (make === undefined) continue
    const files = await step(name, async () => {
      let made: readonly string[] = []
      await makeWhole(work.path(name), async (folder) => {
        mkdirSync(folder, { recursive: true })
        made = await make(folder, { mapping, record: describe(), table, keyColumns: keyColumns(table) })
      })
      return made
    })
    published.push(...files.map((file) => join(name, file)))
  }
  return { record: describe(), published }
}

function planOf(task: BatchTask, engineVersion: string): Plan {
  const given = Object.entries(task.roles ?? {}).map(([field, column]) => `${field}=${column}`)
  return {
    inputs: task.inputs.map(withoutPassword),
    engine: engineVersion,
    roles: given.sort(),
    key: task.key ?? DEFAULT_KEY,
    ruled: task.verdicts.ruled,
    ...task.settings,
    ...Object.fromEntries(Object.entries(task.versions).map(([name, version]) => [`version.${name}`, version])),
  }
}

/** Memories of several institutions need a column that parts their rows; one memory is that of the whole table. */
function requireInstitutions({ columns }: Scanned, roles: Roles, ruled: readonly string[]): void {
  if (ruled.length < 2 || roles.institution !== undefined) return
  throw new ProblemError({
    code: 'batch.institution-column-unknown',
    institutions: ruled,
    columns: columns.map(({ name }) => name),
  })
}

/** A name column of digits is a code column taken for the names; one in ten such names is dirt, more is a mistake. */
const NUMERIC_SHARE = 0.5

function requireNames(table: ExamTable, counts: DistinctCounts): void {
  const share = counts.rows === 0 ? 0 : counts.numericRows / counts.rows
  if (share < NUMERIC_SHARE) return
  throw new ProblemError({
    code: 'batch.name-column-numeric',
    column: table.roles.name ?? '',
    sample: counts.numericSample,
    share,
  })
}
