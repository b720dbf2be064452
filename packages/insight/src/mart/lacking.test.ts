import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckSession } from '@yingma/batch'
import { beforeAll, describe, expect, test } from 'vitest'
import { findEffects } from '../findings/find-effects.ts'
import { FIGURES } from '../model/figures.ts'
import { type RoleId, SOURCE_ROLES } from '../model/source-roles.ts'
import { prepareFigure, runFigure } from '../query/run-figure.ts'
import { createRanges } from '../recognition/exam-range.ts'
import { coverRows } from '../recognition/regional-list.ts'
import { EXAMPLE_LIST } from '../testing/example-list.ts'
import { edition, martOf, yearFile } from '../testing/generated-year.ts'
import type { Mart } from './open-mart.ts'

const ALL = { kind: 'all' } as const

/** A file that is the generated year changed by a select over `year`. */
async function changed(year: string, select: (year: string) => string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'insight-lacking-'))
  const session = await DuckSession.open({ memory: 1e9, threads: 1, spill: join(folder, 'spill') })
  try {
    const file = join(folder, 'year.parquet')
    await session.run(`COPY (${select(`read_parquet('${year}')`)}) TO '${file}' (FORMAT parquet)`)
    return file
  } finally {
    session.close()
  }
}

const used = async (file: string, use: (mart: Mart) => Promise<void>): Promise<void> => {
  const mart = await martOf(file)
  try {
    await use(mart)
  } finally {
    await mart.close()
  }
}

let year: string
let columns: Mart['record']['columns']
beforeAll(async () => {
  year = await yearFile(400, true)
  const mart = await martOf(year)
  columns = mart.record.columns
  await mart.close()
})

describe('a table that lacks a column', () => {
  test.each(SOURCE_ROLES.map(({ id }) => id))(
    '%s answers the figures that do without, and the others say so',
    async (role: RoleId) => {
      const column = columns[role]
      expect(column).toBeDefined()
      const file = await changed(year, (source) => `SELECT * EXCLUDE ("${column}") FROM ${source}`)
      await used(file, async (mart) => {
        for (const { id, needs } of FIGURES) {
          const answer = await runFigure(mart, { figure: id }, ALL)
          const problem = { code: 'insight.column-missing', figure: id, columns: [role] }
          if (needs.includes(role)) expect(answer).toEqual({ ok: false, problem })
          else expect(answer.ok, id).toBe(true)
        }
      })
    },
  )
})

test('the SQL of every figure runs as it is printed and gives the same rows', async () => {
  await used(year, async (mart) => {
    for (const { id, measures } of FIGURES) {
      const prepared = prepareFigure(mart, { figure: id }, ALL)
      const answer = await runFigure(mart, { figure: id }, ALL)
      if (!prepared.ok || !answer.ok) throw new Error(id)
      const rows = await mart.engine.rows<Record<string, unknown>>(prepared.value.sql)
      const numbers = (row: Readonly<Record<string, unknown>>) => measures.map((one) => row[one.id] ?? null)
      expect(rows.map(numbers), id).toEqual(answer.value.rows.map(numbers))
    }
  })
})

test.each([
  ['without rows', (source: string) => `SELECT * FROM ${source} WHERE false`],
  ['of one row', (source: string) => `SELECT * FROM ${source} LIMIT 1`],
  ['of one institution', (source: string) => `SELECT * REPLACE ('独家' AS 医疗机构) FROM ${source}`],
  [
    'whose times are all in the future',
    (source: string) => `SELECT * REPLACE (检查时间 + INTERVAL 90 YEAR AS 检查时间) FROM ${source}`,
  ],
  [
    'whose words are no times, ages or amounts',
    (source: string) => `SELECT * REPLACE ('明天' AS 检查时间, '成年' AS 年龄, '面议' AS 金额) FROM ${source}`,
  ],
])('a table %s breaks no figure', async (_what, select) => {
  await used(await changed(year, select), async (mart) => {
    for (const { id, isPrivate } of FIGURES) {
      expect((await runFigure(mart, { figure: id }, ALL)).ok, id).toBe(true)
      if (isPrivate === true) continue
      const shared = await runFigure(mart, { figure: id }, { kind: 'shared', institutions: null })
      expect(shared.ok || shared.problem.code, id).toSatisfy((said) => said === true || said === 'insight.rows-telling')
    }
    expect((await findEffects(mart, ALL)).notLooked).toEqual([])
  })
})

test('an item that entries name for different days has the window of each, the first where they overlap', () => {
  const entry = { code: '30010100110000' }
  const entries = [
    { ...entry, windowDays: 30, from: '2025-01-01', to: '2025-01-31' },
    { ...entry, windowDays: 60, from: '2025-01-15', to: '2025-02-28' },
  ]
  const rows = coverRows([{ ...EXAMPLE_LIST, entries }], edition, createRanges(edition))
  const own = rows.filter(([code, by]) => code === by).map(([, , days, from, until]) => [days, until, from])
  const at = (day: string) => Date.parse(`${day}T00:00:00Z`) / 1000
  expect(own).toEqual([
    [30, at('2025-02-01'), at('2025-01-01')],
    [60, at('2025-03-01'), at('2025-02-01')],
  ])
})
