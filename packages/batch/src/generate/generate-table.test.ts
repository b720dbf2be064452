import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DuckSession } from '../duck/session.ts'
import { generatorItems } from '../testing/generator-items.ts'
import { problemOf, resultOf } from '../testing/outcomes.ts'
import { query } from '../testing/read-parquet.ts'
import { type GenerateTask, generateTable } from './generate-table.ts'
import { zipfVolumes } from './local-names.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'generate-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function generate(name: string, change: Partial<GenerateTask> = {}) {
  const session = await DuckSession.open({ memory: 500e6, threads: 2, spill: join(folder, 'spill') })
  const task = {
    rows: 40_000,
    names: 3_000,
    institutions: 24,
    seed: 1,
    file: join(folder, name),
    items: generatorItems(),
    ...change,
  }
  try {
    return { file: task.file, outcome: await generateTable(session, task) }
  } finally {
    session.close()
  }
}

const print = async (file: string) =>
  query(`SELECT count(*) AS n, sum(hash(t)::HUGEINT)::VARCHAR AS sum FROM '${file}' t`)

test('rows, names and institutions are as many as asked for', async () => {
  const { file, outcome } = await generate('a.parquet')
  resultOf(outcome)
  expect(
    await query(
      `SELECT count(*) AS rows, count(DISTINCT 检查项目名称) AS names, count(DISTINCT 检查流水号) AS ids, count(DISTINCT 医疗机构) AS places FROM '${file}'`,
    ),
  ).toEqual([{ rows: 40_000, names: 3_000, ids: 40_000, places: 24 }])
})

test('the same seed gives the same rows, another seed others', async () => {
  const [a, b, c] = [await generate('a.parquet'), await generate('b.parquet'), await generate('c.parquet', { seed: 2 })]
  expect(await print(b.file)).toEqual(await print(a.file))
  expect(await print(c.file)).not.toEqual(await print(a.file))
})

test('volumes fall by Zipf, add up to the row and leave no name out', () => {
  const volumes = zipfVolumes(1_000_000, 20_000)
  expect(volumes.reduce((sum, n) => sum + n, 0)).toBe(1_000_000)
  expect(Math.min(...volumes)).toBeGreaterThanOrEqual(1)
  expect(volumes).toEqual([...volumes].sort((a, b) => b - a))
  const top = volumes.slice(0, 100).reduce((sum, n) => sum + n, 0)
  expect(top).toBeGreaterThan(300_000)
})

test('combinations, contradictions and lines that are no exams occur', async () => {
  const { file } = await generate('a.parquet')
  const [counts] =
    await query(`SELECT count(*) FILTER (检查项目名称 LIKE '%+%+%' OR 检查项目名称 LIKE '%，%') AS combined,
    count(*) FILTER (设备类型 = 'MR' AND 检查项目名称 LIKE '%CT%') AS contradicting, count(*) FILTER (检查项目名称 LIKE '%胶片%') AS films FROM (SELECT DISTINCT 检查项目名称, 设备类型 FROM '${file}')`)
  for (const count of Object.values(counts ?? {})) expect(Number(count)).toBeGreaterThan(0)
})

test('a CSV has the same rows as the Parquet file', async () => {
  const { file } = await generate('a.csv', { rows: 500, names: 100 })
  expect(await query(`SELECT count(*) AS n FROM read_csv('${file}', all_varchar = true)`)).toEqual([{ n: 500 }])
})

test('more names than rows is refused', async () => {
  const { outcome } = await generate('a.parquet', { rows: 10, names: 20 })
  expect(problemOf(outcome)).toMatchObject({ code: 'batch.bad-option', option: '--names' })
})
