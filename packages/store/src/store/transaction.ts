import pg from 'pg'

/** Who acts. RLS shows what this user may see; `institutionId` narrows it further (an API key bound to one). */
export interface Actor {
  readonly userId: string
  readonly institutionId?: string
}

/** One open transaction: every statement inside is committed together or not at all. */
export interface Transaction {
  /** Runs one statement with bound parameters; values never enter the text. */
  rows<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>
  /** The one row that the statement must give, or `undefined`. */
  row<Row>(text: string, values?: readonly unknown[]): Promise<Row | undefined>
  /** For COPY and the job queue, which need the connection itself. */
  readonly client: pg.PoolClient
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
/** Deadlock and serialisation failure: the database undid the transaction whole, so it may be run again. */
const RETRYABLE = new Set(['40P01', '40001'])
const ATTEMPTS = 4

/** The statement that opens a transaction in the tenant role for `actor`; one round trip. */
export function tenantBegin(actor: Actor, readOnly: boolean): string {
  for (const id of [actor.userId, actor.institutionId ?? actor.userId]) {
    if (!UUID.test(id)) throw new Error('an actor is named by a UUID')
  }
  return `BEGIN${readOnly ? ' READ ONLY' : ''}; SELECT set_config('yingma.actor', '${actor.userId}', true), set_config('yingma.institution', '${actor.institutionId ?? ''}', true), set_config('role', 'yingma_tenant', true)`
}

/** The statement that opens a transaction of the registry itself; `userId` is who the audit names. */
export function systemBegin(userId: string | undefined): string {
  if (userId !== undefined && !UUID.test(userId)) throw new Error('an actor is named by a UUID')
  return `BEGIN; SELECT set_config('yingma.actor', '${userId ?? ''}', true)`
}

/** Runs `work` between `begin` and COMMIT; rolls back on a throw; runs again when the database says it was a deadlock. */
export async function runTransaction<T>(
  pool: pg.Pool,
  begin: string,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const client = await pool.connect()
    let broken: Error | undefined
    try {
      await client.query(begin)
      const result = await work(asTransaction(client))
      await client.query('COMMIT')
      return result
    } catch (error) {
      broken = await rollBack(client)
      if (attempt < ATTEMPTS && RETRYABLE.has((error as { code?: string }).code ?? '')) continue
      throw error
    } finally {
      client.release(broken)
    }
  }
}

/** Lets the registry itself do `work` inside a tenant's transaction, which goes on as the tenant's; a throw leaves it to be rolled back. */
export async function asRegistryWithin<T>(transaction: Transaction, work: () => Promise<T>): Promise<T> {
  const before = await transaction.row<{ role: string }>("SELECT current_setting('role') AS role")
  await transaction.rows("SELECT set_config('role', 'none', true)")
  const done = await work()
  await transaction.rows("SELECT set_config('role', $1, true)", [before!.role])
  return done
}

async function rollBack(client: pg.PoolClient): Promise<Error | undefined> {
  try {
    await client.query('ROLLBACK')
    return undefined
  } catch (error) {
    // The connection is gone, and the transaction with it: the pool must not hand it out again.
    return error as Error
  }
}

function asTransaction(client: pg.PoolClient): Transaction {
  const rows = async <Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> =>
    (await client.query(text, values as unknown[])).rows as Row[]
  return {
    rows,
    row: async <Row>(text: string, values?: readonly unknown[]) => (await rows<Row>(text, values))[0],
    client,
  }
}

/** Column types as this project holds them: 64-bit counts as numbers (below 2^53), dates as `YYYY-MM-DD`, moments as ISO 8601. */
export const COLUMN_TYPES: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format: 'text' | 'binary') => {
    if (oid === 20) return Number
    if (oid === 1082) return String
    if (oid === 1184) return (value: string) => new Date(value).toISOString()
    return pg.types.getTypeParser(oid, format)
  }) as pg.CustomTypesConfig['getTypeParser'],
}
