import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startTestPostgres, type TestDatabase, type TestPostgres } from '@yingma/store'
import { createTableWriter } from '@yingma/tables'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseClickHouseAddress, Shard } from '../engines/clickhouse/shard.ts'
import {
  CLICKHOUSE_INSTALL,
  type ClickHouseServers,
  hasClickHouse,
  realPartsRequired,
  startClickHouse,
} from '../testing/clickhouse-servers.ts'
import { SAMPLE_HEADER, sampleRows } from '../testing/exam-rows.ts'
import { problemOf, resultOf } from '../testing/outcomes.ts'
import { readParquet } from '../testing/read-parquet.ts'
import { ruleNormaliser } from '../testing/rule-normaliser.ts'
import { runSample } from '../testing/run-sample.ts'
import { splitTable, withoutPassword } from './address.ts'

const rows = sampleRows(700)
const statesOf = () =>
  rows.map(
    ([, , , modality, name]) => ruleNormaliser.normalise({ name: name ?? '', ...(modality ? { modality } : {}) }).state,
  )
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'databases-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function expectSample(out: string) {
  const table = await readParquet(join(out, 'standardised.parquet'), 'ORDER BY yingma_row')
  const found = table.map((row) => [row.检查号, row.检查项目 || null, row.项目代码, row.yingma_state])
  const states = statesOf()
  const expected = rows.map(([id, , , , name, code], n) => [id, name || null, code, states[n]])
  const order = (list: readonly unknown[][]) => list.map((row) => JSON.stringify(row)).sort()
  expect(order(found)).toEqual(order(expected))
}

test('a workbook is a source like any other', async () => {
  const file = join(folder, 'exams.xlsx')
  const writer = await createTableWriter(file, {
    format: 'xlsx',
    columns: SAMPLE_HEADER.map((name) => ({ name, origin: 'input' })),
  })
  if (!writer.ok) throw new Error(writer.problem.code)
  await writer.value.write(rows.map((row) => row.map((cell) => cell ?? '')))
  await writer.value.close()
  const out = join(folder, 'xlsx')
  resultOf(await runSample({ inputs: [file], out }))
  await expectSample(out)
})

describe('PostgreSQL', () => {
  let postgres: TestPostgres
  let database: TestDatabase
  const table = (name: string) =>
    `${database.url}${database.url.includes('?') ? '&' : '?'}table=${encodeURIComponent(name)}`
  beforeAll(async () => {
    postgres = await startTestPostgres()
    database = await postgres.database()
    const client = new pg.Client({ connectionString: database.url })
    await client.connect()
    await client.query('CREATE SCHEMA ris')
    await client.query(`CREATE TABLE ris.exams (${SAMPLE_HEADER.map((name) => `"${name}" text`).join(', ')})`)
    const columns = SAMPLE_HEADER.map((_, column) => rows.map((row) => row[column]))
    await client.query(
      `INSERT INTO ris.exams SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])`,
      columns,
    )
    await client.end()
  })
  afterAll(() => postgres.stop())

  test('a table is taken over by COPY and standardised', async () => {
    const out = join(folder, 'postgres')
    resultOf(await runSample({ inputs: [table('ris.exams')], out }))
    await expectSample(out)
  })

  test('a table that is not there is said', async () => {
    const problem = problemOf(await runSample({ inputs: [table('ris.nothing')], out: join(folder, 'missing') }))
    expect(problem).toMatchObject({ code: 'batch.table-missing', table: 'ris.nothing' })
  })

  test('a server that is not there is said, without the password', async () => {
    const input = 'postgres://me:secret@127.0.0.1:1/db?table=t'
    const problem = problemOf(await runSample({ inputs: [input], out: join(folder, 'refused') }))
    expect(problem).toMatchObject({ code: 'batch.connection-failed' })
    expect(JSON.stringify(problem)).not.toContain('secret')
  })

  test('the password of an input is in no record', async () => {
    const out = join(folder, 'records')
    resultOf(await runSample({ inputs: [table('ris.exams')], out }))
    const password = /:\/\/[^:]*:([^@]*)@/u.exec(database.url)?.[1] ?? ''
    if (password !== '') expect(readFileSync(join(out, 'run.json'), 'utf8')).not.toContain(password)
  })
})

if (hasClickHouse()) {
  describe('ClickHouse', () => {
    let servers: ClickHouseServers
    beforeAll(async () => {
      servers = await startClickHouse()
    })
    afterAll(() => servers.stop())

    test('a Distributed table gives the rows of all its shards to the embedded engine', async () => {
      const columns = SAMPLE_HEADER.map((name) => `\`${name}\` Nullable(String)`).join(', ')
      for (const [index, host] of servers.hosts.entries()) {
        const shard = new Shard(host, parseClickHouseAddress(`clickhouse://${host}`))
        await shard.run(`CREATE TABLE local (${columns}) ENGINE = MergeTree() ORDER BY tuple()`)
        await shard.run(`CREATE TABLE exams AS local ENGINE = Distributed(${servers.cluster}, default, local, rand())`)
        const values = rows
          .filter((_, n) => n % 2 === index)
          .map(
            (row) =>
              `(${row.map((cell) => (cell === null ? 'NULL' : `'${cell.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`)).join(', ')})`,
          )
        await shard.run(`INSERT INTO local VALUES ${values.join(', ')}`)
        await shard.close()
      }
      const out = join(folder, 'clickhouse')
      resultOf(await runSample({ inputs: [`clickhouse://${servers.hosts[0]}/default?table=exams`], out }))
      await expectSample(out)
    })
  })
} else {
  test(`ClickHouse as a source is tested where it is installed: ${CLICKHOUSE_INSTALL}`, (context) => {
    if (realPartsRequired()) throw new Error(`a real ClickHouse is required: ${CLICKHOUSE_INSTALL}`)
    context.skip(`not installed: ${CLICKHOUSE_INSTALL}`)
  })
}

test('an address is parted into server and table, and shown without its password', () => {
  expect(splitTable('postgres://u:p@h/db?table=a.b&sslmode=require')).toEqual({
    server: 'postgres://u:p@h/db?sslmode=require',
    table: 'a.b',
  })
  expect(splitTable('postgres://u:p@h/db?host=/tmp&table=a')).toEqual({
    server: 'postgres://u:p@h/db?host=/tmp',
    table: 'a',
  })
  expect(withoutPassword('postgres://u:p@h/db')).toBe('postgres://u:***@h/db')
  expect(withoutPassword('/data/a:b@c.csv')).toBe('/data/a:b@c.csv')
})
