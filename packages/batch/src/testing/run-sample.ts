import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { DuckSession } from '../duck/session.ts'
import { createDuckEngine, type DuckEngineOptions } from '../engines/duckdb/engine.ts'
import type { Outcome } from '../problem.ts'
import { type BatchTask, runBatch } from '../run/run-batch.ts'
import type { RunRecord } from '../run/run-record.ts'
import { fixtureVerdicts } from './rule-normaliser.ts'

export type SampleTask = Partial<Omit<BatchTask, 'engine' | 'session'>> &
  Pick<BatchTask, 'inputs' | 'out'> & { readonly duck?: Partial<DuckEngineOptions>; readonly memory?: number }

/** A run of the embedded engine with the fixture's verdicts, opened and closed here. */
export async function runSample(task: SampleTask): Promise<Outcome<RunRecord>> {
  const session = await DuckSession.open({
    memory: task.memory ?? 600e6,
    threads: Math.min(2, availableParallelism()),
    spill: join(task.out, '.spill'),
  })
  try {
    const engine = createDuckEngine(session, { format: 'parquet', partitioned: false, ...task.duck })
    return await runBatch({
      verdicts: fixtureVerdicts(),
      settings: {},
      versions: { program: 'test' },
      ...task,
      engine,
      session,
    })
  } finally {
    session.close()
  }
}
