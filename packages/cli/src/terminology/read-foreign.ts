import type { Normaliser } from '@yingma/normalise'
import { openTable, type Table, type TableProblem } from '@yingma/tables'
import type { ForeignRow, ForeignTarget } from '@yingma/terminology'

/** Columns of the table, by header or number. */
export interface ForeignColumns {
  readonly code: string
  readonly display: string
  readonly parent?: string | undefined
  readonly english?: string | undefined
  readonly target?: string | undefined
  readonly modality?: string | undefined
}

export type ReadForeign =
  | { readonly ok: true; readonly rows: readonly ForeignRow[] }
  | { readonly ok: false; readonly problem: TableProblem }

/**
 * Reads a table of codes. What a code is in the standard says the column `target` (codes joined by `+`); without such a
 * column the name is read, and only what is certain (`mapped`) counts.
 */
export async function readForeign(file: string, columns: ForeignColumns, normaliser: Normaliser): Promise<ReadForeign> {
  const named = Object.values(columns).filter((column) => column !== undefined)
  const opened = await openTable(file, { keep: named, columns: { localCode: columns.code, name: columns.display } })
  if (!opened.ok) return opened
  const table = opened.value
  const places = new Map<keyof ForeignColumns, number>()
  for (const [role, column] of Object.entries(columns) as [keyof ForeignColumns, string | undefined][]) {
    if (column === undefined) continue
    const at = placeOf(table, column)
    if (at === null) {
      await table.close()
      return { ok: false, problem: { code: 'table-unknown-column', file, column, columns: table.headers } }
    }
    places.set(role, at)
  }
  const rows: ForeignRow[] = []
  for await (const step of table.rows()) {
    if (step.kind === 'stop') return { ok: false, problem: step.problem }
    for (const [at, cells] of step.rows.entries()) {
      const cell = (role: keyof ForeignColumns): string => (cells[places.get(role) ?? -1] ?? '').trim()
      const said = places.has('target')
        ? codesOf(cell('target'))
        : readName(cell('display'), cell('modality'), normaliser)
      const { code, display, parent, english } = {
        code: cell('code'),
        display: cell('display'),
        parent: cell('parent'),
        english: cell('english'),
      }
      rows.push({ row: step.numbers[at] ?? 0, code, display, parent, english, ...said })
    }
  }
  await table.close()
  return { ok: true, rows }
}

function placeOf(table: Table, wanted: string): number | null {
  const column = table.columns.find(({ header, number }) => header === wanted || String(number) === wanted)
  return column?.position ?? null
}

type Said = Pick<ForeignRow, 'targets' | 'why'>

function codesOf(cell: string): Said {
  const codes = cell
    .split(/[+;；]/)
    .map((code) => code.trim())
    .filter((code) => code !== '')
  return {
    targets: codes.map((code) => ({ code, relation: 'equivalent' })),
    why: codes.length === 0 ? 'no-target' : '',
  }
}

function readName(name: string, modality: string, normaliser: Normaliser): Said {
  const { state, items } = normaliser.normalise({ name, modality })
  if (state !== 'mapped') return { targets: [], why: state }
  const targets = items.flatMap(({ code, relation }): ForeignTarget[] =>
    code === null || relation === 'none' ? [] : [{ code, relation }],
  )
  return { targets, why: targets.length === 0 ? 'no-item' : '' }
}
