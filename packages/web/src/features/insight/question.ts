import type { Answer } from '../../api/client.ts'
import type { Operations } from '../../api/operations.ts'

export type Model = Answer<'GET /insight'>
export type Figure = Model['figures'][number]
export type FigureAnswer = Answer<'POST /insight/figures/{figure}'>
export type Row = FigureAnswer['rows'][number]
type Body = Operations['POST /insight/figures/{figure}']['body']
export type Filter = NonNullable<Body['filters']>[number]
export type DimensionId = Filter['dimension']

/** What the page asks about: an institution, or null for the suppressed sum of the region; and which months. */
export interface Scope {
  readonly institutionId: string | null
  readonly from: string
  readonly to: string
}

/** The months of a scope as a filter, for figures that have months. */
export function monthsOf({ from, to }: Scope, { dimensions }: Pick<Figure, 'dimensions'>): Filter[] {
  if ((from === '' && to === '') || !dimensions.includes('month')) return []
  return [{ dimension: 'month', ...(from === '' ? {} : { from }), ...(to === '' ? {} : { to }) }]
}

/** What a value of a dimension is called. */
export function labelIn(
  labels: FigureAnswer['labels'],
  dimension: string,
  value: unknown,
  language: 'zh' | 'en',
): string {
  const text = String(value ?? '')
  return labels[dimension]?.[text]?.[language] ?? text
}

/** What a column is called: that of a dimension, or of the exam table as its columns were read. */
export function columnIn(
  { dimensions, columns }: Pick<Model, 'dimensions' | 'columns'>,
  id: string,
  language: 'zh' | 'en',
) {
  const named = dimensions.find((each) => each.id === id) ?? columns.find((each) => each.id === id)
  return named?.title[language] ?? id
}

/** The number that a chart shows first: a percentile or a rate says more than a count. */
export function mainMeasure({ measures }: Pick<Figure, 'measures'>): string {
  const found = measures.find(({ kind }) => kind === 'percentile') ?? measures.find(({ kind }) => kind === 'ratio')
  return (found ?? measures[0])?.id ?? ''
}

export function numberText(value: unknown): string {
  return typeof value === 'number' ? (Math.round(value * 100) / 100).toLocaleString('en') : '—'
}
