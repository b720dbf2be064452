import pg from 'pg'
import { type EmbeddedPostgres, type EmbeddedProblem, startEmbeddedPostgres } from '../postgres/embedded-postgres.ts'
import { migrateDatabase } from './migrate.ts'
import { type Actor, COLUMN_TYPES, runTransaction, systemBegin, type Transaction, tenantBegin } from './transaction.ts'

/** Where the registry lives: real PostgreSQL in a folder of ours, or a server. */
export type StorePlace = { readonly folder: string } | { readonly databaseUrl: string }

/** The open registry. Same code for both places. */
export interface Store {
  /** Connection string of the database: for the job queue and for backups. */
  readonly url: string
  readonly pool: pg.Pool
  /** Writes as `actor` under row-level security. */
  asTenant<T>(actor: Actor, work: (transaction: Transaction) => Promise<T>): Promise<T>
  /** Reads as `actor` under row-level security. */
  readAsTenant<T>(actor: Actor, work: (transaction: Transaction) => Promise<T>): Promise<T>
  /**
   * Acts as the registry itself, past the tenant boundary: sign-in, job control, administration, backup. `userId` is
   * whom the audit names.
   */
  asRegistry<T>(userId: string | undefined, work: (transaction: Transaction) => Promise<T>): Promise<T>
  /** Reads everything as of one moment while others go on writing: backups and the verification of the audit. */
  snapshot<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>
  /** Waits for open connections to come back, then stops an embedded server cleanly. */
  close(): Promise<void>
}

export interface StoreOptions {
  /** Connections held at most; default 10. */
  readonly connections?: number
}

export type StoreResult =
  | { readonly ok: true; readonly store: Store }
  | {
      readonly ok: false
      readonly problem: EmbeddedProblem | { readonly code: 'store-unreachable'; readonly cause: string }
    }

/** Opens the registry, starting PostgreSQL where it is ours, and brings its schema up to date. */
export async function openStore(place: StorePlace, options: StoreOptions = {}): Promise<StoreResult> {
  let embedded: EmbeddedPostgres | undefined
  if ('folder' in place) {
    const started = await startEmbeddedPostgres(place.folder)
    if (!started.ok) return started
    embedded = started.postgres
  }
  const url = embedded?.url ?? (place as { databaseUrl: string }).databaseUrl
  const pool = new pg.Pool({ connectionString: url, max: options.connections ?? 10, types: COLUMN_TYPES })
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined)
  const close = async (): Promise<void> => {
    await pool.end()
    await embedded?.stop()
  }
  try {
    const client = await pool.connect()
    try {
      await migrateDatabase(client)
    } finally {
      client.release()
    }
  } catch (error) {
    await close()
    if (isUnreachable(error))
      return { ok: false, problem: { code: 'store-unreachable', cause: (error as Error).message } }
    throw error
  }
  const store: Store = {
    url,
    pool,
    asTenant: (actor, work) => runTransaction(pool, tenantBegin(actor, false), work),
    readAsTenant: (actor, work) => runTransaction(pool, tenantBegin(actor, true), work),
    asRegistry: (userId, work) => runTransaction(pool, systemBegin(userId), work),
    snapshot: (work) => runTransaction(pool, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', work),
    close,
  }
  return { ok: true, store }
}

/** Network trouble, a refused password or a missing database: the operator's to repair, not a bug. */
function isUnreachable(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? ''
  return /^(E[A-Z]+|08...|28...|3D000|57P0.)$/.test(code)
}
