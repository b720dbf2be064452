import { createWriteStream, rmSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { isDiskFull } from '../disk-full.ts'
import { identifier } from '../duck/quote.ts'
import { ProblemError } from '../problem.ts'
import { splitTable, withoutPassword } from './address.ts'
import { stageDelimitedText } from './delimited-text.ts'
import type { SourceKind, StageContext } from './source.ts'

/**
 * A table or view of a PostgreSQL database: `postgres://user:password@host/database?table=schema.table`. One COPY takes
 * it over as it stands at that moment; later changes do not reach the run.
 */
export const postgres: SourceKind = {
  kind: 'postgres',
  endings: [],
  schemes: ['postgres://', 'postgresql://'],
  open: (address) => ({ stage: (context) => stageTable(address, context) }),
}

async function stageTable(address: string, context: StageContext): Promise<readonly string[]> {
  const { server, table } = splitTable(address)
  if (table === null)
    throw new ProblemError({ code: 'batch.input-unknown-kind', input: `${withoutPassword(address)} (?table=)` })
  const text = `${context.target}.csv`
  try {
    await copyOut(server, table, text)
    return await stageDelimitedText(text, { ...context, encoding: 'utf-8' })
  } finally {
    rmSync(text, { force: true })
  }
}

async function copyOut(server: string, table: string, file: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  // A server that goes away while nothing is asked of it says so here; the running COPY fails by itself.
  client.on('error', () => undefined)
  let connected = false
  try {
    await client.connect()
    connected = true
    await client.query("SET client_encoding = 'UTF8'")
    const name = table.split('.').map(identifier).join('.')
    await pipeline(
      client.query(copyTo(`COPY (SELECT * FROM ${name}) TO STDOUT (FORMAT csv, HEADER true)`)),
      createWriteStream(file),
    )
  } catch (error) {
    throw explain(error, withoutPassword(server), table, connected)
  } finally {
    await client.end().catch(() => undefined)
  }
}

function explain(error: unknown, server: string, table: string, connected: boolean): unknown {
  if (!(error instanceof Error)) return error
  const code = (error as { code?: string }).code
  if (code === '42P01') return new ProblemError({ code: 'batch.table-missing', server, table }, error)
  if (isDiskFull(code)) return new ProblemError({ code: 'batch.disk-full', folder: '' }, error)
  const reason = error.message.split('\n')[0] ?? ''
  return new ProblemError(
    { code: connected ? 'batch.connection-lost' : 'batch.connection-failed', server, reason },
    error,
  )
}
