import { type Answer, refuse } from '../insight-problem.ts'
import type { Mart } from '../mart/open-mart.ts'
import type { DimensionId } from '../model/dimensions.ts'
import { dimensionOf } from '../model/dimensions.ts'
import type { Figure } from '../model/figure.ts'
import { FIGURE_IDS, figureOf } from '../model/figures.ts'
import { type FigureTask, type Filter, figureStatement } from './figure-statement.ts'
import { hiddenRows } from './hidden-rows.ts'
import { type FigureRow, keyOf } from './suppress.ts'
import { institutionsOf, type Viewer } from './viewer.ts'

export interface FigureRequest {
  readonly figure: string
  /** What it is parted by; the figure's own choice if not said. */
  readonly by?: readonly string[]
  readonly filters?: readonly Filter[]
  /** More rows than these are refused: a part of them would be suppressed wrongly. */
  readonly limit?: number
}

export interface FigureAnswer {
  readonly figure: Figure
  readonly by: readonly DimensionId[]
  readonly rows: readonly FigureRow[]
  /** What was asked of the database, to be run again by anybody. */
  readonly sql: string
  /** Rows whose numbers were taken out. */
  readonly suppressed: number
}

/** Answers one figure for one viewer. Every refusal is data and says which column, dimension or right is lacking. */
export async function runFigure(
  mart: Pick<Mart, 'engine' | 'record'>,
  request: FigureRequest,
  viewer: Viewer,
): Promise<Answer<FigureAnswer>> {
  const prepared = prepareFigure(mart, request, viewer)
  if (!prepared.ok) return prepared
  const { sql, ...task } = prepared.value
  const { figure, by } = task
  const { limit } = request
  const raw = await mart.engine.rows<Record<string, unknown>>(limit === undefined ? sql : `${sql} LIMIT ${limit + 1}`)
  if (limit !== undefined && raw.length > limit)
    return refuse({ code: 'insight.rows-too-many', figure: figure.id, limit })
  const rows = raw.map((row) => plainRow(figure, by, row))
  if (viewer.kind !== 'shared') return { ok: true, value: { figure, by, sql, rows, suppressed: 0 } }
  const hidden = await hiddenRows(mart.engine, task)
  if (hidden === undefined) return refuse({ code: 'insight.rows-telling', figure: figure.id, dimensions: by })
  const emptied = Object.fromEntries(figure.measures.map(({ id }) => [id, null]))
  const shown = rows.map((row) =>
    hidden.has(keyOf(row, by)) ? { ...row, ...emptied, suppressed: 1 } : { ...row, suppressed: 0 },
  )
  return { ok: true, value: { figure, by, sql, rows: shown, suppressed: hidden.size } }
}

/** The SQL of a figure as `runFigure` would ask it. */
export function prepareFigure(
  { engine, record }: Pick<Mart, 'engine' | 'record'>,
  request: FigureRequest,
  viewer: Viewer,
): Answer<FigureTask & { readonly sql: string }> {
  const figure = figureOf(request.figure)
  if (figure === undefined)
    return refuse({ code: 'insight.figure-unknown', figure: request.figure, figures: FIGURE_IDS })
  const isShared = viewer.kind === 'shared'
  if (isShared && figure.isPrivate) return refuse({ code: 'insight.figure-private', figure: figure.id })
  const missing = figure.needs.filter((role) => !record.roles.includes(role))
  if (missing.length > 0) return refuse({ code: 'insight.column-missing', figure: figure.id, columns: missing })
  const by: DimensionId[] = []
  for (const asked of request.by ?? sharedDefaults(figure, isShared)) {
    const dimension = figure.dimensions.find((id) => id === asked)
    const dimensions = figure.dimensions
    if (dimension === undefined)
      return refuse({ code: 'insight.dimension-unknown', figure: figure.id, dimension: asked, dimensions })
    if (isShared && !dimensionOf(dimension).isShared)
      return refuse({ code: 'insight.dimension-private', figure: figure.id, dimension })
    if (!by.includes(dimension)) by.push(dimension)
  }
  const filters = request.filters ?? []
  for (const { dimension } of filters) {
    const dimensions = figure.dimensions
    if (!dimensions.includes(dimension))
      return refuse({ code: 'insight.dimension-unknown', figure: figure.id, dimension, dimensions })
    if (isShared && !dimensionOf(dimension).isShared)
      return refuse({ code: 'insight.dimension-private', figure: figure.id, dimension })
  }
  const institutions = institutionsOf(viewer)
  const own: readonly Filter[] = institutions === null ? [] : [{ dimension: 'institution', values: [...institutions] }]
  const task = { figure, by, filters: [...own, ...filters] }
  return { ok: true, value: { ...task, sql: figureStatement(engine.dialect, task) } }
}

function sharedDefaults(figure: Figure, isShared: boolean): readonly DimensionId[] {
  return isShared ? figure.by.filter((id) => dimensionOf(id).isShared) : figure.by
}

/** Cells as the model types them: 64-bit numbers of ClickHouse come as text. */
function plainRow(figure: Figure, by: readonly DimensionId[], row: Readonly<Record<string, unknown>>): FigureRow {
  const cells: Record<string, string | number | null> = {}
  for (const id of by) cells[id] = dimensionOf(id).type === 'text' ? String(row[id] ?? '') : Number(row[id])
  for (const { id } of figure.measures) {
    const value = row[id]
    cells[id] = value === null || value === undefined || value === '' ? null : Number(value)
  }
  return cells
}
