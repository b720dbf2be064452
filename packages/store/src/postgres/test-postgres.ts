import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbeddedPostgres } from './embedded-postgres.ts'

/** A database for one test (or one test file); nothing of it stays behind after `drop`. */
export interface TestDatabase {
  readonly url: string
  drop(): Promise<void>
}

export interface TestPostgres {
  /** A new database, copied from the template that `prepare` filled (or empty without it). */
  database(): Promise<TestDatabase>
  /** Drops what was made and, where we started it, stops the server and removes its folder. */
  stop(): Promise<void>
}

export interface TestPostgresOptions {
  /** Fills the template once, e.g. with the migrations; each database is a copy of it (about 60 ms). */
  readonly prepare?: (url: string) => Promise<void>
  /** `true` keeps fsync on: for figures and crash tests only. */
  readonly durable?: boolean
}

/**
 * Real PostgreSQL for tests: the server at `TEST_PG_URL` (a user who may create databases), else the embedded
 * binaries in a temporary folder. Call once per test file, `stop` in its `afterAll`.
 */
export async function startTestPostgres(options: TestPostgresOptions = {}): Promise<TestPostgres> {
  const served = process.env.TEST_PG_URL
  if (served) return harness(served, served, options, () => Promise.resolve())
  const folder = await mkdtemp(join(tmpdir(), 'yingma-test-'))
  await chmod(folder, 0o711)
  const started = await startEmbeddedPostgres(folder, { durable: options.durable ?? false, maxConnections: 100 })
  if (!started.ok) {
    await rm(folder, { recursive: true, force: true })
    throw new Error(`no PostgreSQL for tests: ${JSON.stringify(started.problem)}`)
  }
  const { postgres } = started
  return harness(postgres.superuserUrl, postgres.url, options, async () => {
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  })
}

async function harness(
  adminUrl: string,
  ownerUrl: string,
  options: TestPostgresOptions,
  shutDown: () => Promise<void>,
): Promise<TestPostgres> {
  const owner = decodeURIComponent(new URL(ownerUrl).username)
  const live = new Set<string>()
  const create = async (template: string | undefined): Promise<string> => {
    const name = `yingma_test_${randomBytes(6).toString('hex')}`
    const from = template === undefined ? '' : ` TEMPLATE ${template}`
    await execute(adminUrl, `CREATE DATABASE ${name}${owner === '' ? '' : ` OWNER "${owner}"`}${from}`)
    live.add(name)
    return name
  }
  const drop = async (name: string): Promise<void> => {
    if (!live.delete(name)) return
    await execute(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  }
  let template: string | undefined
  if (options.prepare) {
    template = await create(undefined)
    await options.prepare(withDatabase(ownerUrl, template))
  }
  return {
    database: async () => {
      const name = await create(template)
      return { url: withDatabase(ownerUrl, name), drop: () => drop(name) }
    },
    stop: async () => {
      for (const name of [...live]) await drop(name)
      await shutDown()
    },
  }
}

/** The same connection string with another database. */
function withDatabase(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.toString()
}

async function execute(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
