import { CHDB_INSTALL, type ChdbServer, chdbFolder, startChdb } from '@yingma/batch'
import { expect, test } from 'vitest'
import { martOf } from '../testing/generated-year.ts'
import { loadClickHouse } from '../testing/load-clickhouse.ts'
import { oracleContract } from '../testing/oracle.contract.ts'

const installed = chdbFolder()

test('YINGMA_CHDB names a folder with the engine', (context) => {
  if (process.env.YINGMA_CHDB === undefined) context.skip(`not installed: ${CHDB_INSTALL}`)
  expect(installed, CHDB_INSTALL).toBeDefined()
})

if (installed !== undefined) {
  let server: ChdbServer | undefined
  oracleContract("figures on today's ClickHouse equal their oracles", {
    start: async (_file, session) => {
      server = await startChdb(installed)
      const address = `clickhouse://${server.host}/default`
      await loadClickHouse(session, address, 'exams_standardised')
      return await martOf('exams_standardised', { address })
    },
    stop: async () => server?.stop(),
  })
}
