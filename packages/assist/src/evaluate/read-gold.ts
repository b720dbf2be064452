import type { Codec } from '@yingma/core'
import type { NormaliseInput } from '@yingma/normalise'
import { DETAIL_ROLES, openTable, type Role, type Table, type TableOptions, type TableProblem } from '@yingma/tables'
import type { EvalProblem } from './eval-problem.ts'
import type { GoldName, Label } from './gold.ts'
import { type LabelRead, readLabel } from './read-label.ts'

export type GoldRead =
  | { readonly ok: true; readonly names: readonly GoldName[] }
  | { readonly ok: false; readonly problems: readonly (EvalProblem | TableProblem)[] }

/** Headers that are understood, folded to lower case. */
const HEADERS = {
  expected: ['expected', '标注', '标准答案', '标准代码', '应为'],
  also: ['alt_expected'],
  status: ['status', 'label'],
  alsoStatus: ['alt_status'],
  optional: ['optional'],
  phenomena: ['phenomenon', 'phenomena', 'tags', '现象', '难点'],
  modality: ['hint'],
  exams: ['exams'],
} as const
type Column = keyof typeof HEADERS

const MOST_PROBLEMS = 20

/**
 * Reads labelled names from any table (CSV, workbook, JSON Lines …). The columns of the name are found as everywhere; the
 * label stands in a column `expected` or in the one that `expectedColumn` names. Everything wrong is told, by row.
 */
export async function readGold(
  file: string,
  options: TableOptions,
  expectedColumn: string | undefined,
  codec: Codec,
): Promise<GoldRead> {
  const opened = await openTable(file, { ...options, required: ['name'] })
  if (!opened.ok) return { ok: false, problems: [opened.problem] }
  const table = opened.value
  try {
    const columns = columnsOf(table, expectedColumn)
    if (columns.expected === undefined)
      return { ok: false, problems: [{ code: 'eval-no-labels', file, columns: table.headers }] }
    return await readRows(file, table, columns, codec)
  } finally {
    await table.close()
  }
}

type Columns = Readonly<Partial<Record<Column, number>>>

function columnsOf({ headers }: Table, expectedColumn: string | undefined): Columns {
  const folded = headers.map((header) => header.normalize('NFKC').trim().toLowerCase())
  const found: Partial<Record<Column, number>> = {}
  for (const [column, words] of Object.entries(HEADERS) as [Column, readonly string[]][]) {
    const at =
      column === 'expected' && expectedColumn !== undefined
        ? folded.indexOf(expectedColumn.normalize('NFKC').trim().toLowerCase())
        : folded.findIndex((header) => words.includes(header))
    if (at >= 0) found[column] = at
  }
  return found
}

async function readRows(file: string, table: Table, columns: Columns, codec: Codec): Promise<GoldRead> {
  const names: GoldName[] = []
  const problems: EvalProblem[] = []
  for await (const step of table.rows()) {
    if (step.kind === 'stop') return { ok: false, problems: [step.problem] }
    for (const [at, row] of step.rows.entries()) {
      const read = readLabels(row, columns, codec)
      if (read.ok) names.push({ ...nameOf(row, table, columns), labels: read.labels })
      else problems.push(problemOf(read, file, step.numbers[at] ?? 0))
      if (problems.length >= MOST_PROBLEMS) return { ok: false, problems }
    }
  }
  if (problems.length > 0) return { ok: false, problems }
  if (names.length === 0) return { ok: false, problems: [{ code: 'eval-no-names', file }] }
  return { ok: true, names }
}

/** The label and its alternatives; a status beside says that the name asks for no items. */
function readLabels(row: readonly string[], columns: Columns, codec: Codec): LabelRead {
  const cell = (column: Column) => row[columns[column] ?? -1] ?? ''
  const status = cell('status')
  const optional = codesIn(cell('optional'))
  const first = readLabel(status === '' || status === 'mapped' ? cell('expected') : status, codec, optional)
  if (!first.ok) return first
  const labels: Label[] = [...first.labels]
  for (const text of [cell('also'), cell('alsoStatus') === 'mapped' ? cell('expected') : cell('alsoStatus')]) {
    if (text === '' || text === '[]') continue
    const read = readLabel(text, codec, optional)
    if (!read.ok) return read
    labels.push(...read.labels)
  }
  return { ok: true, labels }
}

function codesIn(text: string): readonly string[] {
  return text.match(/[0-9A-Za-z]{10,20}/gu) ?? []
}

function nameOf(row: readonly string[], table: Table, columns: Columns): Omit<GoldName, 'labels'> {
  const cell = (role: Role) => row[table.roles[role]?.value.position ?? -1] ?? ''
  const said = DETAIL_ROLES.flatMap((role) => (cell(role) === '' ? [] : [[role, cell(role)] as const]))
  const hint = row[columns.modality ?? -1] ?? ''
  const input: NormaliseInput = {
    name: cell('name'),
    ...(hint === '' ? {} : { modality: hint }),
    ...Object.fromEntries(said),
  }
  const exams = Number(cell('count') || (row[columns.exams ?? -1] ?? ''))
  const phenomena = (row[columns.phenomena ?? -1] ?? '').split(/[[\]",，、;；|]+/u).map((word) => word.trim())
  return { input, exams: exams > 0 ? exams : 1, phenomena: phenomena.filter((word) => word !== '') }
}

function problemOf(read: Extract<LabelRead, { ok: false }>, file: string, row: number): EvalProblem {
  if (read.kind === 'empty') return { code: 'eval-label-empty', file, row }
  if (read.kind === 'unreadable') return { code: 'eval-label-unreadable', file, row, text: read.text }
  return { code: 'eval-unknown-code', file, row, item: read.item, nearest: read.nearest }
}
