import { expect, test } from 'vitest'
import { engineContract } from '../../engine.contract.ts'
import { CHDB_INSTALL, type ChdbServer, chdbFolder, startChdb } from '../../testing/chdb.ts'
import { type ExamRow, SAMPLE_HEADER } from '../../testing/exam-rows.ts'
import { parseClickHouseAddress, Shard } from './shard.ts'
import { name, text } from './statements.ts'

const installed = chdbFolder()

test('YINGMA_CHDB names a folder with the engine', (context) => {
  if (process.env.YINGMA_CHDB === undefined) context.skip(`not installed: ${CHDB_INSTALL}`)
  expect(installed, CHDB_INSTALL).toBeDefined()
})

if (installed !== undefined) {
  let server: ChdbServer
  let tables = 0
  const address = () => `clickhouse://${server.host}/default`
  const withShard = async <T>(work: (shard: Shard) => Promise<T>): Promise<T> => {
    const shard = new Shard(server.host, parseClickHouseAddress(address()))
    try {
      return await work(shard)
    } finally {
      await shard.close()
    }
  }
  engineContract("today's ClickHouse engine", {
    start: async () => {
      server = await startChdb(installed)
    },
    stop: () => server.stop(),
    address,
    place: async (rows: readonly ExamRow[], _folder: string, header: readonly string[] = SAMPLE_HEADER) => {
      const table = `exams_${++tables}`
      const columns = header.map((column, n) => `${name(column)} ${n === 0 ? 'String' : 'Nullable(String)'}`)
      await withShard(async (shard) => {
        await shard.run(`CREATE TABLE ${table} (${columns.join(', ')}) ENGINE = MergeTree() ORDER BY tuple()`)
        const values = rows.map((row) => `(${row.map((cell) => (cell === null ? 'NULL' : text(cell))).join(', ')})`)
        if (values.length > 0) await shard.run(`INSERT INTO ${table} VALUES ${values.join(', ')}`)
      })
      return [table]
    },
    read: (table: string, _out: string, [input]: readonly string[]) =>
      withShard((shard) => shard.rows<Record<string, unknown>>(`SELECT * FROM default.${input}_${table}`)),
  })
}
