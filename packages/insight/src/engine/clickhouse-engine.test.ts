import { CLICKHOUSE_INSTALL, type ClickHouseServers, hasClickHouse, startClickHouse } from '@yingma/batch'
import { expect, test } from 'vitest'
import { martOf } from '../testing/generated-year.ts'
import { loadClickHouse } from '../testing/load-clickhouse.ts'
import { oracleContract } from '../testing/oracle.contract.ts'

test('a ClickHouse server is installed', (context) => {
  if (!hasClickHouse()) context.skip(`not installed: ${CLICKHOUSE_INSTALL}`)
  expect(hasClickHouse()).toBe(true)
})

if (hasClickHouse()) {
  let servers: ClickHouseServers | undefined
  oracleContract('figures on the ClickHouse of Debian equal their oracles', {
    start: async (_file, session) => {
      servers = await startClickHouse()
      const address = `clickhouse://${servers.hosts[0]}/default`
      await loadClickHouse(session, address, 'exams_standardised')
      return await martOf('exams_standardised', { address })
    },
    stop: async () => servers?.stop(),
  })
}
