import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Mart } from '../mart/open-mart.ts'
import { runFigure } from '../query/run-figure.ts'
import { edition, martOf, yearFile } from '../testing/generated-year.ts'
import { readWorkload } from './read-workload.ts'

const CHEST = '20040100110000'
const TABLE = {
  version: 'department-2026',
  validFrom: '2026-01-01',
  items: { [CHEST]: { doctor: 7, technician: 3 } },
  overrides: [{ department: '骨科', code: CHEST, doctor: 9, technician: 3 }],
}

let mart: Mart
beforeAll(async () => {
  const read = readWorkload(TABLE, edition)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  mart = await martOf(await yearFile(5000, false), { workload: read.workload })
})
afterAll(() => mart?.close())

test('points of a department’s table count instead of the starting ones, and an override instead of those', async () => {
  const filters = [
    { dimension: 'code', values: [CHEST] },
    { dimension: 'role', values: ['doctor'] },
  ] as const
  const answer = await runFigure(mart, { figure: 'workload', by: ['department'], filters }, { kind: 'all' })
  const rows = answer.ok ? answer.value.rows : []
  expect(rows.length).toBe(6)
  for (const { department, items, points } of rows) expect(points).toBe(Number(items) * (department === '骨科' ? 9 : 7))
  expect(mart.record.workload).toEqual({ version: 'department-2026', basis: 'agreed' })
})

test('a table is checked entry by entry', () => {
  const bad = {
    validFrom: 'soon',
    basis: 'hope',
    items: { nothing: { doctor: 1, technician: -1 } },
    overrides: [{ code: CHEST, doctor: 1, technician: 1 }, 5],
  }
  const read = readWorkload(bad, edition)
  expect(read.ok ? [] : read.problems.map((problem) => ('place' in problem ? problem.place : ''))).toEqual([
    'version',
    'validFrom',
    'basis',
    'items.nothing',
    'items.nothing.technician',
    'overrides.0.department',
    'overrides.1.department',
    'overrides.1.code',
    'overrides.1.doctor',
    'overrides.1.technician',
  ])
  expect(readWorkload(null, edition).ok).toBe(false)
})
