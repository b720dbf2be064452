import { rmSync } from 'node:fs'
import { identifier, literal, literals } from '../../duck/quote.ts'
import type { DuckSession } from '../../duck/session.ts'
import { type Engine, type ExamTable, keyColumns, type Measures, type Tally } from '../../engine.ts'
import { makeWhole, type WorkFolder } from '../../run/work-folder.ts'
import { compareTallies, countDistinct } from '../duckdb/engine.ts'
import { findTable } from './find-table.ts'
import { type ClickHouseAddress, Shard } from './shard.ts'
import * as sql from './statements.ts'

/** Tables that a run makes on every shard, by what is put behind the name of the input table. */
const RESULTS = ['_standardised', '_exam_items'] as const
const MAPPING = '_yingma_mapping'

/**
 * The engine for what outgrows one machine. Each server works on the rows that it holds: rows never travel between
 * servers or through this process; only distinct inputs come out and the mapping goes in, once to each server.
 */
export function createClickHouseEngine(session: DuckSession, address: ClickHouseAddress): Engine {
  const shards = address.hosts.map((host) => new Shard(host, address))
  const first = shards[0] as Shard
  const place = (table: ExamTable) => {
    if (table.place.kind !== 'table') throw new Error('the ClickHouse engine reads tables')
    return table.place
  }
  const everywhere = <T>(work: (shard: Shard, index: number) => Promise<T>) => Promise.all(shards.map(work))

  /** Makes a table on every shard: under a temporary name, then renamed when all of it is there. */
  async function makeTable(ready: string, statement: (temporary: string, index: number) => string): Promise<void> {
    const temporary = `${ready}__new`
    const drop = (shard: Shard) => shard.run(`DROP TABLE IF EXISTS ${sql.tableName(temporary)}`)
    try {
      await everywhere(async (shard, index) => {
        await drop(shard)
        await shard.run(statement(temporary, index))
      })
    } catch (error) {
      // As far as the servers still answer; a continued run drops the rest.
      await Promise.allSettled(shards.map(drop))
      throw error
    }
    await everywhere(async (shard) => {
      await shard.run(`DROP TABLE IF EXISTS ${sql.tableName(ready)}`)
      await shard.run(`RENAME TABLE ${sql.tableName(temporary)} TO ${sql.tableName(ready)}`)
    })
  }

  async function loadMapping(table: ExamTable, mapping: string, work: WorkFolder): Promise<string> {
    const target = `${place(table).table}${MAPPING}`
    const file = work.path('mapping.jsonl')
    const columns = [
      'input_id',
      ...keyColumns(table),
      'state',
      'confidence',
      'codes',
      'item_names',
      'relations',
      'modifiers',
      'flags',
      'reason',
    ]
    await makeWhole(file, (temporary) =>
      session.run(
        `COPY (SELECT ${columns.map(identifier).join(', ')} FROM read_parquet(${literal(mapping)})) TO ${literal(temporary)} (FORMAT json)`,
      ),
    )
    await everywhere(async (shard) => {
      await shard.run(`DROP TABLE IF EXISTS ${sql.tableName(target)}`)
      await shard.run(sql.mappingTable(table, target))
      await shard.insertJson(sql.tableName(target), file)
    })
    rmSync(file)
    return target
  }

  async function measure(table: ExamTable): Promise<Measures> {
    const { table: source } = place(table)
    const standardised = `${source}_standardised__ready`
    const byState = await merged(
      shards,
      `SELECT yingma_state AS value, count() AS n FROM ${sql.tableName(standardised)} WHERE yingma_input > 0 GROUP BY value`,
    )
    const without = await merged(
      shards,
      `SELECT '' AS value, count() AS n FROM ${sql.tableName(standardised)} WHERE yingma_input = 0`,
    )
    const byItem = await merged(
      shards,
      `SELECT yingma_code AS value, count() AS n FROM ${sql.tableName(`${source}_exam_items__ready`)} GROUP BY value`,
    )
    const tallies: Tally[] = []
    for (const by of ['modality', 'institution', 'month'] as const)
      tallies.push(...(await tallied(shards, table, by, standardised)))
    const rowsWithoutVerdict = without.get('') ?? 0
    return {
      rows: [...byState.values()].reduce((sum, n) => sum + n, 0) + rowsWithoutVerdict,
      rowsWithoutVerdict,
      byState: Object.fromEntries([...byState].sort()),
      tallies: tallies.sort(compareTallies),
      examItems: [...byItem.values()].reduce((sum, n) => sum + n, 0),
      byItem: [...byItem]
        .map(([code, rows]) => ({ code, rows }))
        .sort((a, b) => b.rows - a.rows || (a.code < b.code ? -1 : 1)),
    }
  }

  return {
    name: 'clickhouse',
    version: async () => `ClickHouse ${(await first.rows<{ v: string }>('SELECT version() AS v'))[0]?.v ?? ''}`,
    scan: (inputs) => findTable(shards, address.database, inputs),
    distinct: async (table, file) => {
      const parts = await everywhere(async (shard, index) => {
        const part = `${file}.${index}.csv`
        await shard.toCsv(sql.distinctStatement(table, place(table).table), part)
        return part
      })
      await makeWhole(file, (temporary) => session.run(mergeStatement(table, parts, temporary)))
      for (const part of parts) rmSync(part)
      return countDistinct(session, file, table)
    },
    standardise: async (table, mapping, work) => {
      const { table: source, shards: offsets } = place(table)
      const held = await loadMapping(table, mapping, work)
      await makeTable(`${source}_standardised__ready`, (temporary, index) =>
        sql.standardiseStatement(table, source, held, temporary, offsets[index]?.offset ?? 0),
      )
      await everywhere((shard) => shard.run(`DROP TABLE ${sql.tableName(held)}`))
    },
    examItems: (table) => {
      const { table: source } = place(table)
      return makeTable(`${source}_exam_items__ready`, (temporary) =>
        sql.examItemsStatement(table, `${source}_standardised__ready`, temporary),
      )
    },
    measure,
    publish: async (table) => {
      const { table: source, distributed } = place(table)
      const published: string[] = []
      for (const result of RESULTS) {
        await everywhere((shard) => publishTable(shard, `${source}${result}`))
        published.push(`${source}${result}`)
        if (distributed === null) continue
        // What was read through a Distributed table is read through one again.
        const over = `${distributed.table}${result}`
        const [db = '', local = ''] = `${source}${result}`.split('.')
        await everywhere(async (shard) => {
          await shard.run(`DROP TABLE IF EXISTS ${sql.tableName(over)}`)
          await shard.run(
            `CREATE TABLE ${sql.tableName(over)} AS ${sql.tableName(`${source}${result}`)} ENGINE = Distributed(${sql.name(distributed.cluster)}, ${sql.name(db)}, ${sql.name(local)}, rand())`,
          )
        })
        published.push(over)
      }
      return published
    },
    progress: () => null,
    interrupt: () => {
      for (const shard of shards) shard.interrupt()
    },
    close: async () => {
      await everywhere((shard) => shard.close())
    },
  }
}

/** Gives a finished table its final name, unless a run that was killed here has done so already. */
async function publishTable(shard: Shard, target: string): Promise<void> {
  const [db = '', table = ''] = `${target}__ready`.split('.')
  const found = await shard.rows(
    `SELECT name FROM system.tables WHERE database = ${sql.text(db)} AND name = ${sql.text(table)}`,
  )
  if (found.length === 0) return
  await shard.run(`DROP TABLE IF EXISTS ${sql.tableName(target)}`)
  await shard.run(`RENAME TABLE ${sql.tableName(`${target}__ready`)} TO ${sql.tableName(target)}`)
}

/** The inputs of all shards become one list: counts of the same key are added up. */
function mergeStatement(table: ExamTable, parts: readonly string[], file: string): string {
  const columns = keyColumns(table)
  const names = columns.map(identifier).join(', ')
  const types = [...columns.map((column) => `${literal(column)}: 'VARCHAR'`), "'n': 'BIGINT'"].join(', ')
  // `nullstr` that never occurs: the key columns are never null, and \N is a text that tables do contain.
  return `COPY (
  SELECT row_number() OVER (ORDER BY count DESC, ${names}) AS input_id, ${names}, count
  FROM (SELECT ${columns.map((c) => `coalesce(${identifier(c)}, '') AS ${identifier(c)}`).join(', ')}, sum(n)::BIGINT AS count
    FROM read_csv(${literals(parts)}, auto_detect = false, header = false, delim = ',', quote = '"', escape = '"', new_line = '\\n', columns = {${types}}) GROUP BY ALL)
  ORDER BY input_id
) TO ${literal(file)} (FORMAT parquet, COMPRESSION zstd)`
}

async function merged(shards: readonly Shard[], statement: string): Promise<ReadonlyMap<string, number>> {
  const sums = new Map<string, number>()
  for (const rows of await Promise.all(shards.map((shard) => shard.rows<{ value: string; n: string }>(statement)))) {
    for (const { value, n } of rows) sums.set(value, (sums.get(value) ?? 0) + Number(n))
  }
  return sums
}

async function tallied(
  shards: readonly Shard[],
  table: ExamTable,
  by: Tally['by'],
  standardised: string,
): Promise<readonly Tally[]> {
  const sums = new Map<string, Tally>()
  const statement = sql.tallyStatement(table, by, standardised)
  for (const shard of shards) {
    for (const row of await shard.rows<{ yingma_value: string; yingma_state: string; n: string }>(statement)) {
      const key = `${row.yingma_value}\u0000${row.yingma_state}`
      const rows = (sums.get(key)?.rows ?? 0) + Number(row.n)
      sums.set(key, { by, value: row.yingma_value, state: row.yingma_state, rows })
    }
  }
  return [...sums.values()]
}
