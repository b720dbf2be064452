import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { literal } from '../duck/quote.ts'
import { DuckSession } from '../duck/session.ts'

/** Small Parquet files as objects, for tests. */
export function readParquet(path: string, rest = ''): Promise<readonly Record<string, unknown>[]> {
  return query(`SELECT * FROM read_parquet(${literal(path)}) ${rest}`)
}

/** Rows of any statement, for tests. */
export async function query(sql: string): Promise<readonly Record<string, unknown>[]> {
  const session = await DuckSession.open({ memory: 300e6, threads: 1, spill: join(tmpdir(), `spill-${process.pid}`) })
  try {
    return await session.rows(sql)
  } finally {
    session.close()
  }
}
