import type { Edition, Language } from '@yingma/core'
import { type Finding, findEffects } from '../findings/find-effects.ts'
import type { InsightProblem } from '../insight-problem.ts'
import type { Mart, MartRecord } from '../mart/open-mart.ts'
import { DIMENSIONS } from '../model/dimensions.ts'
import type { Figure } from '../model/figure.ts'
import { FIGURES } from '../model/figures.ts'
import type { Filter } from '../query/figure-statement.ts'
import { type FigureAnswer, runFigure } from '../query/run-figure.ts'
import { SMALLEST_CELL } from '../query/suppress.ts'
import type { Viewer } from '../query/viewer.ts'
import { labelOf } from './label.ts'

export interface ReportTask {
  readonly edition: Edition
  readonly viewer: Viewer
  readonly language: Language
  /** Ids of figures in their order; all that the viewer may see if not said. */
  readonly figures?: readonly string[]
  /** Months, both ends in. */
  readonly from?: string
  readonly to?: string
}

/** One figure of a report: its table as text, or why there is none. */
export interface ReportSection {
  readonly figure: Figure
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** Columns that are numbers. */
  readonly numbers: readonly number[]
  readonly sql: string
  readonly suppressed: number
  /** Rows that a report does not show; the command `report` shows all. */
  readonly left: number
  readonly problem?: InsightProblem
}

export interface Report {
  readonly language: Language
  readonly viewer: Viewer
  readonly record: MartRecord
  readonly sections: readonly ReportSection[]
  /** What stands out; none for shared reports. */
  readonly findings: readonly Finding[]
}

/** Rows of a figure in a report. */
const MOST_ROWS = 200

/** Asks every figure of a report for a viewer. A figure that cannot be answered says why and stops nothing. */
export async function collectReport(mart: Mart, task: ReportTask): Promise<Report> {
  const { viewer, language, figures } = task
  const wanted = FIGURES.filter(({ id, isPrivate }) =>
    figures === undefined ? viewer.kind !== 'shared' || isPrivate !== true : figures.includes(id),
  )
  const sections: ReportSection[] = []
  for (const figure of wanted) sections.push(await sectionOf(mart, figure, task))
  const findings = viewer.kind === 'shared' ? [] : (await findEffects(mart, viewer)).findings
  return { language, viewer, record: mart.record, sections, findings }
}

async function sectionOf(mart: Mart, figure: Figure, task: ReportTask): Promise<ReportSection> {
  const { from, to, viewer } = task
  const isDated = figure.dimensions.includes('month') && (from !== undefined || to !== undefined)
  const month: Filter = {
    dimension: 'month',
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  }
  const answer = await runFigure(mart, { figure: figure.id, filters: isDated ? [month] : [] }, viewer)
  if (answer.ok) return { ...tableOf(answer.value, task), figure }
  const none = { header: [], rows: [], numbers: [], sql: '', suppressed: 0, left: 0 }
  return { ...none, figure, problem: answer.problem }
}

function tableOf({ figure, by, rows, sql, suppressed }: FigureAnswer, { edition, language }: ReportTask) {
  const dimensions = by.map((id) => DIMENSIONS.find((each) => each.id === id)?.title[language] ?? id)
  const cells = rows
    .slice(0, MOST_ROWS)
    .map((row) => [
      ...by.map((id) => labelOf(edition, id, String(row[id]))?.[language] ?? String(row[id])),
      ...figure.measures.map(({ id }) => numberText(row[id], row.suppressed === 1)),
    ])
  return {
    header: [...dimensions, ...figure.measures.map(({ title }) => title[language])],
    rows: cells,
    numbers: figure.measures.map((_, index) => by.length + index),
    sql,
    suppressed,
    left: rows.length - cells.length,
  }
}

function numberText(value: string | number | null | undefined, isSuppressed: boolean): string {
  if (isSuppressed) return `<${SMALLEST_CELL}`
  return typeof value === 'number' ? String(Math.round(value * 1000) / 1000) : (value ?? '')
}
