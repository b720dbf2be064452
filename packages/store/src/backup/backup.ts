import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { to as copyTo } from 'pg-copy-streams'
import { knownMigrations } from '../store/migrate.ts'
import type { Store } from '../store/open-store.ts'
import { TABLES } from './tables.ts'

export interface BackupReport {
  readonly file: string
  readonly tables: number
  readonly rows: number
  readonly bytes: number
  readonly sha256: string
}

/** First line of a backup, so that a reader knows what it holds before it reads on. */
export const BACKUP_FORMAT = 'yingma-backup-1'

/**
 * Writes the whole registry into one file while it goes on working: a single snapshot (REPEATABLE READ), the tables as
 * COPY text, compressed, with a checksum at the end. Written beside and renamed, so a broken run leaves no half file.
 */
export async function backup(store: Store, file: string): Promise<BackupReport> {
  const draft = `${file}.part`
  const gzip = createGzip({ level: 6 })
  const output = createWriteStream(draft, { mode: 0o600 })
  const written = pipeline(gzip, output)
  // A failed write surfaces where `written` is awaited; until then it must not end the process.
  written.catch(() => undefined)
  const hash = createHash('sha256')
  const write = async (chunk: Buffer | string): Promise<void> => {
    hash.update(chunk)
    if (!gzip.write(chunk)) await Promise.race([once(gzip, 'drain'), written])
  }
  let rows = 0
  try {
    await store.snapshot(async ({ client }) => {
      await write(`${JSON.stringify({ format: BACKUP_FORMAT, migrations: await knownMigrations(), tables: TABLES })}\n`)
      for (const table of TABLES) {
        const columns = await columnsOf(client, table)
        await write(`${JSON.stringify({ table, columns })}\n`)
        const copy = client.query(copyTo(`COPY ${table} (${columns.join(', ')}) TO STDOUT`))
        for await (const chunk of copy) await write(chunk as Buffer)
        rows += copy.rowCount
        await write('\\.\n')
      }
    })
    const sha256 = hash.digest('hex')
    gzip.end(`${JSON.stringify({ sha256, rows })}\n`)
    await written
    await flush(draft)
    await rename(draft, file)
    return { file, tables: TABLES.length, rows, bytes: output.bytesWritten, sha256 }
  } catch (error) {
    gzip.destroy()
    await rm(draft, { force: true })
    throw error
  }
}

async function columnsOf(
  client: { query(text: string, values: unknown[]): Promise<{ rows: unknown[] }> },
  table: string,
) {
  const { rows } = await client.query(
    `SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1
       AND is_generated = 'NEVER' ORDER BY ordinal_position`,
    [table],
  )
  return (rows as { column_name: string }[]).map((row) => `"${row.column_name}"`)
}

async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Splits a byte stream into lines without decoding it: COPY text never holds a raw line feed inside a row. */
export function lines(): Transform {
  let rest = Buffer.alloc(0)
  return new Transform({
    readableObjectMode: true,
    transform(chunk: Buffer, _encoding, callback) {
      let from = 0
      const all = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
      for (let at = all.indexOf(10); at >= 0; at = all.indexOf(10, from)) {
        this.push(all.subarray(from, at + 1))
        from = at + 1
      }
      rest = Buffer.from(all.subarray(from))
      callback()
    },
    flush(callback) {
      if (rest.length > 0) this.push(rest)
      callback()
    },
  })
}
