import { done, type Result } from './model/result.ts'
import { openTable } from './open-table.ts'
import type { Table } from './table.ts'
import type { TableOptions } from './table-options.ts'

/** The tables of a file, and the sheets that hold none. */
export interface OpenedSheets {
  /** In the order of the sheets; the caller closes them. */
  readonly tables: readonly Table[]
  /** Visible sheets with rows in which no such table was found: covers, instructions. */
  readonly left: readonly string[]
}

/** Sheets that are opened; each of them looks at all. */
const MOST_SHEETS = 50

/**
 * Opens every visible sheet of a workbook that holds a table; any other file, the standard input, and a workbook whose sheet is
 * given are the one table that `openTable` opens. A sheet without header is a table only where no sheet has one.
 * Of a workbook with more than fifty sheets the first fifty are looked at.
 */
export async function openSheets(
  input: string | Uint8Array,
  options: TableOptions = {},
): Promise<Result<OpenedSheets>> {
  const names = options.sheet === undefined && input !== '-' ? await sheetsOf(input, options) : []
  if (names.length < 2) {
    const opened = await openTable(input, options)
    return opened.ok ? done({ tables: [opened.value], left: [] }) : opened
  }
  const opened: Table[] = []
  const left: string[] = names.slice(MOST_SHEETS)
  for (const sheet of names.slice(0, MOST_SHEETS)) {
    const one = await openTable(input, { ...options, sheet })
    if (one.ok) opened.push(one.value)
    else left.push(sheet)
  }
  const headed = opened.filter(({ header }) => header.value.row > 0)
  const tables = headed.length > 0 ? headed : opened
  for (const table of opened) {
    if (tables.includes(table)) continue
    left.push(table.sheet?.value ?? '')
    await table.close()
  }
  if (tables.length > 0) return done({ tables, left })
  // No sheet will do: the first one says why.
  const first = await openTable(input, options)
  return first.ok ? done({ tables: [first.value], left: names.slice(1) }) : first
}

/** The visible sheets with rows, the first one first; none where there is one table at most. */
async function sheetsOf(input: string | Uint8Array, options: TableOptions): Promise<readonly string[]> {
  const { required: _required, ...free } = options
  const probe = await openTable(input, free)
  if (!probe.ok) return []
  const { sheet } = probe.value
  await probe.value.close()
  const others = (sheet?.evidence ?? []).flatMap((one) => (one.code === 'first-sheet-with-rows' ? one.others : []))
  return sheet === null ? [] : [sheet.value, ...others]
}
