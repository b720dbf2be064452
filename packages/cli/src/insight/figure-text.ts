import { type ControlChart, DIMENSIONS, type DrillAnswer, type FigureAnswer } from '@yingma/insight'
import type { Call } from '../command-line/call.ts'
import { layColumns } from '../command-line/columns.ts'

const cell = (value: unknown) =>
  typeof value === 'number' ? String(Math.round(value * 1000) / 1000) : String(value ?? '-')

/** A figure as a table on the terminal, its definition above. */
export function sayFigure({ terminal, language }: Call, { figure, by, rows, suppressed }: FigureAnswer): void {
  terminal.out(`${figure.title[language]}\n${figure.definition[language]}\n\n`)
  const dimensions = by.map((id) => DIMENSIONS.find((each) => each.id === id)?.title[language] ?? id)
  const header = [...dimensions, ...figure.measures.map(({ title }) => title[language])]
  const lines = rows.map((row) => [...by, ...figure.measures.map(({ id }) => id)].map((id) => cell(row[id])))
  for (const line of layColumns([header, ...lines])) terminal.out(`${line}\n`)
  if (suppressed > 0)
    terminal.err(
      language === 'zh' ? `${suppressed} 行数字过小，未显示\n` : `${suppressed} rows are too small to be shown\n`,
    )
}

/** The exams behind a figure, tab separated as the columns of the facts are called. */
export function sayRows({ terminal, language }: Call, { rows, total }: DrillAnswer): void {
  const [first] = rows
  if (first !== undefined) terminal.out(`${Object.keys(first).join('\t')}\n`)
  for (const row of rows) terminal.out(`${Object.values(row).map(String).join('\t')}\n`)
  terminal.err(language === 'zh' ? `${rows.length} / ${total} 行\n` : `${rows.length} of ${total} rows\n`)
}

const SIGNALS = {
  above: { zh: '高于上限', en: 'above the limit' },
  below: { zh: '低于下限', en: 'below the limit' },
  run: { zh: '连续偏于一侧', en: 'a run on one side' },
} as const

/** A control chart: share and limits of each month, what is a signal marked. */
export function sayChart({ terminal, language }: Call, { points, centre }: ControlChart): void {
  const words = {
    zh: ['月份', '分子', '分母', '比值', '下限', '中心', '上限', ''],
    en: ['month', 'numerator', 'denominator', 'rate', 'lower', 'centre', 'upper', ''],
  }
  const lines = points.map(({ label, hits, of, share, lower, upper, signal }) => [
    label,
    ...[hits, of, share, lower, centre, upper].map((value) => (value === null ? '-' : String(rounded(value)))),
    signal === null ? '' : SIGNALS[signal][language],
  ])
  for (const line of layColumns([words[language], ...lines])) terminal.out(`${line}\n`)
}

const rounded = (value: number) => Math.round(value * 10_000) / 10_000
