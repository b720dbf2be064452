import type { Item } from '@yingma/core'
import { emptyChunk } from '../duck/duckdb.ts'
import { literal } from '../duck/quote.ts'
import type { DuckSession } from '../duck/session.ts'
import { type Outcome, outcomeOf, ProblemError } from '../problem.ts'
import { makeWhole } from '../run/work-folder.ts'
import { type LocalName, localNames } from './local-names.ts'

export interface GenerateTask {
  readonly rows: number
  readonly names: number
  readonly institutions: number
  readonly seed: number
  /** `.parquet` or `.csv`. */
  readonly file: string
  /** Items of the edition that the names are made from. */
  readonly items: readonly Item[]
}

/**
 * Writes a synthetic exam table with the shape of a real one: Zipf volumes, institutions with habits of their own,
 * several exams in one name, contradictions. Names are made here, rows in the engine. The same task gives the same
 * rows under the same version of the engine.
 */
export function generateTable(
  session: DuckSession,
  task: GenerateTask,
): Promise<Outcome<{ readonly rows: number; readonly names: number }>> {
  return outcomeOf(async () => {
    requireShape(task)
    await loadNames(session, localNames(task))
    // The rows leave in the order in which they are placed.
    await session.run('SET preserve_insertion_order = true')
    await session.run(placedStatement(task))
    await makeWhole(task.file, (temporary) => session.run(tableStatement(task, temporary)))
    await session.run('SET preserve_insertion_order = false')
    await session.run('DROP TABLE placed; DROP TABLE local_names')
    return { rows: task.rows, names: task.names }
  })
}

function requireShape(task: GenerateTask): void {
  for (const option of ['rows', 'names', 'institutions'] as const) {
    const value = task[option]
    if (!Number.isInteger(value) || value < 1)
      throw new ProblemError({ code: 'batch.bad-option', option: `--${option}`, value: String(value) })
  }
  if (task.names > task.rows)
    throw new ProblemError({
      code: 'batch.bad-option',
      option: '--names',
      value: `${task.names} > --rows ${task.rows}`,
    })
  if (!/\.(parquet|csv)$/u.test(task.file))
    throw new ProblemError({ code: 'batch.bad-option', option: '--out', value: task.file })
}

const CHUNK = 2048

async function loadNames(session: DuckSession, names: readonly LocalName[]): Promise<void> {
  await session.run(`CREATE OR REPLACE TABLE local_names
    (name_id BIGINT, name VARCHAR, modality VARCHAR, part VARCHAR, code VARCHAR, home INTEGER, n BIGINT, first BIGINT)`)
  const appender = await session.main.createAppender('local_names')
  let before = 0n
  for (let start = 0; start < names.length; start += CHUNK) {
    const slice = names.slice(start, start + CHUNK)
    const firsts = slice.map(({ rows }) => {
      const first = before
      before += BigInt(rows)
      return first
    })
    const chunk = emptyChunk(['BIGINT', 'VARCHAR', 'VARCHAR', 'VARCHAR', 'VARCHAR', 'INTEGER', 'BIGINT', 'BIGINT'])
    const text = (of: (name: LocalName) => string) => slice.map((name) => of(name) || null)
    chunk.setColumns([
      slice.map((_, index) => BigInt(start + index)),
      slice.map(({ name }) => name),
      text((n) => n.modality),
      text((n) => n.part),
      text((n) => n.code),
      slice.map(({ home }) => home),
      slice.map(({ rows }) => BigInt(rows)),
      firsts,
    ])
    appender.appendDataChunk(chunk)
  }
  appender.flushSync()
  appender.closeSync()
}

const drawn = (task: GenerateTask, salt: number) => `(hash(serial, ${task.seed + salt}) % 1000003)::BIGINT`

/**
 * Each name unfolds into its rows, which get a place and a time from hashes of their number, and are put into the order
 * of time. Four in five exams of a name are done at its home. Only these narrow rows are sorted: wide ones would need
 * several gigabytes.
 */
function placedStatement(task: GenerateTask): string {
  return `CREATE TEMP TABLE placed AS
  WITH exams AS (SELECT name_id, home, first + unnest(range(n)) AS serial FROM local_names)
  SELECT name_id, serial,
    (CASE WHEN ${drawn(task, 1)} % 5 > 0 THEN home ELSE ${drawn(task, 2)} % ${task.institutions} END)::INTEGER AS place,
    TIMESTAMP '2023-01-01' + to_seconds((hash(serial, ${task.seed + 3}) % 63072000)::BIGINT) AS time
  FROM exams ORDER BY time, serial`
}

function tableStatement(task: GenerateTask, file: string): string {
  const one = (values: readonly string[], salt: number) =>
    `[${values.map(literal).join(', ')}][1 + ${drawn(task, salt)} % ${values.length}]`
  const format = file.replace(/\.tmp$/u, '').endsWith('.csv')
    ? 'FORMAT csv, HEADER'
    : 'FORMAT parquet, COMPRESSION zstd'
  return `COPY (
  SELECT 'E' || lpad(serial::VARCHAR, 10, '0') AS 检查流水号, '示例医院' || lpad((place + 1)::VARCHAR, 3, '0') AS 医疗机构, time AS 检查时间,
    modality AS 设备类型, part AS 检查部位, name AS 检查项目名称, code AS 项目代码,
    ${one(['门诊', '住院', '急诊', '体检'], 4)} AS 申请科室, ${one(['男', '女'], 5)} AS 性别, (1 + ${drawn(task, 6)} % 96)::SMALLINT AS 年龄,
    (80 + 5 * (${drawn(task, 7)} % 200))::DECIMAL(10, 2) AS 金额
  FROM placed JOIN local_names USING (name_id)
) TO ${literal(file)} (${format})`
}
