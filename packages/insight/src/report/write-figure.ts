import type { Edition, Language } from '@yingma/core'
import { createTableWriter, type TableProblem } from '@yingma/tables'
import { type Answer, refuse } from '../insight-problem.ts'
import { dimensionOf } from '../model/dimensions.ts'
import type { FigureAnswer } from '../query/run-figure.ts'
import { labelOf } from './label.ts'

/**
 * Writes all rows of a figure as CSV, for payroll and other programs: values as they are kept, what they are called beside them where that
 * is something else, then the numbers in full. Suppressed numbers are empty. Whole or not at all.
 */
export async function writeFigure(
  { figure, by, rows }: FigureAnswer,
  edition: Edition,
  language: Language,
  file: string,
): Promise<Answer<{ readonly file: string; readonly rows: number }>> {
  const words = by.map((id) => ({
    id,
    isNamed: rows.some((row) => labelOf(edition, id, String(row[id] ?? '')) !== undefined && row[id] !== ''),
  }))
  const nameHeader = language === 'zh' ? '名称' : 'name'
  const header = [
    ...words.flatMap(({ id, isNamed }) => {
      const title = dimensionOf(id).title[language]
      return isNamed ? [title, `${title} ${nameHeader}`] : [title]
    }),
    ...figure.measures.map(({ title }) => title[language]),
  ]
  const cells = rows.map((row) => [
    ...words.flatMap(({ id, isNamed }) => {
      const value = String(row[id] ?? '')
      return isNamed ? [value, labelOf(edition, id, value)?.[language] ?? value] : [value]
    }),
    ...figure.measures.map(({ id }) => String(row[id] ?? '')),
  ])
  const columns = header.map((name) => ({ name, origin: 'ours' as const }))
  const opened = await createTableWriter(file, { format: 'csv', columns, mark: true })
  if (!opened.ok) return unwritable(file, opened.problem)
  const failed = await opened.value.write(cells)
  if (failed !== undefined) {
    await opened.value.abort()
    return unwritable(file, failed)
  }
  const closed = await opened.value.close()
  return closed.ok ? { ok: true, value: { file, rows: cells.length } } : unwritable(file, closed.problem)
}

function unwritable(file: string, problem: TableProblem) {
  const reason = 'reason' in problem ? String(problem.reason) : problem.code
  return refuse({ code: 'insight.file-unwritable', file, reason })
}
