import { martOf } from '../testing/generated-year.ts'
import { oracleContract } from '../testing/oracle.contract.ts'

oracleContract('figures on DuckDB equal their oracles', {
  start: (file) => martOf(file),
  stop: () => Promise.resolve(),
})
