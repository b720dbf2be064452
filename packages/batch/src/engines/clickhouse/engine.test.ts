import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engineContract } from '../../engine.contract.ts'
import {
  CLICKHOUSE_INSTALL,
  type ClickHouseServers,
  hasClickHouse,
  realPartsRequired,
  startClickHouse,
} from '../../testing/clickhouse-servers.ts'
import { type ExamRow, SAMPLE_HEADER, sampleRows } from '../../testing/exam-rows.ts'
import { problemOf, resultOf } from '../../testing/outcomes.ts'
import { runSample } from '../../testing/run-sample.ts'
import { distributedOver } from './find-table.ts'
import { parseClickHouseAddress, Shard } from './shard.ts'
import { name, text } from './statements.ts'

const available = hasClickHouse()

if (!available) {
  test(`ClickHouse is tested where it is installed: ${CLICKHOUSE_INSTALL}`, (context) => {
    if (realPartsRequired()) throw new Error(`a real ClickHouse is required: ${CLICKHOUSE_INSTALL}`)
    context.skip(`not installed: ${CLICKHOUSE_INSTALL}`)
  })
}

if (available) {
  let servers: ClickHouseServers
  let tables = 0
  const address = () => `clickhouse://${servers.hosts.join(',')}/default`
  const shards = () => servers.hosts.map((host) => new Shard(host, parseClickHouseAddress(address())))
  const start = async () => {
    servers = await startClickHouse()
  }
  const stop = () => servers.stop()

  /** A Distributed table over two shards; even rows on the first, odd ones on the second. */
  const place = async (rows: readonly ExamRow[], _folder: string, header: readonly string[] = SAMPLE_HEADER) => {
    const table = `exams_${++tables}`
    const columns = header
      .map((column, index) => `${name(column)} ${index === 0 ? 'String' : 'Nullable(String)'}`)
      .join(', ')
    for (const [index, shard] of shards().entries()) {
      await shard.run(`CREATE TABLE ${table}_local (${columns}) ENGINE = MergeTree() ORDER BY tuple()`)
      await shard.run(
        `CREATE TABLE ${table} AS ${table}_local ENGINE = Distributed(${servers.cluster}, default, ${table}_local, rand())`,
      )
      const part = rows
        .filter((_, row) => row % 2 === index)
        .map((row) => `(${row.map((cell) => (cell === null ? 'NULL' : text(cell))).join(', ')})`)
      if (part.length > 0) await shard.run(`INSERT INTO ${table}_local VALUES ${part.join(', ')}`)
      await shard.close()
    }
    return [table]
  }
  const read = async (table: string, _out: string, [input]: readonly string[]) => {
    const [shard] = shards() as [Shard]
    const rows = await shard.rows<Record<string, unknown>>(`SELECT * FROM default.${input}_${table}`)
    await shard.close()
    return rows
  }
  describe('a server that dies in mid-run', () => {
    let folder: string
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'lost-'))
      await start()
    })
    afterAll(async () => {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    })

    test('is said, and once it is back the run continues with what was done', async () => {
      const inputs = await place(sampleRows(1000), folder)
      const task = { inputs, out: join(folder, 'out'), address: address() }
      const kept: string[] = []
      const lost = await runSample({
        ...task,
        watcher: {
          started: (stage) => {
            if (stage === 'standardise') servers.kill(1)
          },
          finished: () => undefined,
          progress: () => undefined,
        },
      })
      expect(problemOf(lost).code).toMatch(/batch\.connection-(lost|failed)/u)
      await servers.restart(1)
      const watcher = { started: () => undefined, progress: () => undefined }
      const finished = (stage: string, _: number, resumed: boolean) => {
        if (resumed) kept.push(stage)
      }
      expect(resultOf(await runSample({ ...task, resume: true, watcher: { ...watcher, finished } })).counts.rows).toBe(
        1000,
      )
      expect(kept).toEqual(['scan', 'distinct', 'normalise'])
    })
  })

  engineContract('ClickHouse over two shards', { start, stop, address, place, read })
}

test('an address names all shards and may leave out port, user and database', () => {
  expect(parseClickHouseAddress('clickhouse://a,b:9123/regional')).toEqual({
    hosts: ['a:8123', 'b:9123'],
    user: 'default',
    password: '',
    database: 'regional',
  })
  expect(parseClickHouseAddress('clickhouse://me:p%40ss@a')).toEqual({
    hosts: ['a:8123'],
    user: 'me',
    password: 'p@ss',
    database: 'default',
  })
})

test('the table behind a Distributed one is read from its definition, quoted or not', () => {
  expect(distributedOver("Distributed(two_shards, 'default', 'exams_local', rand())")).toEqual({
    cluster: 'two_shards',
    table: 'default.exams_local',
  })
  expect(distributedOver('Distributed(c, db, t)')).toEqual({ cluster: 'c', table: 'db.t' })
})
