import { foldSpelling } from '@yingma/core'
import { openTable, type TableOptions, type TableProblem } from '@yingma/tables'
import { FIELDS, type Field, type Target } from '../model/settings.ts'
import { nameOf } from '../model/table-source.ts'
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
  source: string | Uint8Array,
  target: Target,
  named: Readonly<Partial<Record<Field, string>>> = {},
  options: TableOptions = {},
): Promise<ExportRead> {
  const spoilt: LiveRow[] = []
  let refused: TableProblem | undefined
  let take: (row: number, cells: readonly string[]) => LiveRow = (row) => ({ row, cells: {} })
  let delimiter = ','
  const file = nameOf(source, options)
  const opened = await openTable(source, {
    header: true,
    keep: 'all',
    ...options,
    onBadRow: ({ row, problem, text }) => {
      // A character that cannot be read is a fault of the live table, to be reported like any other.
      if (problem.code === 'table-undecodable') spoilt.push(take(row, splitLine(text, delimiter)))
      else refused ??= { ...problem, file }
    },
  })
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
    delimiter = table.delimiter?.value || ','
    take = (row, texts) => ({
      row,
      cells: Object.fromEntries(places.map(([field, at]) => [field, texts[at] ?? ''])),
    })
    const rows: LiveRow[] = []
    for await (const step of table.rows()) {
      if (step.kind === 'stop') return { ok: false, problem: step.problem }
      for (const [i, row] of step.rows.entries()) {
        rows.push(take(step.numbers[i] ?? 0, row))
      }
    }
    if (refused !== undefined) return { ok: false, problem: refused }
    return { ok: true, rows: [...rows, ...spoilt].sort((a, b) => a.row - b.row) }
  } finally {
    await table.close()
  }
}

/** The cells of one line of CSV. */
function splitLine(line: string, delimiter: string): readonly string[] {
  const cells: string[] = []
  let cell = ''
  let quoted = false
  for (let i = 0; i < line.length; i++) {
    const character = line[i] ?? ''
    if (quoted && character === '"' && line[i + 1] === '"') {
      cell += '"'
      i++
    } else if (character === '"' && (quoted || cell === '')) quoted = !quoted
    else if (character === delimiter && !quoted) {
      cells.push(cell)
      cell = ''
    } else cell += character
  }
  return [...cells, cell.replace(/\r?\n?$/, '')]
}
