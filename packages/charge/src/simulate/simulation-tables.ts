import type { Language } from '@yingma/core'
import { fixedYuan } from '../model/money.ts'
import { renderChargeProblem } from '../problems/charge-problem.ts'
import type { Simulation } from './model.ts'
import { WORDS } from './words.ts'

/** A table ready to be written: a title, a header and rows of cells; amounts are yuan as text. */
export interface ReportTable {
  readonly title: string
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** Places of the columns that hold counts, and of those that hold yuan; the others hold text. */
  readonly counts?: readonly number[]
  readonly amounts?: readonly number[]
}

/** The sheets of a simulation: item by item, summary, what has no successor. */
export function simulationTables(simulation: Simulation, language: Language): readonly ReportTable[] {
  const w = WORDS[language]
  const yuan = (cents: number | null): string => (cents === null ? '' : fixedYuan(cents))
  const rows = simulation.rows.map((row) => {
    const difference =
      row.oldPriceCents === null || row.newPriceCents === null ? null : row.newPriceCents - row.oldPriceCents
    const from = row.oldPriceFrom === null ? '' : w[row.oldPriceFrom]
    return [
      row.name,
      row.modality,
      String(row.count),
      row.items.join('+') || (row.priceItem ?? ''),
      row.lines
        .map((line) => `${line.code}×${line.quantity}${line.percent === 100 ? '' : `@${line.percent}%`}`)
        .join(' '),
      yuan(row.oldPriceCents),
      from,
      yuan(row.newPriceCents),
      row.partial && row.newPriceCents !== null ? w.partial : '',
      yuan(difference),
      yuan(row.oldPriceCents === null ? null : row.oldPriceCents * row.count),
      yuan(row.newPriceCents === null ? null : row.newPriceCents * row.count),
      row.warnings.map((warning) => renderChargeProblem(warning, language)).join(language === 'zh' ? '；' : '; '),
    ]
  })
  const groups = [
    ...Object.entries(simulation.byModality),
    [w.all, simulation.compared] as const,
    [w.noNew, simulation.withoutNew] as const,
    [w.noOld, simulation.withoutOld] as const,
  ]
  const summary = groups.map(([scope, t]) => [
    scope,
    String(t.rows),
    String(t.exams),
    yuan(t.beforeCents),
    yuan(t.afterCents),
    yuan(t.afterCents - t.beforeCents),
  ])
  const open = simulation.withoutSuccessor.map((s) => [
    s.item,
    w.reasons[s.reason] ?? s.reason,
    s.names.join(language === 'zh' ? '、' : ', '),
  ])
  return [
    { title: w.rows, header: w.header, rows, counts: [2], amounts: [5, 7, 9, 10, 11] },
    { title: w.summary, header: w.group, rows: summary, counts: [1, 2], amounts: [3, 4, 5] },
    { title: w.open, header: w.successor, rows: open },
  ]
}
