import { foldSpelling } from '@yingma/core'
import { openTable, type TableOptions, type TableProblem } from '@yingma/tables'
import { FIELDS, type Field, type Target } from '../model/settings.ts'
import type { PackageProblem } from '../write/approved.ts'
import type { LiveRow } from './fault.ts'

export type ExportRead =
  | { readonly ok: true; readonly rows: readonly LiveRow[] }
  | { readonly ok: false; readonly problem: TableProblem | PackageProblem }

/**
 * Reads what a live system holds. Columns are found by the names that the target gives them, or by `named` where the
 * export calls them otherwise; code and name are needed, other columns that are not there are not compared. Cells stay
 * exactly as they are.
 */
export async function readExport(
  file: string,
  target: Target,
  named: Readonly<Partial<Record<Field, string>>> = {},
  options: TableOptions = {},
): Promise<ExportRead> {
  const opened = await openTable(file, { header: true, keep: 'all', ...options })
  if (!opened.ok) return opened
  const table = opened.value
  try {
    const places: (readonly [Field, number])[] = []
    for (const field of FIELDS) {
      const column = named[field] ?? target.columns[field]?.name
      if (column === undefined) continue
      const at = table.headers.findIndex((header) => foldSpelling(header) === foldSpelling(column))
      if (at >= 0) places.push([field, at])
      else if (named[field] !== undefined || field === 'code' || field === 'name') {
        return { ok: false, problem: { code: 'dictionary-export-column', file, column, columns: table.headers } }
      }
    }
    const rows: LiveRow[] = []
    for await (const step of table.rows()) {
      if (step.kind === 'stop') return { ok: false, problem: step.problem }
      for (const [i, row] of step.rows.entries()) {
        const cells = Object.fromEntries(places.map(([field, at]) => [field, row[at] ?? '']))
        rows.push({ row: step.numbers[i] ?? 0, cells })
      }
    }
    return { ok: true, rows }
  } finally {
    await table.close()
  }
}
