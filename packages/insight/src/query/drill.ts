import { quoted } from '../engine/dialect.ts'
import { type Answer, refuse } from '../insight-problem.ts'
import { EXAM_COLUMNS } from '../mart/fact-statements.ts'
import type { Mart } from '../mart/open-mart.ts'
import { FIGURE_IDS, figureOf } from '../model/figures.ts'
import { conditions, type Filter } from './figure-statement.ts'
import { institutionsOf, type Viewer } from './viewer.ts'

export interface DrillRequest {
  readonly figure: string
  readonly filters?: readonly Filter[]
  readonly limit: number
  readonly offset: number
}

export interface DrillAnswer {
  readonly total: number
  readonly rows: readonly Readonly<Record<string, unknown>>[]
  readonly sql: string
}

/** The exams behind a number, for those who may see exams: never in a shared report, and without the linkage token. */
export async function drill(mart: Mart, request: DrillRequest, viewer: Viewer): Promise<Answer<DrillAnswer>> {
  const figure = figureOf(request.figure)
  if (figure === undefined)
    return refuse({ code: 'insight.figure-unknown', figure: request.figure, figures: FIGURE_IDS })
  if (viewer.kind === 'shared') return refuse({ code: 'insight.rows-private' })
  if (figure.rows === undefined) return refuse({ code: 'insight.rows-absent', figure: figure.id })
  const missing = figure.needs.filter((role) => !mart.record.roles.includes(role))
  if (missing.length > 0) return refuse({ code: 'insight.column-missing', figure: figure.id, columns: missing })
  const filters = (request.filters ?? []).filter(({ dimension }) => dimension !== 'kind')
  for (const { dimension } of filters) {
    if (!figure.dimensions.includes(dimension) || dimension === 'season')
      return refuse({
        code: 'insight.dimension-unknown',
        figure: figure.id,
        dimension,
        dimensions: figure.dimensions.filter((id) => id !== 'season'),
      })
  }
  const institutions = institutionsOf(viewer)
  const own: readonly Filter[] = institutions === null ? [] : [{ dimension: 'institution', values: [...institutions] }]
  const where = [
    figure.rows.where,
    ...conditions({}, [...own, ...filters]),
    ...kindOf(figure.id, request.filters ?? []),
  ]
  const { table } = figure.rows
  const { columns, key } = SHOWN[table]
  const condition = where.join(' AND ')
  // The rows of the page are found by their keys first, so that only their own columns are read and not those of all rows.
  const keys = `SELECT ${key} FROM ${table} WHERE ${condition} ORDER BY ${key} ${mart.engine.dialect.page(request.limit, request.offset)}`
  const sql = `SELECT ${columns.join(', ')} FROM ${table} WHERE (${key}) IN (${keys}) ORDER BY ${key}`
  const [counted] = await mart.engine.rows<{ n: unknown }>(`SELECT count(*) AS n FROM ${table} WHERE ${condition}`)
  const rows = await mart.engine.rows<Record<string, unknown>>(sql)
  return { ok: true, value: { total: Number(counted?.n ?? 0), rows, sql } }
}

/** What is shown of the facts, and what tells their rows apart. */
const SHOWN = {
  exams: { columns: EXAM_COLUMNS.filter((name) => name !== 'patient'), key: 'row_id' },
  items: {
    columns: [
      ...['row_id', 'institution', 'device', 'department', 'local_name', 'code', 'modality', 'part2', 'side', 'month'],
      ...['day', 'sex', 'age', 'image_side', 'image_modality', 'image_contrast', 'price'],
    ],
    key: 'row_id, item_no',
  },
} as const

const KIND_COLUMNS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  plausibility: Object.fromEntries(['side', 'sex', 'age', 'modality', 'contrast'].map((kind) => [kind, `bad_${kind}`])),
  'bad-input': {
    'missing-time': 'is_missing',
    'unreadable-time': 'is_unreadable',
    'future-time': 'is_future',
    'negative-interval': 'is_negative',
    'contradictory-times': 'is_contradictory',
    'unknown-staff': 'unknown_staff',
    'bad-token': 'bad_token',
  },
}

/** A kind of bad row is a column of its own in the facts. */
function kindOf(figure: string, filters: readonly Filter[]): readonly string[] {
  const kinds = filters.filter(({ dimension }) => dimension === 'kind').flatMap(({ values = [] }) => values)
  if (kinds.length === 0) return []
  const columns = kinds.map((kind) => KIND_COLUMNS[figure]?.[String(kind)]).filter((column) => column !== undefined)
  return [
    columns.length === 0 ? `${quoted('')} = 'none'` : `(${columns.map((column) => `${column} = 1`).join(' OR ')})`,
  ]
}
