import type { Answer } from '../insight-problem.ts'
import type { Mart } from '../mart/open-mart.ts'
import { dimensionOf } from '../model/dimensions.ts'
import { figureOf } from '../model/figures.ts'
import type { Filter } from './figure-statement.ts'
import { type FigureAnswer, type FigureRequest, runFigure } from './run-figure.ts'
import type { FigureRow } from './suppress.ts'
import type { Viewer } from './viewer.ts'

/**
 * Answers a figure for people who may ask as often as they like. What is shared is always a part of one and the same table, suppressed as a
 * whole and parted by what it is filtered by too: otherwise the difference of two answers would tell what each of them hides.
 */
export async function runSlice(
  mart: Pick<Mart, 'engine' | 'record'>,
  request: FigureRequest,
  viewer: Viewer,
): Promise<Answer<FigureAnswer>> {
  const { filters = [] } = request
  if (viewer.kind !== 'shared' || filters.length === 0) return await runFigure(mart, request, viewer)
  const { filters: _, by, ...rest } = request
  const parted = [...(by ?? sharedBy(request.figure)), ...filters.map(({ dimension }) => dimension)]
  const answer = await runFigure(mart, { ...rest, by: parted }, viewer)
  if (!answer.ok) return answer
  const rows = answer.value.rows.filter((row) => filters.every((filter) => isWithin(row, filter)))
  const suppressed = rows.filter((row) => row.suppressed === 1).length
  return { ok: true, value: { ...answer.value, rows, suppressed } }
}

const sharedBy = (figure: string): readonly string[] =>
  (figureOf(figure)?.by ?? []).filter((id) => dimensionOf(id).isShared)

/** Like the condition in SQL: numbers by their value, words by their letters. */
function isWithin(row: FigureRow, { dimension, values, from, to }: Filter): boolean {
  const typed = (value: unknown) => (dimensionOf(dimension).type === 'text' ? String(value ?? '') : Number(value))
  const value = typed(row[dimension])
  if (values !== undefined && !values.some((each) => typed(each) === value)) return false
  return (from === undefined || value >= typed(from)) && (to === undefined || value <= typed(to))
}
