import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DuckSession, parseClickHouseAddress, Shard } from '@yingma/batch'

/** Brings the raw rows of a view `raw` into a ClickHouse table of text columns, as `yingma run` leaves them. */
export async function loadClickHouse(session: DuckSession, address: string, table: string): Promise<void> {
  const columns = await session.rows<{ column_name: string }>('DESCRIBE SELECT * FROM raw')
  const names = columns.map((row) => row.column_name)
  const typed = (name: string): readonly [sql: string, type: string] => {
    if (name === 'yingma_codes') return [`"${name}"`, 'Array(String)']
    if (name === 'yingma_row') return [`"${name}"`, 'UInt64']
    return [`CAST("${name}" AS VARCHAR)`, 'Nullable(String)']
  }
  const file = join(mkdtempSync(join(tmpdir(), 'clickhouse-rows-')), 'rows.json')
  const select = names.map((name) => `${typed(name)[0]} AS "${name}"`).join(', ')
  await session.run(`COPY (SELECT ${select} FROM raw) TO '${file}' (FORMAT json)`)
  const parsed = parseClickHouseAddress(address)
  const shard = new Shard(parsed.hosts[0] ?? '', parsed)
  try {
    const definitions = names.map((name) => `\`${name}\` ${typed(name)[1]}`)
    await shard.run(`CREATE TABLE ${table} (${definitions.join(', ')}) ENGINE = MergeTree() ORDER BY tuple()`)
    await shard.insertJson(table, file)
  } finally {
    await shard.close()
  }
}
