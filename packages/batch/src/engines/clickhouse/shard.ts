import { createReadStream, createWriteStream } from 'node:fs'
import { finished, pipeline } from 'node:stream/promises'
import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client'
import { isDiskFull } from '../../disk-full.ts'
import { ProblemError } from '../../problem.ts'

/** `clickhouse://user:password@host:8123,host2:8123/database`: all hosts hold shards of the same tables. */
export interface ClickHouseAddress {
  readonly hosts: readonly string[]
  readonly user: string
  readonly password: string
  readonly database: string
}

/** Reads an address; several hosts are separated by commas, the HTTP port is 8123 where none is given. */
export function parseClickHouseAddress(text: string): ClickHouseAddress {
  const match = /^clickhouse:\/\/(?:([^:@/]*)(?::([^@/]*))?@)?([^/?]+)(?:\/([^?]*))?$/u.exec(text)
  if (match === null) throw new ProblemError({ code: 'batch.bad-option', option: '--engine', value: text })
  const [, user = '', password = '', hosts = '', database = ''] = match
  return {
    hosts: hosts.split(',').map((host) => (/:\d+$/u.test(host) ? host : `${host}:8123`)),
    user: decodeURIComponent(user) || 'default',
    password: decodeURIComponent(password),
    database: decodeURIComponent(database) || 'default',
  }
}

/** A statement over a nation's table may take hours; the connection must not give up before the server does. */
const PATIENCE_MS = 24 * 3600 * 1000

/** One server and what we ask of it. Every failure becomes a problem that names the server. */
export class Shard {
  readonly host: string
  readonly #client: ClickHouseClient
  #abort = new AbortController()

  constructor(host: string, address: ClickHouseAddress) {
    this.host = host
    this.#client = createClient({
      url: `http://${host}`,
      username: address.user,
      password: address.password,
      database: address.database,
      request_timeout: PATIENCE_MS,
      compression: { request: false, response: false },
      log: { level: ClickHouseLogLevel.OFF },
    })
  }

  /** Runs a statement without a result. */
  async run(sql: string): Promise<void> {
    await this.#explained(() => this.#client.command({ query: sql, abort_signal: this.#abort.signal }))
  }

  /** Rows of a small result; 64-bit integers come as text, as the server sends them. */
  rows<T>(sql: string): Promise<readonly T[]> {
    return this.#explained(async () => {
      const result = await this.#client.query({ query: sql, format: 'JSON', abort_signal: this.#abort.signal })
      return (await result.json<T>()).data as readonly T[]
    })
  }

  /** Writes a result as CSV, however large. */
  async toCsv(sql: string, file: string, format: 'CSV' | 'CSVWithNames' = 'CSV'): Promise<void> {
    await this.#explained(async () => {
      const { stream } = await this.#client.exec({ query: `${sql} FORMAT ${format}`, abort_signal: this.#abort.signal })
      await pipeline(stream, createWriteStream(file))
    })
  }

  /** Fills a table from a file with one JSON object per line. */
  async insertJson(table: string, file: string): Promise<void> {
    await this.#explained(async () => {
      const { stream } = await this.#client.exec({
        query: `INSERT INTO ${table} FORMAT JSONEachRow`,
        values: createReadStream(file),
        abort_signal: this.#abort.signal,
      })
      stream.resume()
      await finished(stream)
    })
  }

  interrupt(): void {
    this.#abort.abort()
    this.#abort = new AbortController()
  }

  async close(): Promise<void> {
    await this.#client.close()
  }

  async #explained<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      throw explain(error, this.host)
    }
  }
}

function explain(error: unknown, server: string): unknown {
  if (error instanceof ProblemError || !(error instanceof Error)) return error
  const code = (error as NodeJS.ErrnoException).code
  const reason = (error.message.split('\n')[0] ?? '').slice(0, 400)
  if (isDiskFull(code)) return new ProblemError({ code: 'batch.disk-full', folder: '' }, error)
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'EHOSTUNREACH')
    return new ProblemError({ code: 'batch.connection-failed', server, reason }, error)
  if (
    code === 'ECONNRESET' ||
    code === 'EPIPE' ||
    code === 'ERR_STREAM_PREMATURE_CLOSE' ||
    /socket hang up|aborted|terminated/iu.test(reason)
  ) {
    return new ProblemError({ code: 'batch.connection-lost', server, reason }, error)
  }
  return new ProblemError({ code: 'batch.engine-refused', engine: `clickhouse ${server}`, reason }, error)
}
