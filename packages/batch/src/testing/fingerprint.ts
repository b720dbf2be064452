import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { identifier, literal } from '../duck/quote.ts'
import { query } from './read-parquet.ts'

/**
 * What must be equal of two runs: for each table its number of rows and, for each column, the sum of the hashes of its
 * values, which does not depend on the order of rows; the text files byte for byte; and run.json without its times.
 */
export async function fingerprint(out: string): Promise<Readonly<Record<string, unknown>>> {
  const prints: Record<string, unknown> = {}
  for (const file of ['standardised.parquet', 'exam_items.parquet', 'mapping.parquet']) {
    const from = `read_parquet(${literal(join(out, file))})`
    const columns = (await query(`DESCRIBE SELECT * FROM ${from}`)).map((row) => String(row.column_name))
    const sums = columns.map((name) => `sum(hash(${identifier(name)})::HUGEINT)::VARCHAR AS ${identifier(name)}`)
    prints[file] = (await query(`SELECT count(*) AS rows, ${sums.join(', ')} FROM ${from}`))[0]
  }
  const run = join(out, 'run.json')
  const { times, ...rest } = existsSync(run) ? JSON.parse(readFileSync(run, 'utf8')) : { times: null }
  for (const file of rest.files ?? []) {
    if (/\.(?:tsv|csv|json)$/u.test(file))
      prints[file] = createHash('sha256')
        .update(readFileSync(join(out, file)))
        .digest('hex')
  }
  return { ...prints, run: rest, timed: times !== null }
}
