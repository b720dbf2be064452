import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { DuckSession } from '../duck/session.ts'
import type { Engine } from '../engine.ts'
import { createClickHouseEngine } from '../engines/clickhouse/engine.ts'
import { parseClickHouseAddress } from '../engines/clickhouse/shard.ts'
import { createDuckEngine, type DuckEngineOptions } from '../engines/duckdb/engine.ts'
import type { Outcome } from '../problem.ts'
import { writeReports } from '../report/write-reports.ts'
import { type BatchTask, runBatch } from '../run/run-batch.ts'
import type { RunRecord } from '../run/run-record.ts'
import { fixtureVerdicts } from './rule-normaliser.ts'

export type SampleTask = Partial<Omit<BatchTask, 'engine' | 'session'>> &
  Pick<BatchTask, 'inputs' | 'out'> & {
    readonly duck?: Partial<DuckEngineOptions>
    /** `clickhouse://…`; the embedded engine without it. */
    readonly address?: string
    readonly memory?: number
    readonly withReports?: boolean
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
