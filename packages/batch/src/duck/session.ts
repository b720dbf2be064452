import { mkdirSync, rmSync } from 'node:fs'
import type { DuckDBConnection, DuckDBInstance, DuckDBResult, DuckDBValue } from '@duckdb/node-api'
import { duckdb } from './duckdb.ts'
import { explainDuckError } from './explain-error.ts'

export interface DuckOptions {
  /** What the whole process may use, in bytes; the engine gets the part that the program itself leaves. */
  readonly memory: number
  readonly threads: number
  /** Folder for what does not fit in memory; made and removed by the session. */
  readonly spill: string
}

/** Part of the limit that the engine manages itself; the rest is for buffers that it does not count. */
const MANAGED_SHARE = 0.85

/**
 * One embedded DuckDB with a memory limit and a spill folder. Statements run one after the other on `main`; a second
 * connection may be opened to write while the first one streams.
 */
export class DuckSession {
  readonly options: DuckOptions
  readonly #instance: DuckDBInstance
  readonly #connections: DuckDBConnection[] = []

  private constructor(options: DuckOptions, instance: DuckDBInstance) {
    this.options = options
    this.#instance = instance
  }

  /** Opens an in-memory database. No extension is ever fetched. */
  static async open(options: DuckOptions): Promise<DuckSession> {
    mkdirSync(options.spill, { recursive: true })
    const instance = await duckdb().DuckDBInstance.create(':memory:', {
      threads: String(options.threads),
      memory_limit: `${Math.floor((options.memory * MANAGED_SHARE) / 1e6)}MB`,
      temp_directory: options.spill,
      preserve_insertion_order: 'false',
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
    })
    const session = new DuckSession(options, instance)
    const main = await session.connect()
    await main.run('SET enable_progress_bar = true')
    await main.run('SET enable_progress_bar_print = false')
    return session
  }

  /** A further connection to the same database. */
  async connect(): Promise<DuckDBConnection> {
    const connection = await this.#instance.connect()
    this.#connections.push(connection)
    return connection
  }

  /** Closes a connection that `connect` opened. */
  disconnect(connection: DuckDBConnection): void {
    const index = this.#connections.indexOf(connection)
    if (index >= 0) this.#connections.splice(index, 1)
    connection.closeSync()
  }

  get main(): DuckDBConnection {
    const main = this.#connections[0]
    if (main === undefined) throw new Error('the session is closed')
    return main
  }

  /** Runs a statement whose result does not matter. */
  async run(sql: string): Promise<void> {
    await this.#explained(() => this.main.run(sql))
  }

  /** All rows of a small result; 64-bit integers become numbers. */
  async rows<T>(sql: string): Promise<readonly T[]> {
    const reader = await this.#explained(() => this.main.runAndReadAll(sql))
    return reader.getRowObjects().map((row) => plainRow(row) as T)
  }

  /** The only row of a result. */
  async row<T>(sql: string): Promise<T> {
    const [row] = await this.rows<T>(sql)
    if (row === undefined) throw new Error(`no row: ${sql}`)
    return row
  }

  /** A result read chunk by chunk, never held whole. */
  stream(sql: string): Promise<DuckDBResult> {
    return this.#explained(() => this.main.stream(sql))
  }

  /** Done share of the running statement, 0–1; null when none runs or the engine cannot say. */
  progress(): number | null {
    const percentage = this.#connections[0]?.progress.percentage ?? -1
    return percentage < 0 ? null : percentage / 100
  }

  interrupt(): void {
    for (const connection of this.#connections) connection.interrupt()
  }

  /** Closes the database and removes its spill folder. */
  close(): void {
    for (const connection of this.#connections.splice(0)) connection.closeSync()
    this.#instance.closeSync()
    rmSync(this.options.spill, { recursive: true, force: true })
  }

  async #explained<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      throw explainDuckError(error, this.options)
    }
  }
}

function plainRow(row: Record<string, DuckDBValue>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [key, plainValue(value)]))
}

/** Database values as plain JavaScript: bigint → number, list → array, date and time → ISO-like text. */
function plainValue(value: DuckDBValue): unknown {
  if (typeof value === 'bigint') return Number(value)
  if (value === null || typeof value !== 'object') return value
  if ('items' in value && Array.isArray(value.items)) return value.items.map((item) => plainValue(item as DuckDBValue))
  return value.toString()
}
