import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Mart } from '../mart/open-mart.ts'
import { DIMENSIONS } from '../model/dimensions.ts'
import { FIGURES } from '../model/figures.ts'
import { martOf, yearFile } from '../testing/generated-year.ts'
import { drill } from './drill.ts'
import { runFigure } from './run-figure.ts'
import { runSlice } from './run-slice.ts'
import { SMALLEST_CELL } from './suppress.ts'

const OWN = '示例医院005'
const SHARED = { kind: 'shared', institutions: null } as const
const AT_HOME = { kind: 'institution', institution: OWN } as const

let mart: Mart
beforeAll(async () => {
  mart = await martOf(await yearFile(20_000, true))
})
afterAll(() => mart?.close())

/** What would tell of another institution: its name, or a number of its device or staff. */
const foreign = (text: string) => /示例医院(?!005)\d{3}|[HTD](?!005)\d{3}-/u.exec(text)?.[0]

describe.each(FIGURES.map((figure) => [figure.id, figure] as const))('%s', (id, figure) => {
  test('an institution sees itself only, parted by anything', async () => {
    for (const dimension of figure.dimensions) {
      const answer = await runFigure(mart, { figure: id, by: [dimension] }, AT_HOME)
      if (!answer.ok) throw new Error(JSON.stringify(answer.problem))
      expect(foreign(JSON.stringify(answer.value.rows)), dimension).toBeUndefined()
    }
    const all = await runFigure(mart, { figure: id, by: ['institution'] }, AT_HOME)
    const seen = all.ok ? all.value.rows.map(({ institution }) => institution) : []
    // So few combine two items on one day that an institution may have none.
    expect(seen).toEqual(id === 'combinations' && seen.length === 0 ? [] : [OWN])
    const other = [{ dimension: 'institution', values: ['示例医院004'] }] as const
    const asked = await runFigure(mart, { figure: id, filters: other }, AT_HOME)
    expect(asked.ok && asked.value.rows.every((row) => figure.measures.every(({ id: m }) => (row[m] ?? 0) === 0))).toBe(
      true,
    )
  })

  test('the sum of a region is suppressed and parted by nothing that tells an institution or a person', async () => {
    for (const dimension of figure.dimensions) {
      const answer = await runFigure(mart, { figure: id, by: [dimension] }, SHARED)
      const isShared = DIMENSIONS.find((each) => each.id === dimension)?.isShared ?? false
      if (!answer.ok) {
        const isTold = isShared && figure.isPrivate !== true
        expect(answer.problem.code, dimension).toMatch(isTold ? /rows-telling$/u : /-private$/u)
        continue
      }
      expect(isShared && figure.isPrivate !== true, dimension).toBe(true)
      expect(/示例医院|H\d{3}-|[TD]\d{3}-\d/u.exec(JSON.stringify(answer.value.rows))).toBeNull()
      const counts = figure.measures.filter(({ kind }) => kind === 'count').map((measure) => measure.id)
      for (const row of answer.value.rows) {
        for (const count of counts) {
          const n = row[count] ?? null
          expect(n === null || n === 0 || Number(n) >= SMALLEST_CELL, `${dimension} ${count} ${n}`).toBe(true)
        }
      }
    }
    const filter = [{ dimension: 'institution', values: [OWN] }] as const
    expect(await runFigure(mart, { figure: id, by: [], filters: filter }, SHARED)).toMatchObject({ ok: false })
  })

  test('rows of exams are for the institution itself, without the token of the patient', async () => {
    const request = { figure: id, limit: 20, offset: 0 }
    expect(await drill(mart, request, SHARED)).toMatchObject({ ok: false })
    const rows = await drill(mart, request, AT_HOME)
    if (figure.rows === undefined) {
      expect(rows).toMatchObject({ ok: false, problem: { code: 'insight.rows-absent' } })
      return
    }
    if (!rows.ok) throw new Error(JSON.stringify(rows.problem))
    expect(rows.value.total).toBeGreaterThan(0)
    expect(foreign(JSON.stringify(rows.value.rows))).toBeUndefined()
    expect(JSON.stringify(rows.value.rows)).not.toContain('y1.')
  })
})

test('a figure that lacks its column says which', async () => {
  const lacking = {
    engine: mart.engine,
    record: { ...mart.record, roles: mart.record.roles.filter((r) => r !== 'price') },
  }
  expect(await runFigure(lacking, { figure: 'charging' }, { kind: 'all' })).toEqual({
    ok: false,
    problem: { code: 'insight.column-missing', figure: 'charging', columns: ['price'] },
  })
})

test('more rows than are wanted are refused, never cut', async () => {
  const asked = { figure: 'volume', by: ['institution', 'month'] }
  const all = await runFigure(mart, asked, { kind: 'all' })
  const rows = all.ok ? all.value.rows.length : 0
  expect(rows).toBeGreaterThan(100)
  expect((await runFigure(mart, { ...asked, limit: rows }, { kind: 'all' })).ok).toBe(true)
  expect(await runFigure(mart, { ...asked, limit: rows - 1 }, { kind: 'all' })).toEqual({
    ok: false,
    problem: { code: 'insight.rows-too-many', figure: 'volume', limit: rows - 1 },
  })
})

test('answers that are shared do not tell by their difference what each hides', async () => {
  const all = await runSlice(mart, { figure: 'volume', by: ['modality', 'month'] }, SHARED)
  const hidden = all.ok ? all.value.rows.filter(({ suppressed }) => suppressed === 1) : []
  expect(hidden.length).toBeGreaterThan(1)
  for (const { modality, month } of hidden) {
    const filters = [
      { dimension: 'modality', values: [String(modality)] },
      { dimension: 'month', from: String(month), to: String(month) },
    ] as const
    const slice = await runSlice(mart, { figure: 'volume', by: [], filters }, SHARED)
    const nothing = { exams: null, items: null, amount: null, suppressed: 1 }
    expect(slice.ok && slice.value.rows).toEqual([{ modality, month, ...nothing }])
  }
  const own = await runSlice(mart, { figure: 'mix', by: [], filters: [{ dimension: 'month', to: '2025-03' }] }, AT_HOME)
  expect(own.ok && own.value.by).toEqual([])
})

test('a range of hours in a shared answer goes by number, not by letter', async () => {
  const filters = [{ dimension: 'hour', from: '9', to: '11' }] as const
  const slice = await runSlice(mart, { figure: 'device-hours', by: [], filters }, SHARED)
  expect(slice.ok && slice.value.rows.map(({ hour }) => hour)).toEqual([9, 10, 11])
})
