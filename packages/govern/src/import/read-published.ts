import {
  openTable,
  type Result,
  type SourceInput,
  type Table,
  type TableLimits,
  type TableProblem,
} from '@yingma/tables'
import type { ImportDoubt } from '../problems/import-doubt.ts'
import { cleanCode, cleanName, type PublishedRow } from './published-row.ts'

/** The publisher's table as it was read: rows of every sheet that holds items, and rows that cannot be read. */
export interface PublishedTable {
  readonly rows: readonly PublishedRow[]
  readonly doubts: readonly ImportDoubt[]
  /** Sheets of a workbook, and whether items were read from each. */
  readonly sheets: readonly { readonly name: string; readonly rows: number; readonly isRead: boolean }[]
}

export interface PublishedOptions {
  /** What messages call the file; its path if not said. */
  readonly name?: string | undefined
  /** Columns by header or number, found out if not said. */
  readonly columns?: { readonly code?: string | undefined; readonly name?: string | undefined }
  readonly limits?: Partial<TableLimits>
  /** Whether a cell is a code of the standard: tells sheets of items from those of dictionaries. */
  readonly isCode: (code: string) => boolean
}

/** No edition comes near: a table beyond it is another table. */
const MOST_ROWS = 50_000
/** Sheets that are looked at; each costs an opening. */
const MOST_SHEETS = 16
/** Bad rows that are said one by one. */
const MOST_BAD = 1000
/** What a sheet without items is recognised by. */
const NO_ITEMS: ReadonlySet<string> = new Set(['table-role-missing', 'table-unknown-column', 'table-no-rows'])

/** Reads codes and names of the publisher's table, from all sheets that have both. Bad rows are doubts, a bad file a problem. */
export async function readPublished(input: SourceInput, options: PublishedOptions): Promise<Result<PublishedTable>> {
  const names = await sheetsOf(input, options)
  if (!names.ok) return names
  const sheets = names.value.slice(0, MOST_SHEETS)
  if (sheets.length <= 1) return await readSheet(input, undefined, options)
  const read: (PublishedTable & { readonly name: string })[] = []
  let refusal: TableProblem | undefined
  for (const name of sheets) {
    const sheet = await readSheet(input, name, options)
    if (sheet.ok) read.push({ name, ...sheet.value })
    else if (NO_ITEMS.has(sheet.problem.code)) refusal ??= sheet.problem
    else return sheet
  }
  const taken = withItems(read, options.isCode)
  if (taken.length === 0 && refusal !== undefined) return { ok: false, problem: refusal }
  const value: PublishedTable = {
    rows: taken.flatMap(({ rows }) => rows),
    doubts: taken.flatMap(({ doubts }) => doubts),
    sheets: names.value.map((name) => {
      const sheet = taken.find((one) => one.name === name)
      return { name, rows: sheet?.rows.length ?? 0, isRead: sheet !== undefined }
    }),
  }
  return { ok: true, value }
}

/** Sheets that hold codes of the standard; where none does, all of them, so that what is wrong with them is said. */
function withItems<S extends PublishedTable>(sheets: readonly S[], isCode: (code: string) => boolean): readonly S[] {
  const known = sheets.filter(({ rows }) => rows.some(({ code }) => isCode(code)))
  return known.length > 0 ? known : sheets
}

/** Names of the visible sheets with rows; none for what is no workbook. The standard input is read once and not looked at before. */
async function sheetsOf(input: SourceInput, { name, limits }: PublishedOptions): Promise<Result<readonly string[]>> {
  if (input === '-') return { ok: true, value: [] }
  const opened = await openTable(input, { ...(name === undefined ? {} : { name }), ...(limits ? { limits } : {}) })
  if (!opened.ok) return opened
  const { sheet, close } = opened.value
  await close()
  if (sheet === null) return { ok: true, value: [] }
  const others = sheet.evidence.flatMap((one) => (one.code === 'first-sheet-with-rows' ? one.others : []))
  return { ok: true, value: [sheet.value, ...others] }
}

async function readSheet(
  input: SourceInput,
  sheet: string | undefined,
  { name, columns = {}, limits }: PublishedOptions,
): Promise<Result<PublishedTable>> {
  const doubts: ImportDoubt[] = []
  const at = sheet === undefined ? {} : { sheet }
  const label = name ?? (typeof input === 'string' ? input : undefined)
  const opened = await openTable(input, {
    ...(label === undefined ? {} : { name: sheet === undefined ? label : `${label} [${sheet}]` }),
    ...at,
    columns: {
      ...(columns.code === undefined ? {} : { localCode: columns.code }),
      ...(columns.name === undefined ? {} : { name: columns.name }),
    },
    required: ['localCode', 'name'],
    limits: { maxRows: MOST_ROWS, ...limits },
    onBadRow: ({ row, problem }) => {
      if (doubts.length < MOST_BAD) doubts.push({ code: 'import-bad-row', row, ...at, problem })
    },
  })
  if (!opened.ok) return opened
  const table = opened.value
  try {
    const rows = await rowsOf(table, at)
    if (!rows.ok) return rows
    if (rows.value.length === 0 && doubts.length === 0)
      return { ok: false, problem: { code: 'table-no-rows', file: table.name } }
    const sheets = table.sheet === null ? [] : [{ name: table.sheet.value, rows: rows.value.length, isRead: true }]
    return { ok: true, value: { rows: rows.value, doubts, sheets } }
  } finally {
    await table.close()
  }
}

async function rowsOf(table: Table, at: { readonly sheet?: string }): Promise<Result<readonly PublishedRow[]>> {
  const found: PublishedRow[] = []
  const [code, name] = (['localCode', 'name'] as const).map((role) => table.roles[role]?.value.position ?? -1)
  for await (const step of table.rows()) {
    if (step.kind === 'stop') return { ok: false, problem: step.problem }
    for (const [index, cells] of step.rows.entries()) {
      const one = { code: cleanCode(cells[code ?? -1] ?? ''), name: cleanName(cells[name ?? -1] ?? '') }
      if (one.code !== '' || one.name !== '') found.push({ row: step.numbers[index] ?? 0, ...at, ...one })
    }
  }
  return { ok: true, value: found }
}
