import { mkdirSync, readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { DuckSession } from '@yingma/batch'
import { quoted } from './dialect.ts'
import { duckdbDialect } from './duckdb-dialect.ts'
import { encodedColumns } from './encoded-view.ts'
import type { Cell, LoadedColumn, QueryEngine } from './query-engine.ts'

export interface DuckEngineOptions {
  /** Folder of the mart: one Parquet file a table. */
  readonly folder: string
  /** Bytes that the process may use; default 1 GB. */
  readonly memory?: number
  readonly threads?: number
}

const DEFAULT_MEMORY = 1_000_000_000

/** Opens the mart in a folder; tables that are there already can be asked at once. */
export async function openDuckEngine(options: DuckEngineOptions): Promise<QueryEngine> {
  const { folder } = options
  mkdirSync(folder, { recursive: true })
  const session = await DuckSession.open({
    memory: options.memory ?? DEFAULT_MEMORY,
    threads: options.threads ?? 2,
    spill: join(folder, `.spill-${process.pid}-${Date.now().toString(36)}`),
  })
  const show = async (table: string, replaced = ''): Promise<void> => {
    const file = join(folder, `${table}.parquet`)
    const columns = replaced === '' ? '*' : `* REPLACE (${replaced})`
    await session.run(`CREATE OR REPLACE VIEW ${table} AS SELECT ${columns} FROM read_parquet(${quoted(file)})`)
  }
  for (const file of readdirSync(folder)) {
    if (file.endsWith('.parquet')) await show(file.slice(0, -'.parquet'.length))
  }
  const engine: QueryEngine = {
    dialect: duckdbDialect,
    rows: (sql) => session.rows(sql),
    create: async (table, select, order) => {
      const file = join(folder, `${table}.parquet`)
      const sorted = order.length === 0 ? '' : ` ORDER BY ${order.join(', ')}`
      await session.run(
        `COPY (SELECT * FROM (${select})${sorted}) TO ${quoted(`${file}.tmp`)} (FORMAT parquet, COMPRESSION zstd)`,
      )
      renameSync(`${file}.tmp`, file)
      await show(table)
    },
    encode: async (table, columns) => {
      // The types of a former call can only go when no view stands on them.
      await show(table)
      await show(table, await encodedColumns(session, table, columns))
    },
    load: async (table, columns, rows) => {
      await session.run(`CREATE OR REPLACE TABLE loaded (${columns.map(definition).join(', ')})`)
      for (let start = 0; start < rows.length; start += 500) {
        await session.run(
          `INSERT INTO loaded VALUES ${rows
            .slice(start, start + 500)
            .map(tuple)
            .join(', ')}`,
        )
      }
      await engine.create(table, 'SELECT * FROM loaded', [])
      await session.run('DROP TABLE loaded')
    },
    columnsOf: async (relation) => {
      const found = await session.rows<{ column_name: string }>(`DESCRIBE SELECT * FROM ${relation}`)
      return found.map((row) => row.column_name)
    },
    close: async () => session.close(),
  }
  return engine
}

const definition = ({ name, type }: LoadedColumn) => `${name} ${type === 'text' ? 'VARCHAR' : 'BIGINT'}`

export function tuple(row: readonly Cell[]): string {
  return `(${row.map((cell) => (typeof cell === 'string' ? quoted(cell) : String(cell))).join(', ')})`
}
