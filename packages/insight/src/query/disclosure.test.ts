import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Mart } from '../mart/open-mart.ts'
import { type DimensionId, dimensionOf } from '../model/dimensions.ts'
import type { Figure } from '../model/figure.ts'
import { FIGURES } from '../model/figures.ts'
import { martOf, yearFile } from '../testing/generated-year.ts'
import { closed } from './coarser.ts'
import { runFigure } from './run-figure.ts'
import { type FigureRow, hiddenCells, keyOf, type SharedCell, SMALLEST_CELL } from './suppress.ts'

/** Few exams, so that many cells are small. */
const ROWS = 6000
const SHARED = { kind: 'shared', institutions: null } as const

let mart: Mart
beforeAll(async () => {
  mart = await martOf(await yearFile(ROWS, true))
})
afterAll(() => mart?.close())

const sharedFigures = FIGURES.filter(({ isPrivate }) => isPrivate !== true)

interface Told {
  readonly by: readonly DimensionId[]
  /** Dimensions that the rows settle as well. */
  readonly all: readonly DimensionId[]
  readonly rows: readonly FigureRow[]
}

/** Everything that can be asked of a figure by up to two dimensions. */
async function everything(figure: Figure): Promise<Told[]> {
  const dimensions = figure.dimensions.filter((id) => dimensionOf(id).isShared)
  const pairs = dimensions.flatMap((one, index) => dimensions.slice(index + 1).map((other) => [one, other]))
  const told: Told[] = []
  for (const by of [[], ...dimensions.map((one) => [one]), ...pairs]) {
    const answer = await runFigure(mart, { figure: figure.id, by }, SHARED)
    if (answer.ok) told.push({ by, all: closed(figure, by), rows: answer.value.rows })
    else expect(answer.problem.code).toBe('insight.rows-telling')
  }
  return told
}

/** What follows from all tables by adding and subtracting, again and again, for one count; the cells that were hidden and became known. */
function recovered(told: readonly Told[], parentsOf: ParentsOf, count: string): string[] {
  const known = told.map(({ by, rows }) => new Map(rows.map((row) => [keyOf(row, by), row[count] as number | null])))
  const found: string[] = []
  const links = told.flatMap((fine, f) =>
    told.flatMap((coarse, c) => {
      if (f === c || !coarse.by.every((id) => fine.all.includes(id))) return []
      const margins = new Map<string, string[]>()
      for (const row of fine.rows) {
        const key = keyOf(parentsOf(row, fine.by), coarse.by)
        margins.set(key, [...(margins.get(key) ?? []), keyOf(row, fine.by)])
      }
      return [{ f, c, margins }]
    }),
  )
  for (let isNew = true; isNew; ) {
    isNew = false
    for (const { f, c, margins } of links) {
      for (const [total, keys] of margins) {
        const [fine, coarse] = [known[f]!, known[c]!]
        const sum = coarse.get(total) ?? null
        const open = keys.filter((key) => fine.get(key) === null)
        const rest = keys.reduce((all, key) => all + (fine.get(key) ?? 0), 0)
        if (open.length === 1 && sum !== null) fine.set(open[0]!, sum - rest)
        else if (open.length === 0 && sum === null) coarse.set(total, rest)
        else continue
        found.push(`${told[f]!.by.join()} of ${told[c]!.by.join()}: ${total}`)
        isNew = true
      }
    }
  }
  return found
}

type ParentsOf = (row: FigureRow, by: readonly DimensionId[]) => FigureRow

/** Values that a row implies, as anybody can look them up in the standard or a calendar. */
async function parentsIn(figure: Figure): Promise<ParentsOf> {
  const tops = figure.dimensions.filter((id) => closed(figure, [id]).length > 1)
  const values = new Map<string, FigureRow>()
  for (const top of tops) {
    const answer = await runFigure(mart, { figure: figure.id, by: closed(figure, [top]) }, { kind: 'all' })
    for (const row of answer.ok ? answer.value.rows : []) values.set(`${top} ${row[top]}`, row)
  }
  return (row, by) => Object.assign({}, ...by.map((id) => values.get(`${id} ${row[id]}`)), row)
}

describe('the sums of a region', () => {
  test.each(sharedFigures.map((figure) => [figure.id, figure] as const))(
    'of %s give back no hidden number by subtraction',
    async (_id, figure) => {
      const told = await everything(figure)
      expect(told.length).toBeGreaterThan(1)
      const parentsOf = await parentsIn(figure)
      for (const measure of figure.measures) {
        if (measure.kind === 'count') expect(recovered(told, parentsOf, measure.id), measure.id).toEqual([])
      }
    },
    120_000,
  )

  test('tell no institution how little the others did', async () => {
    const { engine } = mart
    const answer = await runFigure(mart, { figure: 'volume', by: ['modality', 'month'] }, SHARED)
    for (const row of answer.ok ? answer.value.rows : []) {
      if (row.suppressed === 1) continue
      const own = await engine.rows<{ n: unknown }>(
        `SELECT sum(n) AS n FROM agg_volume WHERE modality = '${row.modality}' AND month = '${row.month}' GROUP BY institution`,
      )
      for (const { n } of own) {
        const others = Number(row.exams) - Number(n)
        expect(others === 0 || others >= SMALLEST_CELL, JSON.stringify(row)).toBe(true)
      }
    }
  })
})

describe('hidden rows', () => {
  const cell = (values: SharedCell['values'], ...counts: number[]): SharedCell => ({
    values,
    counts,
    largest: counts.map((n) => Math.ceil(n / 3)),
    institutions: 9,
  })
  /** A table of cells that is parted by less where less is asked for. */
  const asked = (cells: readonly SharedCell[]) => (by: readonly DimensionId[]) => {
    const sums = new Map<string, SharedCell>()
    for (const one of cells) {
      const key = keyOf(one.values, by)
      const sum = sums.get(key)?.counts
      sums.set(key, cell(one.values, ...one.counts.map((n, index) => n + (sum?.[index] ?? 0))))
    }
    return Promise.resolve([...sums.values()])
  }
  const named = async (by: readonly DimensionId[], cells: readonly SharedCell[]) => {
    const hidden = await hiddenCells(by, asked(cells))
    return hidden && [...hidden].map(({ values }) => Object.values(values).join(' ')).sort()
  }

  test('have company, the smallest of the others', async () => {
    const rows = [cell({ kind: 'side' }, 3, 0), cell({ kind: 'sex' }, 900, 50), cell({ kind: 'age' }, 70, 20)]
    expect(await named(['kind'], rows)).toEqual(['age', 'side'])
  })

  test('come to no small number together', async () => {
    const rows = [cell({ kind: 'side' }, 100, 1), cell({ kind: 'sex' }, 200, 1), cell({ kind: 'age' }, 900, 50)]
    expect(await named(['kind'], rows)).toEqual(['age', 'sex', 'side'])
  })

  test('have company in every sum that they are part of', async () => {
    const row = (modality: string, month: string, n: number) => cell({ modality, month }, n)
    const rows = [
      ...[row('CT', '01', 3), row('CT', '02', 50), row('CT', '03', 70)],
      ...[row('MR', '01', 80), row('MR', '02', 90), row('MR', '03', 99)],
    ]
    expect(await named(['modality', 'month'], rows)).toEqual(['CT 01', 'CT 02', 'MR 01', 'MR 02'])
  })

  test('of a coarser table are no sum of what is shown', async () => {
    const row = (modality: string, month: string, n: number) => cell({ modality, month }, n)
    const rows = [
      row('CT', '01', 2),
      row('CT', '02', 1),
      row('MR', '01', 40),
      row('MR', '02', 60),
      row('DR', '01', 500),
    ]
    const coarse = await named(['modality'], rows)
    expect(coarse?.map((each) => each.slice(0, 2))).toEqual(['CT', 'MR'])
    expect((await named(['modality', 'month'], rows))?.some((each) => each.startsWith('MR'))).toBe(true)
  })

  test('that follow from coarser tables all the same are reason to tell nothing', async () => {
    const row = (modality: string, month: string, n: number) => cell({ modality, month }, n)
    const rows = [row('CT', '01', 100), row('MR', '01', 3), row('MR', '02', 80)]
    expect(await named(['modality', 'month'], rows)).toBeUndefined()
    expect(await named(['modality', 'month'], [])).toEqual([])
  })

  test('are those of few institutions, and of one beside little of others', async () => {
    const few = { ...cell({ kind: 'side' }, 800), institutions: 2 }
    expect([...((await hiddenCells([], () => Promise.resolve([few]))) ?? [])]).toEqual([few])
    const much = { ...cell({ kind: 'side' }, 800), largest: [797] }
    expect([...((await hiddenCells([], () => Promise.resolve([much]))) ?? [])]).toEqual([much])
  })
})
