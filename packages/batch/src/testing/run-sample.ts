import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { DuckSession } from '../duck/session.ts'
import type { Engine } from '../engine.ts'
import { createClickHouseEngine } from '../engines/clickhouse/engine.ts'
import { parseClickHouseAddress } from '../engines/clickhouse/shard.ts'
import { createDuckEngine, type DuckEngineOptions } from '../engines/duckdb/engine.ts'
import { EXCHANGE_FORMATS, writeExchange } from '../exchange/formats.ts'
import { type ExchangeContext, entriesOf } from '../exchange/mapping-entry.ts'
import type { Outcome } from '../problem.ts'
import { writeReports } from '../report/write-reports.ts'
import { type BatchTask, runBatch } from '../run/run-batch.ts'
import type { RunRecord } from '../run/run-record.ts'
import { fixtureEdition, fixtureVerdicts } from './rule-normaliser.ts'

const EXCHANGE_CONTEXT: ExchangeContext = {
  edition: { ...fixtureEdition(), version: '1.0.0' },
  source: 'https://hospital.example/names',
  date: '2026-11-24',
}

export type SampleTask = Partial<Omit<BatchTask, 'engine' | 'session'>> &
  Pick<BatchTask, 'inputs' | 'out'> & {
    readonly duck?: Partial<DuckEngineOptions>
    /** `clickhouse://…`; the embedded engine without it. */
    readonly address?: string
    readonly memory?: number
    readonly withReports?: boolean
    /** The mapping in every exchange format. */
    readonly withExchange?: boolean
  }

/** A run with the fixture's verdicts; engine and session are opened and closed here. */
export async function runSample(task: SampleTask): Promise<Outcome<RunRecord>> {
  const session = await DuckSession.open({
    memory: task.memory ?? 600e6,
    threads: Math.min(2, availableParallelism()),
    spill: join(task.out, '.spill'),
  })
  const engine = engineOf(task, session)
  try {
    return await runBatch({
      verdicts: fixtureVerdicts(),
      settings: {},
      versions: { program: 'test' },
      ...(task.withExchange && {
        exchange: (folder, { mapping, keyColumns }) =>
          writeExchange(folder, EXCHANGE_FORMATS, () => entriesOf(session, mapping, keyColumns), EXCHANGE_CONTEXT),
      }),
      ...(task.withReports && { reports: (folder, run) => writeReports(session, folder, run) }),
      ...task,
      engine,
      session,
    })
  } finally {
    await engine.close()
    session.close()
  }
}

function engineOf(task: SampleTask, session: DuckSession): Engine {
  if (task.address !== undefined) return createClickHouseEngine(session, parseClickHouseAddress(task.address))
  return createDuckEngine(session, { format: 'parquet', partitioned: false, ...task.duck })
}
