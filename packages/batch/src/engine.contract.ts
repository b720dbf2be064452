import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { DuckEngineOptions } from './engines/duckdb/engine.ts'
import { type ExamRow, sampleRows } from './testing/exam-rows.ts'
import { problemOf, resultOf } from './testing/outcomes.ts'
import { readParquet } from './testing/read-parquet.ts'
import { fixtureVerdicts, ruleNormaliser } from './testing/rule-normaliser.ts'
import { runSample, type SampleTask } from './testing/run-sample.ts'
import { spawnChild } from './testing/spawn-child.ts'

/** How the suite meets one engine. */
export interface ContractSetup {
  start(): Promise<void>
  stop(): Promise<void>
  /** Address of the engine; the embedded one without it. */
  address?(): string
  readonly duck?: Partial<DuckEngineOptions>
  /** Puts rows where the engine reads them and names the place. */
  place(rows: readonly ExamRow[], folder: string, header?: readonly string[]): Promise<readonly string[]>
  /** Rows of a published table, in any order. Lists are arrays, numbers numbers. */
  read(
    table: 'standardised' | 'exam_items',
    out: string,
    inputs: readonly string[],
  ): Promise<readonly Record<string, unknown>[]>
}

function verdictOf([, , , modality, name]: ExamRow) {
  return ruleNormaliser.normalise({ name: name ?? '', ...(modality ? { modality } : {}) })
}

const codesOf = (row: ExamRow) => verdictOf(row).items.flatMap(({ code }) => (code === null ? [] : [code]))

/** What every engine must do. A new engine passes this suite before anything else. */
export function engineContract(engine: string, setup: ContractSetup): void {
  describe(`${engine} as an engine`, () => {
    let folder: string
    beforeAll(() => setup.start())
    afterAll(() => setup.stop())
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'contract-'))
    })
    afterEach(() => rmSync(folder, { recursive: true, force: true }))

    const rows = sampleRows(2500)
    const run = (task: Partial<SampleTask> & { inputs: readonly string[] }) =>
      runSample({
        out: join(folder, 'out'),
        ...(setup.address && { address: setup.address() }),
        ...(setup.duck && { duck: setup.duck }),
        ...task,
      })

    test('every row comes out once, as it was, with the verdict on its own name', async () => {
      const inputs = await setup.place(rows, folder)
      resultOf(await run({ inputs }))
      const out = await setup.read('standardised', join(folder, 'out'), inputs)
      const print = (id: unknown, name: unknown, state: unknown, codes: unknown) =>
        JSON.stringify([id, name, state, codes])
      const found = out.map((r) => print(r.检查号, r.检查项目 ?? '', r.yingma_state, r.yingma_codes)).sort()
      expect(found).toEqual(rows.map((r) => print(r[0], r[4] ?? '', verdictOf(r).state, codesOf(r))).sort())
      expect(new Set(out.map((r) => Number(r.yingma_row))).size).toBe(rows.length)
      expect(Math.max(...out.map((r) => Number(r.yingma_row)))).toBe(rows.length)
    })

    test('one row per exam and item, up to forty of one exam, each joinable to its exam', async () => {
      const inputs = await setup.place(rows, folder)
      const record = resultOf(await run({ inputs }))
      const items = await setup.read('exam_items', join(folder, 'out'), inputs)
      const standardised = await setup.read('standardised', join(folder, 'out'), inputs)
      const examOf = new Map(standardised.map((r) => [Number(r.yingma_row), r]))
      for (const item of items) {
        const exam = examOf.get(Number(item.yingma_row))
        expect((exam?.yingma_codes as string[] | undefined)?.[Number(item.yingma_item) - 1]).toBe(item.yingma_code)
        expect(item.检查号).toBe(exam?.检查号)
        expect(item.yingma_state).toBe(exam?.yingma_state)
      }
      expect(items).toHaveLength(rows.reduce((sum, row) => sum + codesOf(row).length, 0))
      expect(Math.max(...items.map((item) => Number(item.yingma_item)))).toBe(40)
      expect(record.counts.examItems).toBe(items.length)
    })

    test('null and empty cells are the same input, other texts are not', async () => {
      const inputs = await setup.place(rows, folder)
      const record = resultOf(await run({ inputs }))
      const distinct = new Set(rows.map((row) => `${row[4] ?? ''}\u0000${row[3] ?? ''}`))
      expect(record.counts.distinctInputs).toBe(distinct.size)
      const mapping = await readParquet(join(folder, 'out', 'mapping.parquet'), 'ORDER BY input_id')
      expect(mapping.map((row) => row.input_id)).toEqual(mapping.map((_, index) => index + 1))
      const counts = mapping.map((row) => Number(row.count))
      expect(counts).toEqual([...counts].sort((a, b) => b - a))
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(rows.length)
    })

    test('an institution with rules of its own is a key of its own, the others are one', async () => {
      const inputs = await setup.place(rows, folder)
      const record = resultOf(await run({ inputs, verdicts: fixtureVerdicts(['H3', 'H9']) }))
      expect(record.counts.rowsByMemory).toEqual({ H3: rows.filter(([, hospital]) => hospital === 'H3').length, H9: 0 })
      const out = await setup.read('standardised', join(folder, 'out'), inputs)
      const knees = out.filter((row) => row.检查项目 === '膝关节DR' && row.设备类型 === 'DR')
      expect(new Set(knees.filter((row) => row.医院 === 'H3').map((row) => row.yingma_state))).toEqual(
        new Set(['mapped']),
      )
      expect(new Set(knees.filter((row) => row.医院 !== 'H3').map((row) => row.yingma_state))).toEqual(
        new Set(['ambiguous']),
      )
    })

    test('the memory of one institution holds for a whole table that names none', async () => {
      const inputs = await setup.place(rows, folder, ['检查号', '院区', '检查时间', '设备类型', '检查项目', '项目代码'])
      const record = resultOf(await run({ inputs, verdicts: fixtureVerdicts(['H3']) }))
      expect(record.counts.rowsByMemory).toEqual({ H3: rows.length })
      const out = await setup.read('standardised', join(folder, 'out'), inputs)
      const knees = out.filter((row) => row.检查项目 === '膝关节DR' && row.设备类型 === 'DR')
      expect(new Set(knees.map((row) => row.yingma_state))).toEqual(new Set(['mapped']))
      const several = await run({ inputs, out: join(folder, 'several'), verdicts: fixtureVerdicts(['H3', 'H4']) })
      expect(problemOf(several)).toMatchObject({ code: 'batch.institution-column-unknown', institutions: ['H3', 'H4'] })
    })

    test('groups of the report add up to all rows', async () => {
      const inputs = await setup.place(rows, folder)
      const { measures, counts, checks } = resultOf(await run({ inputs }))
      for (const by of ['modality', 'institution', 'month']) {
        const group = measures.tallies.filter((tally) => tally.by === by)
        expect(group.reduce((sum, { rows: n }) => sum + n, 0)).toBe(rows.length)
      }
      const march = measures.tallies.filter(({ by, value }) => by === 'month' && value === '2024-03')
      expect(march.reduce((sum, { rows: n }) => sum + n, 0)).toBe(
        rows.filter(([, , time]) => time?.startsWith('2024-03')).length,
      )
      expect(Object.values(counts.rowsByState).reduce((sum, n) => sum + n, 0)).toBe(rows.length)
      expect(checks.every(({ expected, found }) => expected === found)).toBe(true)
    })

    test('a stopped run has published nothing and can be continued', async () => {
      const inputs = await setup.place(rows, folder)
      const abort = new AbortController()
      const watcher = {
        started: (stage: string) => stage === 'exam-items' && abort.abort(),
        finished: () => undefined,
        progress: () => undefined,
      }
      const stopped = await run({ inputs, signal: abort.signal, watcher: watcher as never })
      expect(problemOf(stopped).code).toBe('batch.interrupted')
      expect(readdirSync(join(folder, 'out')).filter((name) => !name.startsWith('.'))).toEqual([])
      expect(resultOf(await run({ inputs, resume: true })).counts.rows).toBe(rows.length)
    })

    test('a run killed while it joins gives, continued, what an unkilled one gives', async () => {
      const inputs = await setup.place(rows, folder)
      const whole = resultOf(await run({ inputs, out: join(folder, 'whole') }))
      const before = await setup.read('standardised', join(folder, 'whole'), inputs)
      const out = join(folder, 'killed')
      for (const on of [
        'started distinct',
        'finished distinct',
        'started standardise',
        'started exam-items',
        'finished exam-items',
        'started publish',
      ]) {
        const child = await spawnChild({
          inputs,
          out,
          resume: on !== 'started distinct',
          kill: { on, afterMs: on === 'started standardise' ? 5 : 0 },
          ...(setup.address && { address: setup.address() }),
          ...(setup.duck && { duck: setup.duck }),
        })
        expect(child.signal === 'SIGKILL' || on === 'started standardise').toBe(true)
      }
      const again = resultOf(await run({ inputs, out, resume: true }))
      expect({ ...again, times: null }).toEqual({ ...whole, times: null })
      const print = (table: readonly Record<string, unknown>[]) =>
        table.map(({ yingma_row, ...row }) => JSON.stringify(row)).sort()
      expect(print(await setup.read('standardised', out, inputs))).toEqual(print(before))
    })

    test('a table that has a column of the output already is refused', async () => {
      const inputs = await setup.place(rows.slice(0, 5), folder, [
        '检查号',
        '医院',
        '检查时间',
        'yingma_state',
        '检查项目',
        '项目代码',
      ])
      expect(problemOf(await run({ inputs }))).toEqual({ code: 'batch.column-taken', column: 'yingma_state' })
    })

    test('a column that the table lacks is said with those it has', async () => {
      const inputs = await setup.place(rows.slice(0, 5), folder)
      expect(problemOf(await run({ inputs, roles: { part: '部位' } }))).toMatchObject({
        code: 'batch.column-missing',
        column: '部位',
      })
    })

    test('an empty table is said', async () => {
      const inputs = await setup.place([], folder)
      expect(problemOf(await run({ inputs }))).toMatchObject({ code: 'batch.input-empty' })
    })
  })
}
