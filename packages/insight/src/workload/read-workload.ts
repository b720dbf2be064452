import type { Edition } from '@yingma/core'
import type { InsightProblem } from '../insight-problem.ts'
import type { Points, PointsOverride, Workload } from './workload.ts'

type Fields = Readonly<Record<string, unknown>>
type Bad = (place: string, rule: string) => void

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const MOST_POINTS = 1000

/**
 * Checks a table of workload points from a file: an object as `Workload`. Items that it does not name keep the points of the starting
 * table. Everything wrong is told, with its place.
 */
export function readWorkload(
  value: unknown,
  edition: Edition,
):
  | { readonly ok: true; readonly workload: Workload }
  | { readonly ok: false; readonly problems: readonly InsightProblem[] } {
  const problems: InsightProblem[] = []
  const bad: Bad = (place, rule) => problems.push({ code: 'insight.workload-invalid', place, rule })
  const given = isFields(value) ? value : {}
  const { version, validFrom, basis = 'agreed', items = {}, overrides = [] } = given
  if (typeof version !== 'string' || version === '') bad('version', 'text')
  if (typeof validFrom !== 'string' || !isDay(validFrom)) bad('validFrom', '2026-01-01')
  if (basis !== 'agreed' && basis !== 'assumption') bad('basis', 'agreed | assumption')
  const own: [string, Points][] = []
  if (isFields(items)) {
    for (const [code, points] of Object.entries(items)) {
      checkCode(code, `items.${code}`, edition, bad)
      checkPoints(points, `items.${code}`, bad)
      own.push([code.toUpperCase(), points as Points])
    }
  } else bad('items', 'object')
  if (Array.isArray(overrides)) {
    for (const [index, each] of (overrides as unknown[]).entries()) {
      const place = `overrides.${index}`
      const { department, code } = isFields(each) ? each : ({} as Fields)
      if (typeof department !== 'string' || department === '') bad(`${place}.department`, 'text')
      checkCode(code, `${place}.code`, edition, bad)
      checkPoints(each, place, bad)
    }
  } else bad('overrides', 'list')
  if (problems.length > 0) return { ok: false, problems }
  return {
    ok: true,
    workload: {
      version: version as string,
      validFrom: validFrom as string,
      basis: basis as Workload['basis'],
      items: Object.fromEntries(own),
      overrides: overrides as readonly PointsOverride[],
    },
  }
}

/** Whether a text is a day of the calendar. */
function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/u.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

function checkCode(code: unknown, place: string, edition: Edition, bad: Bad): void {
  if (typeof code !== 'string' || !edition.byCode.has(code.toUpperCase())) bad(place, 'item')
}

function checkPoints(points: unknown, place: string, bad: Bad): void {
  for (const role of ['doctor', 'technician']) {
    const given = isFields(points) ? points[role] : undefined
    if (typeof given !== 'number' || !(given >= 0 && given <= MOST_POINTS)) bad(`${place}.${role}`, `0…${MOST_POINTS}`)
  }
}
