import { parseClickHouseAddress, Shard } from '@yingma/batch'
import { clickhouseDialect } from './clickhouse-dialect.ts'
import { tuple } from './duckdb-engine.ts'
import type { Cell, LoadedColumn, QueryEngine } from './query-engine.ts'

/**
 * Opens the mart on the first server of an address `clickhouse://user:password@host:8123/database`. A region over several servers
 * gives a Distributed table as the source; the aggregates, which are small, lie on the first one.
 */
export function openClickHouseEngine(address: string): QueryEngine {
  const parsed = parseClickHouseAddress(address)
  const shard = new Shard(parsed.hosts[0] ?? '', parsed)
  const fill = async (table: string, make: (temporary: string) => Promise<void>): Promise<void> => {
    const temporary = `${table}__new`
    await shard.run(`DROP TABLE IF EXISTS ${temporary}`)
    await make(temporary)
    await shard.run(`DROP TABLE IF EXISTS ${table}`)
    await shard.run(`RENAME TABLE ${temporary} TO ${table}`)
  }
  return {
    dialect: clickhouseDialect,
    rows: (sql) => shard.rows(sql),
    create: (table, select, order) =>
      fill(table, (temporary) =>
        shard.run(
          `CREATE TABLE ${temporary} ENGINE = MergeTree() ORDER BY ${order.length === 0 ? 'tuple()' : `(${order.join(', ')})`} AS ${select}`,
        ),
      ),
    // Grouping by texts is not what a refresh waits for there.
    encode: () => Promise.resolve(),
    load: (table, columns, rows) =>
      fill(table, async (temporary) => {
        await shard.run(
          `CREATE TABLE ${temporary} (${columns.map(definition).join(', ')}) ENGINE = MergeTree() ORDER BY tuple()`,
        )
        for (let start = 0; start < rows.length; start += 500) await insert(temporary, rows.slice(start, start + 500))
      }),
    columnsOf: async (relation) => {
      const found = await shard.rows<{ name: string }>(`DESCRIBE TABLE ${relation}`)
      return found.map(({ name }) => name)
    },
    close: () => shard.close(),
  }

  async function insert(table: string, rows: readonly (readonly Cell[])[]): Promise<void> {
    await shard.run(`INSERT INTO ${table} VALUES ${rows.map(tuple).join(', ')}`)
  }
}

const definition = ({ name, type }: LoadedColumn) => `${name} ${type === 'text' ? 'String' : 'Int64'}`
