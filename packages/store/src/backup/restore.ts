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
 * Reads a backup into an empty registry, in one transaction: all of it or nothing. The checksum is verified before
 * anything is committed. Open sessions and unused links are not brought back to life.
 */
export async function restore(store: Store, file: string): Promise<Result<RestoreReport>> {
  return await asResult(() =>
    store.asRegistry(undefined, async ({ client }) => {
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
    }),
  )
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
  const hash = createHash('sha256')
  const iterator = guarded(source)[Symbol.asyncIterator]()
  const next = async (): Promise<Buffer> => {
    const { value, done } = await iterator.next()
    if (done) throw new Refusal({ code: 'backup-unreadable', what: 'truncated' })
    return value as Buffer
  }
  const header = parse<{ format?: string; migrations?: number; tables?: string[] }>(await next(), hash)
  if (header.format !== BACKUP_FORMAT || !Array.isArray(header.tables)) {
    throw new Refusal({ code: 'backup-unreadable', what: 'format' })
  }
  const known = await knownMigrations()
  if ((header.migrations ?? 0) > known) {
    throw new Refusal({ code: 'backup-newer', migrations: header.migrations ?? 0, known })
  }
  let rows = 0
  for (const table of header.tables) {
    const head = parse<{ table?: string; columns?: string[] }>(await next(), hash)
    const columns = head.columns ?? []
    if (
      head.table !== table ||
      !(TABLES as readonly string[]).includes(table) ||
      !columns.every((name) => /^"[a-z_]+"$/.test(name))
    ) {
      throw new Refusal({ code: 'backup-unreadable', what: 'format' })
    }
    const copy = client.query(copyFrom(`COPY ${table} (${columns.join(', ')}) FROM STDIN`))
    const end = finished(copy)
    end.catch(() => undefined)
    for (let line = await next(); !line.equals(END_OF_COPY); line = await next()) {
      hash.update(line)
      if (!copy.write(line)) await Promise.race([once(copy, 'drain'), end])
    }
    hash.update(END_OF_COPY)
    copy.end()
    await end
    rows += copy.rowCount
  }
  const digest = hash.digest('hex')
  const trailer = JSON.parse((await next()).toString('utf8')) as { sha256?: string }
  if (trailer.sha256 !== digest) throw new Refusal({ code: 'backup-unreadable', what: 'digest' })
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

function parse<T>(line: Buffer, hash: { update(chunk: Buffer): unknown }): T {
  hash.update(line)
  try {
    return JSON.parse(line.toString('utf8')) as T
  } catch (error) {
    if (error instanceof SyntaxError) throw new Refusal({ code: 'backup-unreadable', what: 'format' })
    throw error
  }
}
