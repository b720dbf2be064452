import { existsSync } from 'node:fs'
import {
  BIGINT,
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  type DuckDBType,
  INTEGER,
  VARCHAR,
} from '@duckdb/node-api'
import type { Edition } from '@yingma/core'
import type { NormaliseInput, Normaliser } from '@yingma/normalise'
import { explainDuckError } from '../duck/explain-error.ts'
import { identifier, literal, literals } from '../duck/quote.ts'
import type { DuckSession } from '../duck/session.ts'
import { LIST_SEPARATOR, VERDICT_FIELDS, type VerdictRow, verdictRow } from './verdict-row.ts'
import { makeWhole, type WorkFolder } from './work-folder.ts'

/** Who gives the verdicts. Institutions in `ruled` have rules or decisions of their own. */
export interface Verdicts {
  readonly edition: Pick<Edition, 'byCode'>
  readonly ruled: readonly string[]
  /** Makes the normaliser ready; called while the engine groups the inputs, so that it costs no time of its own. */
  prepare?(): void
  /** The normaliser of an institution; of all others for the empty text. */
  normaliserFor(institution: string): Normaliser
}

export interface NormaliseTask {
  readonly distinct: string
  readonly inputs: number
  readonly keyColumns: readonly string[]
  readonly verdicts: Verdicts
  readonly work: WorkFolder
  readonly signal: AbortSignal
  readonly progress: (done: number, total: number) => void
}

/** Inputs per part. A part is a checkpoint: finished ones are not normalised again when a run continues. */
const PART = 131_072

const TYPES: Readonly<Record<string, DuckDBType>> = { VARCHAR, LIST: VARCHAR, DOUBLE, INTEGER }

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
  const fields = VERDICT_FIELDS.map((field) => `p.${field.name}`).join(', ')
  await makeWhole(mapping, (temporary) =>
    session.run(`COPY (SELECT d.*, ${fields} FROM read_parquet(${literal(task.distinct)}) d
      JOIN read_parquet(${literals(parts)}) p USING (input_id) ORDER BY input_id) TO ${literal(temporary)} (FORMAT parquet, COMPRESSION zstd)`),
  )
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
        ? `CASE WHEN ${name} = '' THEN []::VARCHAR[] ELSE string_split(${name}, ${literal(LIST_SEPARATOR)}) END AS ${name}`
        : name,
    )
    await makeWhole(file, async (temporary) => {
      await writer.run(
        `COPY (SELECT input_id, ${split.join(', ')} FROM verdicts) TO ${literal(temporary)} (FORMAT parquet, COMPRESSION snappy)`,
      )
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
  const types = [BIGINT, ...VERDICT_FIELDS.map(({ type }) => TYPES[type] as DuckDBType)]
  const names = ['input_id', 'count', ...task.keyColumns]
  const result = await session.stream(
    `SELECT ${names.map(identifier).join(', ')} FROM read_parquet(${literal(task.distinct)}) WHERE input_id BETWEEN ${first} AND ${last}`,
  )
  let done = first - 1
  for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    task.signal.throwIfAborted()
    const cells = chunk.getColumns()
    const verdicts: VerdictRow[] = []
    for (let row = 0; row < chunk.rowCount; row++) verdicts.push(verdictOf(task.verdicts, names, cells, row))
    const output = DuckDBDataChunk.create(types)
    const columns = VERDICT_FIELDS.map((_, column) => verdicts.map((verdict) => verdict[column] ?? null))
    output.setColumns([cells[0] as bigint[], ...columns])
    appender.appendDataChunk(output)
    done += verdicts.length
    task.progress(done, task.inputs)
  }
  appender.flushSync()
  appender.closeSync()
}

function verdictOf(
  verdicts: Verdicts,
  names: readonly string[],
  cells: ReadonlyArray<readonly unknown[]>,
  row: number,
): VerdictRow {
  const input: Record<string, unknown> = {}
  let institution = ''
  for (let column = 1; column < names.length; column++) {
    const name = names[column] as string
    const value = cells[column]?.[row]
    if (name === 'count') input.count = Number(value)
    else if (name === 'institution') institution = value as string
    // An empty cell says nothing: the normaliser is not told of it.
    else if (value !== '' || name === 'name') input[name] = value
  }
  return verdictRow(verdicts.normaliserFor(institution).normalise(input as unknown as NormaliseInput), verdicts.edition)
}
