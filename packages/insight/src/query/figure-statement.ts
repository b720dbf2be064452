import { clause, type Dialect, headed, quoted } from '../engine/dialect.ts'
import { distinctColumns, smallestTable } from '../mart/rollups.ts'
import type { DimensionId } from '../model/dimensions.ts'
import { dimensionOf } from '../model/dimensions.ts'
import type { Figure, Measure } from '../model/figure.ts'

/** Which rows: values of a dimension, or a range of months or days (both ends in). */
export interface Filter {
  readonly dimension: DimensionId
  readonly values?: readonly (string | number)[]
  readonly from?: string
  readonly to?: string
}

export interface FigureTask {
  readonly figure: Figure
  readonly by: readonly DimensionId[]
  readonly filters: readonly Filter[]
}

/** The SQL of a figure in one dialect; ordered by what it is parted by. */
export function figureStatement(d: Dialect, task: FigureTask): string {
  const { figure, by } = task
  const from = rowsOf(task, distinctColumns(figure.measures))
  const order = clause('ORDER BY', by)
  const count = figure.measures.find(({ kind }) => kind === 'count')
  if (count?.kind === 'count' && figure.measures.some(({ kind }) => kind === 'percentile')) {
    const levels = figure.measures.flatMap((measure) =>
      measure.kind === 'percentile' ? [[measure.id, measure.percent] as const] : [],
    )
    const rows = d.percentiles({
      from,
      groups: by,
      value: 'minutes',
      weight: count.column,
      total: 'total',
      levels,
      countName: count.id,
      meanName: 'mean',
    })
    return `${rows}${order}`
  }
  const measures = figure.measures.map((measure) => `${measureSql(measure)} AS ${measure.id}`)
  return `SELECT ${headed(by)}${measures.join(', ')} FROM ${from}${clause('GROUP BY', by)}${order}`
}

/** The smallest table that has all columns that are read, with the conditions on its rows. */
export function rowsOf({ figure, by, filters }: FigureTask, read: readonly string[]): string {
  const where = conditions(figure, filters)
  const table = smallestTable(figure.table, [...by, ...filters.map(({ dimension }) => dimension), ...read])
  return `${table}${where.length === 0 ? '' : ` WHERE ${where.join(' AND ')}`}`
}

function measureSql(measure: Measure): string {
  switch (measure.kind) {
    case 'count':
      return `sum(${measure.column})`
    case 'sum':
      return scaled(`sum(${measure.column})`, measure.scale)
    case 'distinct':
      return `count(DISTINCT ${measure.column})`
    case 'smallest':
      return scaled(`min(${measure.column})`, measure.scale)
    case 'largest':
      return scaled(`max(${measure.column})`, measure.scale)
    case 'ratio': {
      const under = measure.under.startsWith('DISTINCT ') ? `count(${measure.under})` : `sum(${measure.under})`
      return `CASE WHEN ${under} = 0 THEN NULL ELSE ${scaled(`sum(${measure.over})`, measure.scale)} / ${under} END`
    }
    case 'mean':
    case 'percentile':
      throw new Error(`${measure.kind} is worked out by the dialect`)
  }
}

/** Hundredths are divided, so that both engines round alike. */
function scaled(expression: string, scale: number): string {
  if (scale === 1) return expression
  return scale < 1 ? `${expression} / ${Math.round(1 / scale)}` : `${expression} * ${scale}`
}

/** The conditions of figure and filters; values are literals, so that the printed SQL can be run as it is. */
export function conditions(figure: Pick<Figure, 'where'>, filters: readonly Filter[]): readonly string[] {
  const own = figure.where === undefined ? [] : [figure.where]
  return [...own, ...filters.flatMap(filterSql)]
}

function filterSql({ dimension, values, from, to }: Filter): readonly string[] {
  const isText = dimensionOf(dimension).type === 'text'
  const literal = (value: string | number) =>
    isText ? quoted(String(value)) : String(Number.isFinite(Number(value)) ? Number(value) : -1)
  const parts: string[] = []
  if (values !== undefined)
    parts.push(values.length === 0 ? '1 = 0' : `${dimension} IN (${values.map(literal).join(', ')})`)
  if (from !== undefined) parts.push(`${dimension} >= ${literal(from)}`)
  if (to !== undefined) parts.push(`${dimension} <= ${literal(to)}`)
  return parts
}
