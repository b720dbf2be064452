import pg from 'pg'
import { attachPostgres } from '../postgres/attach-postgres.ts'
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
  /** Where another process serves the folder already, work beside it instead of refusing; default `false`. */
  readonly attach?: boolean
  /** `false` refuses a folder that holds no registry instead of making an empty one; default `true`. */
  readonly create?: boolean
}

export type StoreResult =
  | { readonly ok: true; readonly store: Store }
  | {
      readonly ok: false
      readonly problem: EmbeddedProblem | { readonly code: 'store-unreachable'; readonly cause: string }
    }

/** Opens the registry, starting PostgreSQL where it is ours, and brings its schema up to date. */
export async function openStore(place: StorePlace, options: StoreOptions = {}): Promise<StoreResult> {
  const found = await locate(place, options)
  if (!found.ok) return found
  const { url, embedded } = found
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

type Located =
  | { readonly ok: true; readonly url: string; readonly embedded?: EmbeddedPostgres }
  | { readonly ok: false; readonly problem: EmbeddedProblem }

/** Where to connect to, after starting PostgreSQL where it is ours and nobody else has done so. */
async function locate(place: StorePlace, { attach = false, create = true }: StoreOptions): Promise<Located> {
  if ('databaseUrl' in place) return { ok: true, url: place.databaseUrl }
  const started = await startEmbeddedPostgres(place.folder, { create })
  if (started.ok) return { ok: true, url: started.postgres.url, embedded: started.postgres }
  if (!attach || started.problem.code !== 'store-folder-in-use') return started
  const url = await attachPostgres(place.folder)
  return url === undefined ? started : { ok: true, url }
}

/** Network trouble, a refused password or a missing database: the operator's to repair, not a bug. */
function isUnreachable(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? ''
  return /^(E[A-Z]+|08...|28...|3D000|57P0.)$/.test(code)
}
