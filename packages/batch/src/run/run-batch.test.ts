import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { csvOf, sampleRows } from '../testing/exam-rows.ts'
import { problemOf, resultOf } from '../testing/outcomes.ts'
import { query, readParquet } from '../testing/read-parquet.ts'
import { fixtureVerdicts, ruleNormaliser } from '../testing/rule-normaliser.ts'
import { runSample } from '../testing/run-sample.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'batch-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function input(rows: number, name = 'exams.csv'): string {
  const file = join(folder, name)
  writeFileSync(file, csvOf(sampleRows(rows)))
  return file
}

test('every row of a CSV keeps its columns and gets the verdict on its own name', async () => {
  const out = join(folder, 'out')
  const run = resultOf(await runSample({ inputs: [input(3000)], out }))
  expect(run.counts.rows).toBe(3000)
  expect(readdirSync(out).sort()).toEqual(['exam_items.parquet', 'mapping.parquet', 'run.json', 'standardised.parquet'])
  const rows = await readParquet(join(out, 'standardised.parquet'), 'ORDER BY yingma_row')
  const expected = sampleRows(3000)
  expect(rows).toHaveLength(expected.length)
  for (const [index, row] of rows.entries()) {
    const [id, hospital, , modality, name] = expected[index] as (typeof expected)[number]
    const verdict = ruleNormaliser.normalise({ name: name ?? '', ...(modality ? { modality } : {}) })
    expect(row).toMatchObject({
      检查号: id,
      医院: hospital,
      yingma_row: index + 1,
      yingma_state: verdict.state,
      yingma_confidence: verdict.confidence,
      yingma_codes: verdict.items.flatMap((item) => (item.code === null ? [] : [item.code])),
      yingma_reason: verdict.reason ?? null,
    })
  }
})

test('nulls, duplicates, combinations of forty items and garbage reconcile to the row', async () => {
  const out = join(folder, 'out')
  const run = resultOf(await runSample({ inputs: [input(5000)], out }))
  expect(run.checks.length).toBeGreaterThan(8)
  expect(run.checks.filter(({ expected, found }) => expected !== found)).toEqual([])
  const items = await readParquet(join(out, 'exam_items.parquet'))
  const expected = sampleRows(5000).reduce((sum, [, , , modality, name]) => {
    const verdict = ruleNormaliser.normalise({ name: name ?? '', ...(modality ? { modality } : {}) })
    return sum + verdict.items.filter((item) => item.code !== null).length
  }, 0)
  expect(items).toHaveLength(expected)
  expect(run.counts.examItems).toBe(expected)
  const forty = await query(
    `SELECT max(n) AS most FROM (SELECT count(*) AS n FROM '${join(out, 'exam_items.parquet')}' GROUP BY yingma_row)`,
  )
  expect(forty[0]?.most).toBe(40)
})

test('the mapping has one row per distinct input, the most frequent first, and says why', async () => {
  const out = join(folder, 'out')
  const run = resultOf(await runSample({ inputs: [input(2000)], out }))
  const mapping = await readParquet(join(out, 'mapping.parquet'), 'ORDER BY input_id')
  expect(mapping).toHaveLength(run.counts.distinctInputs)
  const distinct = new Set(sampleRows(2000).map(([, , , modality, name]) => `${name ?? ''}|${modality ?? ''}`))
  expect(mapping).toHaveLength(distinct.size)
  expect(mapping.map((row) => row.count)).toEqual([...mapping.map((row) => Number(row.count))].sort((a, b) => b - a))
  expect(JSON.parse(String(mapping[0]?.detail))).toMatchObject({ rules: ['fixture'] })
})

test('an institution with decisions of its own gets its own verdicts, the others share theirs', async () => {
  const out = join(folder, 'out')
  resultOf(await runSample({ inputs: [input(2000)], out, verdicts: fixtureVerdicts(['H3']) }))
  const knees = await query(
    `SELECT DISTINCT 医院 = 'H3' AS ruled, yingma_state AS state FROM '${join(out, 'standardised.parquet')}' WHERE 检查项目 = '膝关节DR' AND 设备类型 = 'DR' ORDER BY ALL`,
  )
  expect(knees).toContainEqual({ ruled: true, state: 'mapped' })
  expect(knees).toContainEqual({ ruled: false, state: 'ambiguous' })
  const institutions = await query(`SELECT DISTINCT institution FROM '${join(out, 'mapping.parquet')}' ORDER BY 1`)
  expect(institutions).toEqual([{ institution: '' }, { institution: 'H3' }])
})

test('several files, a folder and a glob are one table with rows numbered through', async () => {
  mkdirSync(join(folder, 'in'))
  const rows = sampleRows(900)
  writeFileSync(join(folder, 'in', 'a.csv'), csvOf(rows.slice(0, 400)))
  writeFileSync(join(folder, 'in', 'b.csv'), csvOf(rows.slice(400)))
  for (const [index, input] of [join(folder, 'in'), join(folder, 'in', '*.csv')].entries()) {
    const out = join(folder, `out${index}`)
    const run = resultOf(await runSample({ inputs: [input], out }))
    expect(run.counts).toMatchObject({ rows: 900, files: 2 })
    const table = await readParquet(join(out, 'standardised.parquet'), 'ORDER BY yingma_row')
    expect(table.map((row) => [row.yingma_row, row.检查号])).toEqual(rows.map(([id], n) => [n + 1, id]))
  }
})

test('a partitioned table lies in one folder per institution and month and loses no row', async () => {
  const out = join(folder, 'out')
  const run = resultOf(await runSample({ inputs: [input(1500)], out, duck: { partitioned: true } }))
  expect(run.counts.rows).toBe(1500)
  const parts = await query(
    `SELECT count(*) AS n, count(DISTINCT filename) AS files FROM read_parquet('${join(out, 'standardised')}/**/*.parquet', filename = true)`,
  )
  expect(parts[0]?.n).toBe(1500)
  expect(readdirSync(join(out, 'standardised'))).toContain('yingma_institution=H2')
  expect(readdirSync(join(out, 'standardised', 'yingma_institution=H2'))).toContain('yingma_month=2024-03')
})

test('CSV in, CSV out: lists are joined by plus signs', async () => {
  const out = join(folder, 'out')
  resultOf(await runSample({ inputs: [input(300)], out, duck: { format: 'csv' } }))
  expect(readdirSync(out).sort()).toEqual(['exam_items.csv', 'mapping.parquet', 'run.json', 'standardised.csv'])
  expect(readFileSync(join(out, 'standardised.csv'), 'utf8')).toContain('20010100110000+20030200110000')
})

test('a finished folder is not written again unless told so', async () => {
  const out = join(folder, 'out')
  const inputs = [input(200)]
  resultOf(await runSample({ inputs, out }))
  expect(problemOf(await runSample({ inputs, out })).code).toBe('batch.output-exists')
  const before = readFileSync(join(out, 'run.json'), 'utf8')
  resultOf(await runSample({ inputs, out, resume: true }))
  expect(readFileSync(join(out, 'run.json'), 'utf8')).toBe(before)
  resultOf(await runSample({ inputs, out, overwrite: true }))
  expect(readFileSync(join(out, 'run.json'), 'utf8')).not.toBe(before)
})

test('there is nothing to resume in an empty folder', async () => {
  const problem = problemOf(await runSample({ inputs: [input(20)], out: join(folder, 'new'), resume: true }))
  expect(problem.code).toBe('batch.nothing-to-resume')
})
