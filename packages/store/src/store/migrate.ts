import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'

/** The committed migrations, in order. */
const MIGRATIONS_FOLDER = fileURLToPath(new URL('../../migrations', import.meta.url))

/** Any fixed number: two processes that start on one database migrate one after the other. */
const MIGRATION_LOCK = 7_204_101_100

/** Brings the database to the newest schema; nothing happens when it is there already. */
export async function migrateDatabase(client: pg.Client | pg.PoolClient, folder = MIGRATIONS_FOLDER): Promise<void> {
  await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK])
  try {
    if (await isNewest(client, folder)) return
    // Loading them takes as long as the rest of a start, and most starts have nothing to do.
    const { drizzle } = await import('drizzle-orm/node-postgres')
    const { migrate } = await import('drizzle-orm/node-postgres/migrator')
    await migrate(drizzle(client), {
      migrationsFolder: folder,
      migrationsSchema: 'public',
      migrationsTable: 'schema_migrations',
    })
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK])
  }
}

/** How many migrations the code knows. */
export async function knownMigrations(folder = MIGRATIONS_FOLDER): Promise<number> {
  return (await readJournal(folder)).length
}

/** Whether the last migration that the code knows was the last one run. */
async function isNewest(client: pg.Client | pg.PoolClient, folder: string): Promise<boolean> {
  const { rows } = await client.query("SELECT to_regclass('public.schema_migrations') IS NOT NULL AS there")
  if (!(rows[0] as { there: boolean }).there) return false
  const run = await client.query('SELECT max(created_at)::text AS at FROM public.schema_migrations')
  return (run.rows[0] as { at: string | null }).at === String((await readJournal(folder)).at(-1)?.when)
}

async function readJournal(folder: string): Promise<readonly { readonly when: number }[]> {
  const text = await readFile(join(folder, 'meta', '_journal.json'), 'utf8')
  return (JSON.parse(text) as { entries: { when: number }[] }).entries
}
