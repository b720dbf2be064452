import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckSession } from '@yingma/batch'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Mart } from '../mart/open-mart.ts'
import { FIGURE_IDS, FIGURES } from '../model/figures.ts'
import { INDICATORS } from '../quality/indicators.ts'
import { runFigure } from '../query/run-figure.ts'
import { countStatement } from './count-oracles.ts'
import { yearFile } from './generated-year.ts'
import { INDICATOR_RULES, ORACLES, PREPARE } from './oracles.ts'

interface Subject {
  /** Makes the mart of the raw table in this Parquet file. */
  start(file: string, session: DuckSession): Promise<Mart>
  stop(): Promise<void>
}

const ROWS = 12_000

/** Every figure equals its oracle over the raw table: the suite of every engine. */
export function oracleContract(name: string, subject: Subject): void {
  describe(name, () => {
    let mart: Mart
    let session: DuckSession
    beforeAll(async () => {
      const file = await yearFile(ROWS, true)
      session = await DuckSession.open({
        memory: 1e9,
        threads: 1,
        spill: join(mkdtempSync(join(tmpdir(), 'oracle-')), 's'),
      })
      await session.run(`CREATE VIEW raw AS SELECT * FROM read_parquet('${file}')`)
      for (const statement of PREPARE) await session.run(statement)
      mart = await subject.start(file, session)
    })
    afterAll(async () => {
      await mart?.close()
      session?.close()
      await subject.stop()
    })

    test('every figure has an oracle', () => {
      expect(ORACLES.map(({ figure }) => figure).sort()).toEqual([...FIGURE_IDS].sort())
      expect(INDICATOR_RULES.map(([id]) => id).sort()).toEqual(INDICATORS.map(({ id }) => id).sort())
    })

    test('every oracle says every number of its figure', () => {
      for (const { figure, sql } of ORACLES) {
        const measures = FIGURES.find(({ id }) => id === figure)?.measures ?? []
        expect(
          measures.filter(({ id }) => !sql.includes(id)).map(({ id }) => id),
          figure,
        ).toEqual([])
      }
    })

    test.each(FIGURES.map((figure) => [figure.id, figure] as const))(
      '%s counts by each of its dimensions what is in the raw table',
      async (id, { dimensions, measures }) => {
        const count = measures.find(({ kind }) => kind === 'count')?.id ?? ''
        for (const dimension of dimensions) {
          const answer = await runFigure(mart, { figure: id, by: [dimension] }, { kind: 'all' })
          if (!answer.ok) throw new Error(JSON.stringify(answer.problem))
          const found = answer.value.rows.map((row) => `${row[dimension]} ${row[count]}`.toUpperCase())
          const wanted = await session.rows<{ value: string; n: number }>(countStatement(id, dimension))
          const said = wanted.map(({ value, n }) => `${value} ${n}`.toUpperCase())
          expect(said.length, dimension).toBeGreaterThan(0)
          // A value that is counted nowhere may be there with a nought: the year before, an indicator that nothing fulfils.
          expect(found.filter((each) => !each.endsWith(' 0')).sort(), dimension).toEqual(said.sort())
        }
      },
    )

    test.each(ORACLES.map((oracle) => [oracle.figure, oracle] as const))('%s', async (figure, { by, sql }) => {
      const answer = await runFigure(mart, { figure, by }, { kind: 'all' })
      if (!answer.ok) throw new Error(JSON.stringify(answer.problem))
      const wanted = (await session.rows<Record<string, unknown>>(sql)).map((row) => comparable(row, by))
      const found = answer.value.rows.map((row) => comparable(row, by))
      expect(wanted.length).toBeGreaterThan(0)
      expect(found.sort()).toEqual(wanted.sort())
    })
  })
}

/** A row as text: keys as they are, numbers to nine digits. */
function comparable(row: Readonly<Record<string, unknown>>, by: readonly string[]): string {
  return Object.entries(row)
    .map(([key, value]) => {
      if (by.includes(key)) return `${key}=${String(value).toUpperCase()}`
      return `${key}=${value === null ? 'null' : Number(Number(value).toPrecision(9))}`
    })
    .join(' ')
}
