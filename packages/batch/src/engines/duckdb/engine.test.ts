import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { engineContract } from '../../engine.contract.ts'
import { csvOf } from '../../testing/exam-rows.ts'
import { readParquet } from '../../testing/read-parquet.ts'

engineContract('DuckDB', {
  start: () => Promise.resolve(),
  stop: () => Promise.resolve(),
  place: (rows, folder, header) => {
    const file = join(folder, 'exams.csv')
    writeFileSync(file, csvOf(rows, header))
    return Promise.resolve([file])
  },
  read: (table, out) => readParquet(join(out, `${table}.parquet`)),
})
