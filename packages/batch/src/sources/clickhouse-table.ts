import { rmSync } from 'node:fs'
import { parseClickHouseAddress, Shard } from '../engines/clickhouse/shard.ts'
import { tableName } from '../engines/clickhouse/statements.ts'
import { ProblemError } from '../problem.ts'
import { splitTable, withoutPassword } from './address.ts'
import { stageDelimitedText } from './delimited-text.ts'
import type { SourceKind, StageContext } from './source.ts'

/**
 * A ClickHouse table taken over into the embedded engine: `clickhouse://host:8123/database?table=name`. A Distributed
 * table gives the rows of all its shards. What does not fit one machine is run with `--engine clickhouse://…` instead.
 */
export const clickHouseTable: SourceKind = {
  kind: 'clickhouse',
  endings: [],
  schemes: ['clickhouse://'],
  open: (address) => ({ stage: (context) => stageTable(address, context) }),
}

async function stageTable(address: string, context: StageContext): Promise<readonly string[]> {
  const { server, table } = splitTable(address)
  if (table === null)
    throw new ProblemError({ code: 'batch.input-unknown-kind', input: `${withoutPassword(address)} (?table=)` })
  const parsed = parseClickHouseAddress(server)
  const shard = new Shard(parsed.hosts[0] as string, parsed)
  const text = `${context.target}.csv`
  try {
    await shard.toCsv(`SELECT * FROM ${tableName(table)}`, text, 'CSVWithNames')
    return await stageDelimitedText(text, { ...context, encoding: 'utf-8', nulls: '\\N' })
  } finally {
    rmSync(text, { force: true })
    await shard.close()
  }
}
