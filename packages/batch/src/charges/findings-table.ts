import { type ColumnType, emptyChunk } from '../duck/duckdb.ts'
import type { DuckSession } from '../duck/session.ts'
import type { ShapeFinding } from './judge-shapes.ts'

/** What was found of one shape. */
export interface FoundOfShape extends ShapeFinding {
  readonly shape: number
}

const COLUMNS: readonly {
  readonly name: string
  readonly type: ColumnType
  /** Long texts that many sessions share. */
  readonly long?: true
  readonly cell: (found: FoundOfShape) => string | bigint | boolean
}[] = [
  { name: 'shape_id', type: 'BIGINT', cell: (f) => BigInt(f.shape) },
  { name: 'kind', type: 'VARCHAR', cell: (f) => f.kind },
  { name: 'type', type: 'VARCHAR', cell: (f) => f.type },
  { name: 'certainty', type: 'VARCHAR', cell: (f) => f.certainty },
  { name: 'warning', type: 'BOOLEAN', cell: (f) => f.warning },
  { name: 'stake_cents', type: 'BIGINT', cell: (f) => BigInt(f.stakeCents) },
  { name: 'price_codes', type: 'VARCHAR', long: true, cell: (f) => f.priceCodes.join('+') },
  { name: 'text', type: 'VARCHAR', long: true, cell: (f) => f.text },
  { name: 'evidence', type: 'VARCHAR', long: true, cell: (f) => f.evidence },
]

const CHUNK = 2048

/** Every row group of a file repeats the dictionary: beyond this many texts they are cheaper written out. */
const DICTIONARY = 20_000

/** Puts what was found of the shapes into the table `findings`, its long texts as dictionaries. */
export async function fillFindings(session: DuckSession, found: readonly FoundOfShape[]): Promise<void> {
  await session.run(
    `CREATE OR REPLACE TEMP TABLE found (${COLUMNS.map(({ name, type }) => `${name} ${type}`).join(', ')})`,
  )
  const appender = await session.main.createAppender('found')
  for (let start = 0; start < found.length; start += CHUNK) {
    const slice = found.slice(start, start + CHUNK)
    const chunk = emptyChunk(COLUMNS.map(({ type }) => type))
    chunk.setColumns(COLUMNS.map(({ cell }) => slice.map(cell)))
    appender.appendDataChunk(chunk)
  }
  appender.flushSync()
  appender.closeSync()
  const cells = await Promise.all(COLUMNS.map(({ name, long }) => (long ? dictionaryOf(session, name) : name)))
  await session.run(`CREATE OR REPLACE TEMP TABLE findings AS SELECT ${cells.join(', ')} FROM found`)
}

async function dictionaryOf(session: DuckSession, name: string): Promise<string> {
  const { texts } = await session.row<{ texts: number }>(`SELECT count(DISTINCT ${name}) AS texts FROM found`)
  if (texts === 0 || texts > DICTIONARY) return name
  await session.run(`CREATE TYPE found_${name} AS ENUM (SELECT DISTINCT ${name} FROM found)`)
  return `${name}::found_${name} AS ${name}`
}
