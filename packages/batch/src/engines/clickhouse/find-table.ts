import { type Scanned, type TableColumn, VERDICT_COLUMNS } from '../../engine.ts'
import { ProblemError } from '../../problem.ts'
import type { Shard } from './shard.ts'
import { tableName, text } from './statements.ts'

/**
 * Finds the one input table on the servers. A Distributed table is read where its rows lie when all of its shards are
 * given, and through itself when only one server is.
 */
export async function findTable(
  shards: readonly Shard[],
  database: string,
  inputs: readonly string[],
): Promise<Scanned> {
  const [input, ...more] = inputs
  if (input === undefined || more.length > 0 || !/^[^/\\]+$/u.test(input) || input.split('.').length > 2) {
    throw new ProblemError({ code: 'batch.engine-cannot-read', engine: 'clickhouse', input: inputs.join(' ') })
  }
  const given = input.includes('.') ? input : `${database}.${input}`
  const first = shards[0] as Shard
  const engine = await engineOf(first, given)
  const behind = engine.engine === 'Distributed' && shards.length > 1 ? distributedOver(engine.engine_full) : null
  const table = behind?.table ?? given
  const columns = await columnsOf(first, table)
  for (const shard of shards.slice(1)) await requireSameColumns(shard, table, columns, first.host)
  const taken = columns.find((column) => (VERDICT_COLUMNS as readonly string[]).includes(column.name))
  if (taken !== undefined) throw new ProblemError({ code: 'batch.column-taken', column: taken.name })
  let rows = 0
  const parts: Array<{ host: string; rows: number; offset: number }> = []
  for (const shard of shards) {
    const [count] = await shard.rows<{ n: string }>(`SELECT count() AS n FROM ${tableName(table)}`)
    parts.push({ host: shard.host, rows: Number(count?.n ?? 0), offset: rows })
    rows += Number(count?.n ?? 0)
  }
  if (rows === 0) throw new ProblemError({ code: 'batch.input-empty', input })
  const distributed = behind === null ? null : { table: given, cluster: behind.cluster }
  return { place: { kind: 'table', table, distributed, shards: parts }, columns, rows }
}

async function engineOf(
  shard: Shard,
  table: string,
): Promise<{ readonly engine: string; readonly engine_full: string }> {
  const [db = '', name = ''] = table.split('.')
  const [found] = await shard.rows<{ engine: string; engine_full: string }>(
    `SELECT engine, engine_full FROM system.tables WHERE database = ${text(db)} AND name = ${text(name)}`,
  )
  if (found === undefined) throw new ProblemError({ code: 'batch.table-missing', server: shard.host, table })
  return found
}

/** Cluster and table behind a Distributed table, from its definition: `Distributed(cluster, db, table[, key])`. */
export function distributedOver(definition: string): { readonly cluster: string; readonly table: string } | null {
  const match = /^Distributed\(\s*['`]?([^,'`]+)['`]?\s*,\s*['`]?([^,'`]+)['`]?\s*,\s*['`]?([^,'`)]+)['`]?/u.exec(
    definition,
  )
  return match === null ? null : { cluster: match[1] as string, table: `${match[2]}.${match[3]}` }
}

async function columnsOf(shard: Shard, table: string): Promise<readonly TableColumn[]> {
  await engineOf(shard, table)
  const rows = await shard.rows<TableColumn>(`DESCRIBE TABLE ${tableName(table)}`)
  return rows.map(({ name, type }) => ({ name, type }))
}

async function requireSameColumns(
  shard: Shard,
  table: string,
  expected: readonly TableColumn[],
  other: string,
): Promise<void> {
  const found = await columnsOf(shard, table)
  const names = (columns: readonly TableColumn[]) => columns.map(({ name, type }) => `${name} ${type}`)
  const differing = [
    ...names(found).filter((n) => !names(expected).includes(n)),
    ...names(expected).filter((n) => !names(found).includes(n)),
  ]
  if (differing.length > 0)
    throw new ProblemError({ code: 'batch.columns-differ', file: shard.host, other, columns: differing })
}
