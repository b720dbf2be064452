import { createHash } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { DEFAULT_BASE_URI, type Edition, type Vocabulary } from '@yingma/core'
import type { InstitutionMemory } from '@yingma/normalise'
import type { KeyField, Roles } from '../columns.ts'
import { DuckSession } from '../duck/session.ts'
import type { Engine } from '../engine.ts'
import { createClickHouseEngine } from '../engines/clickhouse/engine.ts'
import { parseClickHouseAddress } from '../engines/clickhouse/shard.ts'
import { createDuckEngine } from '../engines/duckdb/engine.ts'
import { EXCHANGE_FORMATS, writeExchange } from '../exchange/formats.ts'
import { entriesOf } from '../exchange/mapping-entry.ts'
import { type Outcome, outcomeOf, ProblemError } from '../problem.ts'
import { writeReports } from '../report/write-reports.ts'
import { withoutPassword } from '../sources/address.ts'
import { keyOf, memoryVerdicts, memoryVersions, type VerdictSources } from './memory-verdicts.ts'
import { type FinishedTables, type RunWatcher, runBatch } from './run-batch.ts'
import type { RunRecord } from './run-record.ts'
import { VerdictWorkers, workersFor } from './verdict-workers.ts'

/** A whole run as a program asks for it; everything has a default but inputs, output folder and standard. */
export interface TableRun {
  readonly inputs: readonly string[]
  readonly out: string
  readonly edition: Edition
  readonly vocabulary: Vocabulary
  /** Institutions with words and decisions of their own, each named as the table names it. */
  readonly memories?: readonly InstitutionMemory[]
  /** `duckdb` (default) or `clickhouse://…`. */
  readonly engine?: string
  /** Bytes that the process may use; default 1 GB. */
  readonly memory?: number
  readonly threads?: number
  /** Folder for what does not fit in memory; default inside the output folder. */
  readonly spill?: string
  readonly format?: 'parquet' | 'csv'
  readonly partitioned?: boolean
  readonly encoding?: string
  readonly roles?: Roles
  readonly key?: readonly KeyField[]
  /** Ids of exchange formats to write beside the tables. */
  readonly exchange?: readonly string[]
  readonly reports?: boolean
  /** Version of the program, for run.json. */
  readonly program: string
  readonly resume?: boolean
  readonly overwrite?: boolean
  readonly signal?: AbortSignal
  readonly watcher?: RunWatcher
}

export const DEFAULT_MEMORY = 1_000_000_000
/** Below this the engine cannot even write two Parquet files at a time. */
const LEAST_MEMORY = 200_000_000

/** Opens engine and session, runs, and closes both whatever happens. */
export async function runTable(run: TableRun): Promise<Outcome<RunRecord>> {
  const memory = run.memory ?? DEFAULT_MEMORY
  if (memory < LEAST_MEMORY) {
    return {
      ok: false,
      problem: { code: 'batch.bad-option', option: '--memory', value: `${memory} < ${LEAST_MEMORY}` },
    }
  }
  const opened = await outcomeOf(async () => {
    const formats = formatsOf(run.exchange ?? [])
    const threads = run.threads ?? availableParallelism()
    const session = await DuckSession.open({ memory, threads, spill: run.spill ?? join(run.out, '.yingma-spill') })
    return { formats, session }
  })
  if (!opened.ok) return opened
  const { formats, session } = opened.value
  let engine: Engine | undefined
  try {
    const memories = run.memories ?? []
    const sources: VerdictSources = { edition: run.edition, vocabulary: run.vocabulary, memories }
    const made = await outcomeOf(async () => ({ engine: engineOf(run, session), verdicts: memoryVerdicts(sources) }))
    if (!made.ok) return made
    engine = made.value.engine
    return await runBatch({
      ...run,
      engine,
      session,
      verdicts: made.value.verdicts,
      openWorkers: (inputs) => {
        const count = workersFor(inputs, { threads: session.options.threads, memory })
        return count === 0 ? null : new VerdictWorkers(sources, count)
      },
      key: run.key ?? keyOf(memories),
      settings: {
        engine: withoutPassword(run.engine ?? 'duckdb'),
        format: run.format ?? 'parquet',
        partitioned: run.partitioned ?? false,
        encoding: run.encoding ?? '',
        exchange: run.exchange ?? [],
        reports: run.reports ?? true,
      },
      versions: {
        program: run.program,
        edition: run.edition.version,
        vocabulary: digestOf(run.vocabulary),
        ...memoryVersions(memories),
      },
      reports:
        run.reports === false
          ? undefined
          : (folder: string, tables: FinishedTables) => writeReports(session, folder, tables),
      exchange:
        formats.length === 0
          ? undefined
          : (folder: string, { mapping, keyColumns }: FinishedTables) =>
              writeExchange(folder, formats, () => entriesOf(session, mapping, keyColumns), {
                edition: run.edition,
                source: `${DEFAULT_BASE_URI}/local-names`,
                date: new Date().toISOString().slice(0, 10),
              }),
    })
  } finally {
    await engine?.close()
    session.close()
  }
}

function engineOf(run: TableRun, session: DuckSession): Engine {
  const engine = run.engine ?? 'duckdb'
  if (engine.startsWith('clickhouse://')) return createClickHouseEngine(session, parseClickHouseAddress(engine))
  if (engine !== 'duckdb') throw new ProblemError({ code: 'batch.bad-option', option: '--engine', value: engine })
  return createDuckEngine(session, {
    format: run.format ?? 'parquet',
    partitioned: run.partitioned ?? false,
    ...(run.encoding !== undefined && { encoding: run.encoding }),
  })
}

function formatsOf(ids: readonly string[]) {
  return ids.map((id) => {
    const format = EXCHANGE_FORMATS.find((each) => each.id === id)
    if (format === undefined) throw new ProblemError({ code: 'batch.bad-option', option: '--exchange', value: id })
    return format
  })
}

/** First 16 digits of the SHA-256 of all words that names are read with: a run continues under the same words only. */
function digestOf(vocabulary: Vocabulary): string {
  const json = JSON.stringify(vocabulary, (_, value) => (value instanceof Map ? [...value] : value))
  return createHash('sha256').update(json).digest('hex').slice(0, 16)
}
