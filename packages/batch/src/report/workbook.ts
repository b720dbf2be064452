import { neutraliseFormula } from '@yingma/tables'
import { writeXlsx } from 'hucre/xlsx'
import type { GroupRow, NameRow, ReportData } from './report-data.ts'
import { STATE_COLOURS, STATE_TEXTS, TEXTS, type Text } from './texts.ts'

type Cell = string | number

interface Sheet {
  readonly title: Text
  readonly headers: readonly Text[]
  readonly rows: readonly (readonly Cell[])[]
}

/** The report as a workbook: one sheet per section, counts and shares as numbers, headers in both languages. */
export function reportWorkbook(data: ReportData): Promise<Uint8Array> {
  return writeXlsx({
    sheets: sheetsOf(data).map(({ title, headers, rows }, index) => ({
      name: `${index + 1} ${title.zh}`.replace(/[\\/*?:[\]（）]/gu, ' ').slice(0, 31),
      columns: headers.map(() => ({ width: 20 })),
      rows: [headers.map(({ zh, en }) => `${zh} ${en}`), ...rows.map((row) => row.map(safe))],
      freezePane: { rows: 1 },
    })),
  })
}

function sheetsOf(data: ReportData): readonly Sheet[] {
  const { record } = data
  const total = Math.max(1, record.counts.rows)
  const names = [TEXTS.name, TEXTS.modality, TEXTS.why, TEXTS.rows]
  const items = [TEXTS.code, TEXTS.item, TEXTS.rows, TEXTS.spread]
  const summary: readonly (readonly Cell[])[] = [
    [label(TEXTS.rows), record.counts.rows],
    [label(TEXTS.rate), (record.counts.rowsByState.mapped ?? 0) / total],
    [label(TEXTS.names), data.before.count],
    [label(TEXTS.inputs), record.counts.distinctInputs],
    [label(TEXTS.items), data.after.count],
    [label(TEXTS.examItems), record.counts.examItems],
    ...Object.entries({ ...record.versions, engine: record.engine }),
  ]
  const ranks = [...new Set([...data.before.curve, ...data.after.curve].map(({ rank }) => rank))].sort((a, b) => a - b)
  const at = (curve: ReportData['before']['curve'], rank: number): Cell =>
    curve.find((point) => point.rank === rank)?.share ?? ''
  return [
    { title: TEXTS.summary, headers: [TEXTS.summary, TEXTS.value], rows: summary },
    {
      title: TEXTS.byState,
      headers: [TEXTS.state, TEXTS.rows, TEXTS.share, TEXTS.inputs],
      rows: data.states.map((row) => [stateName(row.state), row.rows, row.rows / total, row.names]),
    },
    groupSheet(TEXTS.byModality, TEXTS.modality, data.modalities),
    groupSheet(TEXTS.byInstitution, TEXTS.institution, data.institutions),
    groupSheet(TEXTS.byMonth, TEXTS.month, data.months),
    { title: TEXTS.unmapped, headers: names, rows: data.unmapped.map(nameCells) },
    { title: TEXTS.conflicts, headers: names, rows: data.conflicts.map(nameCells) },
    { title: TEXTS.review, headers: names, rows: data.review.map(nameCells) },
    { title: TEXTS.topItems, headers: items, rows: data.items.map((row) => [row.code, row.name, row.rows, row.names]) },
    {
      title: TEXTS.beforeAfter,
      headers: [TEXTS.rank, TEXTS.before, TEXTS.after],
      rows: ranks.map((rank) => [rank, at(data.before.curve, rank), at(data.after.curve, rank)]),
    },
    {
      title: TEXTS.checks,
      headers: [TEXTS.check, TEXTS.expected, TEXTS.found],
      rows: record.checks.map((c) => [c.check, c.expected, c.found]),
    },
  ]
}

function groupSheet(title: Text, group: Text, rows: readonly GroupRow[]): Sheet {
  return {
    title,
    headers: [group, TEXTS.rows, TEXTS.rate, ...STATE_COLOURS.map(([state]) => STATE_TEXTS[state] as Text)],
    rows: rows.map((row) => [row.value, row.rows, row.rate, ...STATE_COLOURS.map(([state]) => row.states[state] ?? 0)]),
  }
}

const label = ({ zh, en }: Text) => `${zh} ${en}`
const stateName = (state: string) => (STATE_TEXTS[state] === undefined ? state : label(STATE_TEXTS[state]))
const nameCells = (row: NameRow): readonly Cell[] => [row.name, row.modality, row.why, row.rows]

/** Names come from outside: a cell that a spreadsheet program would run as a formula is made text. */
function safe(cell: Cell): Cell {
  return typeof cell === 'string' ? neutraliseFormula(cell) : cell
}
