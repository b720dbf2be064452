import { afterAll, beforeAll, expect, test } from 'vitest'
import { FIGURES } from '../model/figures.ts'
import { prepareFigure } from '../query/run-figure.ts'
import { martOf, yearFile } from '../testing/generated-year.ts'
import type { Mart } from './open-mart.ts'
import { ROLLUPS } from './rollups.ts'

let mart: Mart
beforeAll(async () => {
  mart = await martOf(await yearFile(20_000, true))
})
afterAll(() => mart?.close())

test('a coarser table answers as the aggregate that it was made of, and each of them answers something', async () => {
  const used = new Set<string>()
  for (const { id, dimensions, table } of FIGURES) {
    for (const by of [
      [],
      ...dimensions.map((one) => [one]),
      ...dimensions.slice(1).map((one) => [dimensions[0]!, one]),
    ]) {
      const prepared = prepareFigure(mart, { figure: id, by }, { kind: 'all' })
      if (!prepared.ok) throw new Error(prepared.problem.code)
      const { sql } = prepared.value
      const rollup = ROLLUPS.find((each) => sql.includes(`FROM ${each.table}`))
      if (rollup === undefined) continue
      used.add(rollup.table)
      expect(rollup.of).toBe(table)
      const rows = await mart.engine.rows(sql)
      expect(rows, sql).toEqual(await mart.engine.rows(sql.replaceAll(rollup.table, table)))
    }
  }
  expect([...used].sort()).toEqual(ROLLUPS.map(({ table }) => table).sort())
})

test('they are made of what they say, with fewer rows', async () => {
  const countOf = async (table: string) =>
    Number((await mart.engine.rows<{ n: unknown }>(`SELECT count(*) AS n FROM ${table}`))[0]?.n)
  for (const { table, of } of ROLLUPS) expect(await countOf(table), table).toBeLessThanOrEqual(await countOf(of))
})
