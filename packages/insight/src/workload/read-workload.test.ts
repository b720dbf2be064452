import { afterAll, beforeAll, expect, test } from 'vitest'
import { beforeTable } from '../mart/fact-statements.ts'
import type { Mart } from '../mart/open-mart.ts'
import { runFigure } from '../query/run-figure.ts'
import { edition, martOf, yearFile } from '../testing/generated-year.ts'
import { readWorkload } from './read-workload.ts'

const CHEST = '20040100110000'
const TABLE = {
  version: 'department-2026',
  validFrom: '2025-07-01',
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

test('points of a department’s table count from its first day on, an override instead of them, and the starting ones before', async () => {
  const filters = [
    { dimension: 'code', values: [CHEST] },
    { dimension: 'role', values: ['doctor'] },
  ] as const
  const answer = await runFigure(mart, { figure: 'workload', by: ['department', 'month'], filters }, { kind: 'all' })
  const rows = answer.ok ? answer.value.rows : []
  expect(new Set(rows.map(({ department }) => department)).size).toBe(6)
  const months = new Set(rows.map(({ month }) => month))
  expect([months.has('2025-06'), months.has('2025-07')]).toEqual([true, true])
  // An exam without a start has no month and counts by the table.
  for (const { department, month, items, points } of rows) {
    const each = month !== '' && String(month) < '2025-07' ? 2 : department === '骨科' ? 9 : 7
    expect([department, month, points]).toEqual([department, month, Number(items) * each])
  }
  expect(mart.record.workload).toEqual({ version: 'department-2026', basis: 'agreed' })
})

test('the first second of the day is the first that counts', () => {
  expect(beforeTable('started_at', Date.parse('2026-01-01T00:00:00Z') / 1000)).toBe(
    '(started_at >= 0 AND started_at < 1767225600)',
  )
})

test.each(['2026-02-30', '2026-13-01', '2026-1-1'])('%s is no day', (validFrom) => {
  const read = readWorkload({ ...TABLE, validFrom }, edition)
  expect(read.ok ? [] : read.problems).toMatchObject([{ place: 'validFrom' }])
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
