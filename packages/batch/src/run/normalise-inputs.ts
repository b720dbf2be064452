import { existsSync } from 'node:fs'
import type { DuckDBConnection } from '@duckdb/node-api'
import { type ColumnType, emptyChunk } from '../duck/duckdb.ts'
import { explainDuckError } from '../duck/explain-error.ts'
import { identifier, literal, literals } from '../duck/quote.ts'
import type { DuckSession } from '../duck/session.ts'
import { type InputChunk, type VerdictColumns, type Verdicts, verdictColumns } from './verdict-columns.ts'
import { LIST_SEPARATOR, VERDICT_FIELDS } from './verdict-row.ts'
import type { VerdictWorkers } from './verdict-workers.ts'
import { makeWhole, type WorkFolder } from './work-folder.ts'

export interface NormaliseTask {
  readonly distinct: string
  readonly inputs: number
  readonly keyColumns: readonly string[]
  readonly verdicts: Verdicts
  /** Threads that take chunks beside this one. */
  readonly workers: VerdictWorkers | null
  readonly work: WorkFolder
  readonly signal: AbortSignal
  readonly progress: (done: number, total: number) => void
}

/** Inputs per part. A part is a checkpoint: finished ones are not normalised again when a run continues. */
const PART = 131_072

/**
 * Normalises the distinct inputs and writes mapping.parquet: one row per input, in the order of `input_id`. Holds at most
 * one chunk of inputs and one part of verdicts in memory, whatever the number of inputs.
 */
export async function normaliseInputs(session: DuckSession, task: NormaliseTask): Promise<string> {
  const parts: string[] = []
  for (let first = 1; first <= task.inputs; first += PART) {
    const last = Math.min(first + PART - 1, task.inputs)
    const file = task.work.path('mapping', `${String(parts.length + 1).padStart(6, '0')}.parquet`)
    if (!existsSync(file)) await writePart(session, task, first, last, file)
    parts.push(file)
    task.progress(last, task.inputs)
  }
  const mapping = task.work.path('out', 'mapping.parquet')
  // Parts follow one another in the order of their ids: put behind one another they need no sorting.
  await session.run('SET preserve_insertion_order = true')
  await makeWhole(mapping, (temporary) =>
    session.run(
      `COPY (SELECT * FROM read_parquet(${literals(parts)})) TO ${literal(temporary)} (FORMAT parquet, COMPRESSION zstd)`,
    ),
  )
  await session.run('SET preserve_insertion_order = false')
  return mapping
}

async function writePart(session: DuckSession, task: NormaliseTask, first: number, last: number, file: string) {
  const writer = await session.connect()
  const columns = VERDICT_FIELDS.map(({ name, type }) => `${name} ${type === 'LIST' ? 'VARCHAR' : type}`).join(', ')
  try {
    await writer.run(`CREATE OR REPLACE TEMP TABLE verdicts (input_id BIGINT, ${columns})`)
    await fillVerdicts(session, writer, task, first, last)
    const split = VERDICT_FIELDS.map(({ name, type }) =>
      type === 'LIST'
        ? `CASE WHEN v.${name} = '' THEN []::VARCHAR[] ELSE string_split(v.${name}, ${literal(LIST_SEPARATOR)}) END AS ${name}`
        : `v.${name}`,
    )
    await makeWhole(file, async (temporary) => {
      await writer.run(`COPY (SELECT d.*, ${split.join(', ')}
        FROM (FROM read_parquet(${literal(task.distinct)}) WHERE input_id BETWEEN ${first} AND ${last}) d
        JOIN verdicts v USING (input_id) ORDER BY input_id) TO ${literal(temporary)} (FORMAT parquet, COMPRESSION snappy)`)
    })
  } catch (error) {
    throw explainDuckError(error, session.options)
  } finally {
    session.disconnect(writer)
  }
}

async function fillVerdicts(
  session: DuckSession,
  writer: DuckDBConnection,
  task: NormaliseTask,
  first: number,
  last: number,
) {
  const appender = await writer.createAppender('verdicts')
  const types: ColumnType[] = ['BIGINT', ...VERDICT_FIELDS.map(({ type }) => (type === 'LIST' ? 'VARCHAR' : type))]
  const fields = ['count', ...task.keyColumns]
  const columns = ['input_id', ...fields].map(identifier).join(', ')
  const result = await session.stream(
    `SELECT ${columns} FROM read_parquet(${literal(task.distinct)}) WHERE input_id BETWEEN ${first} AND ${last}`,
  )
  let done = first - 1
  const append = (ids: readonly bigint[], verdicts: VerdictColumns) => {
    const output = emptyChunk(types)
    output.setColumns([ids, ...verdicts])
    appender.appendDataChunk(output)
    done += ids.length
    task.progress(done, task.inputs)
  }
  // Chunks come back from the workers in any order; the part is put in order of `input_id` when it is written.
  const away: Promise<void>[] = []
  try {
    for (
      let chunk = await result.fetchChunk();
      chunk !== null && chunk.rowCount > 0;
      chunk = await result.fetchChunk()
    ) {
      task.signal.throwIfAborted()
      const [ids, ...cells] = chunk.getColumns()
      const inputs: InputChunk = { fields, cells, rows: chunk.rowCount }
      const elsewhere = task.workers?.take(inputs)
      if (elsewhere === undefined) append(ids as bigint[], verdictColumns(task.verdicts, inputs))
      else away.push(elsewhere.then((verdicts) => append(ids as bigint[], verdicts)))
    }
  } finally {
    // Nothing is appended after this function has left, whatever made it leave.
    await Promise.allSettled(away)
  }
  await Promise.all(away)
  appender.flushSync()
  appender.closeSync()
}
