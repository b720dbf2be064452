import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { asResult, Refusal, type Result } from '../problems/store-problem.ts'
import { knownMigrations } from '../store/migrate.ts'
import type { Store } from '../store/open-store.ts'
import { BACKUP_FORMAT, lines } from './backup.ts'
import { TABLES } from './tables.ts'

export interface RestoreReport {
  readonly tables: number
  readonly rows: number
}

/**
 * Reads a backup into an empty registry, in one transaction: all of it or nothing. The file is read twice: its checksum
 * is verified before the database sees any of it. Open sessions and unused links are not brought back to life.
 */
export async function restore(store: Store, file: string): Promise<Result<RestoreReport>> {
  return await asResult(async () => {
    await verifyFile(file)
    return await store.asRegistry(undefined, async ({ client }) => {
      const filled = await client.query('SELECT 1 FROM users UNION ALL SELECT 1 FROM institutions LIMIT 1')
      if (filled.rowCount !== 0) throw new Refusal({ code: 'restore-target-not-empty' })
      await triggers(client, 'DISABLE')
      for (const table of ['audit', 'edition_items', 'editions']) await client.query(`DELETE FROM ${table}`)
      const report = await readTables(client, readLines(file))
      await client.query('DELETE FROM sessions')
      await client.query('DELETE FROM one_time_links')
      await triggers(client, 'ENABLE')
      await client.query("SELECT append_audit(NULL, 'registry.restore', ARRAY['registry'], ARRAY[$1::text])", [
        JSON.stringify(report),
      ])
      return report
    })
  })
}

/** Refuses a file that is no backup, is cut short, or whose content does not match the checksum on its last line. */
async function verifyFile(file: string): Promise<void> {
  const hash = createHash('sha256')
  let last: Buffer | undefined
  for await (const line of guarded(readLines(file))) {
    if (last === undefined) parseHeader(line)
    else hash.update(last)
    last = line
  }
  const trailer = last === undefined ? {} : parse<{ sha256?: string }>(last, 'truncated')
  if (trailer.sha256 === undefined) throw new Refusal({ code: 'backup-unreadable', what: 'truncated' })
  if (trailer.sha256 !== hash.digest('hex')) throw new Refusal({ code: 'backup-unreadable', what: 'digest' })
}

interface Header {
  readonly migrations: number
  readonly tables: readonly string[]
}

function parseHeader(line: Buffer): Header {
  const header = parse<Partial<Header> & { format?: string }>(line, 'format')
  const { format, tables, migrations } = header
  if (format !== BACKUP_FORMAT || !Array.isArray(tables) || typeof migrations !== 'number') {
    throw new Refusal({ code: 'backup-unreadable', what: 'format' })
  }
  return { tables, migrations }
}

/** History is loaded as it was: the triggers that would write it anew rest meanwhile, inside this transaction only. */
async function triggers(client: pg.PoolClient, action: 'ENABLE' | 'DISABLE'): Promise<void> {
  for (const table of TABLES) await client.query(`ALTER TABLE ${table} ${action} TRIGGER USER`)
}

function readLines(file: string): AsyncIterable<Buffer> {
  const source = createReadStream(file)
  const gunzip = createGunzip()
  const split = lines()
  source.on('error', (error) => gunzip.destroy(error))
  gunzip.on('error', (error) => split.destroy(error))
  return source.pipe(gunzip).pipe(split) as Readable as AsyncIterable<Buffer>
}

async function readTables(client: pg.PoolClient, source: AsyncIterable<Buffer>): Promise<RestoreReport> {
  const iterator = guarded(source)[Symbol.asyncIterator]()
  const next = async (): Promise<Buffer> => {
    const { value, done } = await iterator.next()
    if (done) throw new Refusal({ code: 'backup-unreadable', what: 'truncated' })
    return value as Buffer
  }
  const header = parseHeader(await next())
  const known = await knownMigrations()
  if (header.migrations > known) throw new Refusal({ code: 'backup-newer', migrations: header.migrations, known })
  let rows = 0
  for (const table of header.tables) {
    const { table: named, columns = [] } = parse<{ table?: string; columns?: string[] }>(await next(), 'format')
    const isKnown = named === table && (TABLES as readonly string[]).includes(table)
    if (!isKnown || !columns.every((name) => /^"[a-z_]+"$/.test(name))) {
      throw new Refusal({ code: 'backup-unreadable', what: 'format' })
    }
    const copy = client.query(copyFrom(`COPY ${table} (${columns.join(', ')}) FROM STDIN`))
    const end = finished(copy)
    // Awaited below; until then a failure must not end the process.
    end.catch(() => undefined)
    try {
      for (let line = await next(); !line.equals(END_OF_COPY); line = await next()) {
        if (!copy.write(line)) await Promise.race([once(copy, 'drain'), end])
      }
    } catch (error) {
      // The server waits for the rest of the rows: it must be told that none will come before anything else is said.
      copy.destroy(error as Error)
      await Promise.allSettled([end])
      throw error
    }
    copy.end()
    await end
    rows += copy.rowCount
  }
  return { tables: header.tables.length, rows }
}

const END_OF_COPY = Buffer.from('\\.\n')

/** Broken compression is the file's fault and said so; anything else stays what it is. */
async function* guarded(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* source
  } catch (error) {
    const code = (error as { code?: string }).code ?? ''
    if (code === 'Z_BUF_ERROR') throw new Refusal({ code: 'backup-unreadable', what: 'truncated' })
    if (code.startsWith('Z_')) throw new Refusal({ code: 'backup-unreadable', what: 'format' })
    throw error
  }
}

function parse<T>(line: Buffer, what: 'format' | 'truncated'): T {
  try {
    return JSON.parse(line.toString('utf8')) as T
  } catch (error) {
    if (error instanceof SyntaxError) throw new Refusal({ code: 'backup-unreadable', what })
    throw error
  }
}
