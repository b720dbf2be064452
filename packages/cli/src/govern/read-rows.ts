import type { UsedName } from '@yingma/govern'
import { openTable, type Table, type TableProblem } from '@yingma/tables'

export type RowsRead<T> =
  | { readonly ok: true; readonly rows: readonly T[] }
  | { readonly ok: false; readonly problem: TableProblem }

/** Reads local names with volume and place, `name` being the column if it is not found out; without a count a row is one exam. */
export async function readUsedNames(file: string, name?: string): Promise<RowsRead<UsedName>> {
  return await readTable(file, ['name'], { name }, (cell, row) => {
    const exams = Number(cell('count').replaceAll(',', '') || '1')
    if (cell('name') === '') return []
    const used = { id: String(row), name: cell('name'), modality: cell('modality'), institution: cell('institution') }
    return [{ ...used, exams: Number.isFinite(exams) ? exams : 1, decided: null }]
  })
}

type Role = 'name' | 'modality' | 'count' | 'institution'

async function readTable<T>(
  file: string,
  required: readonly Role[],
  named: Readonly<Partial<Record<Role, string | undefined>>>,
  make: (cell: (role: Role) => string, row: number) => readonly T[],
): Promise<RowsRead<T>> {
  const columns = Object.fromEntries(Object.entries(named).filter(([, column]) => column !== undefined))
  const opened = await openTable(file, { columns: columns as Record<string, string>, required })
  if (!opened.ok) return opened
  const table = opened.value
  const rows: T[] = []
  for await (const step of table.rows()) {
    if (step.kind === 'stop') return { ok: false, problem: step.problem }
    for (const [at, cells] of step.rows.entries()) {
      rows.push(...make((role) => cellOf(table, role, cells), step.numbers[at] ?? 0))
    }
  }
  await table.close()
  return rows.length === 0 ? { ok: false, problem: { code: 'table-no-rows', file } } : { ok: true, rows }
}

function cellOf(table: Table, role: Role, cells: readonly string[]): string {
  const roles: Readonly<Partial<Record<string, { readonly value?: { readonly position: number | null } }>>> =
    table.roles
  return (cells[roles[role]?.value?.position ?? -1] ?? '').trim()
}
