import { parseYuan } from '@yingma/charge'
import { openTable, type Role, restoreFormula, type Table, type TableOptions, type TableProblem } from '@yingma/tables'
import { OLD_COLUMNS, type OldEntry } from '../model/old-entry.ts'

export type OldRead =
  | {
      readonly ok: true
      readonly entries: readonly OldEntry[]
      /** Header of the column that was read as each role. */
      readonly columns: Readonly<Partial<Record<Role, string>>>
      /** Rows passed over: they hold sums of the others. */
      readonly totalRows: readonly number[]
    }
  | { readonly ok: false; readonly problem: TableProblem }

/** What the last row of a spreadsheet is called. */
const TOTAL = /^(?:合\s*计|总\s*计|小\s*计|总\s*数|(?:grand |sub)?total)[:：]?$/i

/** Reads the dictionary that a hospital has today: any table with a name column; code, price and counts where it has them. */
export async function readOldDictionary(file: string, options: TableOptions = {}): Promise<OldRead> {
  const opened = await openTable(file, { ...options, required: ['name'] })
  if (!opened.ok) return opened
  const table = opened.value
  try {
    const entries: OldEntry[] = []
    const totalRows: number[] = []
    for await (const step of table.rows()) {
      if (step.kind === 'stop') return { ok: false, problem: step.problem }
      for (const [i, row] of step.rows.entries()) {
        const entry = entryOf(row, step.numbers[i] ?? 0, table)
        if (entry === null) continue
        if (TOTAL.test(`${entry.code}${entry.name}`)) totalRows.push(entry.row)
        else entries.push(entry)
      }
    }
    const columns = Object.fromEntries(Object.entries(table.roles).map(([role, { value }]) => [role, value.header]))
    return { ok: true, entries, columns, totalRows }
  } finally {
    await table.close()
  }
}

function entryOf(row: readonly string[], number: number, table: Table): OldEntry | null {
  const cell = (role: Role): string => {
    const position = table.roles[role]?.value.position
    return position === undefined || position === null ? '' : restoreFormula(row[position] ?? '').trim()
  }
  const name = cell('name')
  const code = cell('localCode')
  if (name === '' && code === '') return null
  const price = cell('price').replaceAll(/[￥¥元,\s]/g, '')
  const priceCents = price === '' ? null : parseYuan(price.replace(/(\.\d\d)0+$/, '$1'))
  const count = Number(cell('count').replaceAll(',', ''))
  const filled = OLD_COLUMNS.map((column) => [column, cell(column)] as const).filter(([, text]) => text !== '')
  return {
    row: number,
    code,
    name,
    modality: cell('modality'),
    columns: Object.fromEntries(filled),
    priceCents: priceCents !== null && priceCents >= 0 ? priceCents : null,
    ...(price !== '' && (priceCents === null || priceCents < 0) ? { badPrice: cell('price') } : {}),
    exams: Number.isSafeInteger(count) && count > 0 ? count : 0,
  }
}
