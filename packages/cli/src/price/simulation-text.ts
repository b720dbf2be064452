import { fixedYuan, type Simulation, type Totals } from '@yingma/charge'
import type { Language } from '@yingma/core'
import { layColumns } from '../command-line/columns.ts'
import { yuan } from './money-json.ts'

const WORDS = {
  zh: {
    both: '有新旧价',
    noNew: '无新价',
    noOld: '无原价',
    rows: (n: number) => `${n} 项`,
    exams: (n: number) => `${n} 次`,
    partial: '部分有价',
    noName: '无名称（不计）',
    open: '无后继的原价格项目',
  },
  en: {
    both: 'with both prices',
    noNew: 'without new price',
    noOld: 'without old price',
    rows: (n: number) => `${n} rows`,
    exams: (n: number) => `${n} exams`,
    partial: 'priced in part',
    noName: 'without name (in no total)',
    open: 'old price items without successor',
  },
} as const

/** What a simulation came to, a few lines for people. */
export function simulationText(simulation: Simulation, language: Language): string {
  const words = WORDS[language]
  const line = (title: string, t: Totals): readonly string[] => [
    title,
    words.rows(t.rows),
    words.exams(t.exams),
    `${fixedYuan(t.beforeCents)} → ${fixedYuan(t.afterCents)}`,
    t.beforeCents > 0 && t.afterCents > 0
      ? `${(((t.afterCents - t.beforeCents) / t.beforeCents) * 100).toFixed(2)}%`
      : '',
  ]
  const partial = simulation.rows.filter((row) => row.partial).length
  const lines = layColumns([
    ...Object.entries(simulation.byModality).map(([modality, totals]) =>
      line(modality === '' ? '—' : modality, totals),
    ),
    line(words.both, simulation.compared),
    line(words.noNew, simulation.withoutNew),
    line(words.noOld, simulation.withoutOld),
    [words.partial, words.rows(partial)],
    [words.noName, words.rows(simulation.withoutName)],
    [words.open, String(simulation.withoutSuccessor.length)],
  ])
  return `${lines.join('\n')}\n`
}

/** The same for machines, amounts in yuan. */
export function simulationJson(simulation: Simulation): unknown {
  const totals = (t: Totals): unknown => ({
    rows: t.rows,
    exams: t.exams,
    before: yuan(t.beforeCents),
    after: yuan(t.afterCents),
  })
  const { from, to, rows, compared, withoutNew, withoutOld, withoutName, withoutSuccessor, byModality } = simulation
  return {
    from,
    to,
    rows: rows.length,
    partial: rows.filter((row) => row.partial).length,
    compared: totals(compared),
    withoutNew: totals(withoutNew),
    withoutOld: totals(withoutOld),
    withoutName,
    byModality: Object.fromEntries(Object.entries(byModality).map(([modality, t]) => [modality, totals(t)])),
    withoutSuccessor,
  }
}
