import { createRequire } from 'node:module'
import type { DuckDBDataChunk } from '@duckdb/node-api'

type DuckDb = typeof import('@duckdb/node-api')

/** Types of columns that are written in chunks, as SQL names them. */
export type ColumnType = 'BIGINT' | 'BOOLEAN' | 'DOUBLE' | 'INTEGER' | 'VARCHAR'

let loaded: DuckDb | undefined

/** The engine, loaded when it is first needed: it takes some 26 MiB, and most servers and commands never open a table with it. */
export function duckdb(): DuckDb {
  loaded ??= createRequire(import.meta.url)('@duckdb/node-api') as DuckDb
  return loaded
}

/** A chunk for columns of these types. */
export function emptyChunk(types: readonly ColumnType[]): DuckDBDataChunk {
  const engine = duckdb()
  return engine.DuckDBDataChunk.create(types.map((type) => engine[type]))
}
