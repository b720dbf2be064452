import { type Codec, foldSpelling } from '@yingma/core'
import { type Change, type DecisionKey, keyText } from '@yingma/normalise'
import { openTable, restoreFormula, type Table, type TableProblem } from '@yingma/tables'
import { readChoice } from './review-choice.ts'
import { REVIEW_COLUMNS, REVIEW_HEADERS, type ReviewColumn } from './review-columns.ts'
import type { ReviewProblem } from './review-problem.ts'

export type ReadDecisions =
  | { readonly ok: true; readonly changes: readonly Change[] }
  | { readonly ok: false; readonly problems: readonly (ReviewProblem | TableProblem)[] }

type Decision = Change & { readonly kind: 'decision' }

/** Reads the decisions of a review workbook (or of a CSV with the same columns). Every wrong cell is named; a single one refuses all. */
export async function readDecisions(file: string, codec: Codec): Promise<ReadDecisions> {
  const opened = await openTable(file, { header: true, keep: 'all' })
  if (!opened.ok) return { ok: false, problems: [opened.problem] }
  const table = opened.value
  try {
    const places = placesOf(table)
    const missing = (['name', 'decision'] as const).filter((column) => places[column] === undefined)
    if (missing.length > 0) {
      return {
        ok: false,
        problems: missing.map((column) => ({
          code: 'review-column-missing',
          file,
          column: REVIEW_HEADERS.zh[column],
          columns: table.headers,
        })),
      }
    }
    return await readRows(file, table, places, codec)
  } finally {
    await table.close()
  }
}

type Places = Readonly<Partial<Record<ReviewColumn, number>>>

function placesOf({ headers }: Table): Places {
  const find = (column: ReviewColumn): number => {
    const names = [REVIEW_HEADERS.zh[column], REVIEW_HEADERS.en[column]].map(foldSpelling)
    return headers.findIndex((header) => names.includes(foldSpelling(header)))
  }
  return Object.fromEntries(REVIEW_COLUMNS.map((column) => [column, find(column)] as const).filter(([, at]) => at >= 0))
}

async function readRows(file: string, table: Table, places: Places, codec: Codec): Promise<ReadDecisions> {
  const decided = new Map<string, { readonly change: Decision; readonly row: number }>()
  const problems: ReviewProblem[] = []
  for await (const step of table.rows()) {
    if (step.kind === 'stop') return { ok: false, problems: [step.problem] }
    for (const [at, row] of step.rows.entries()) {
      const cell = (column: ReviewColumn): string => restoreFormula(row[places[column] ?? -1] ?? '').trim()
      const number = step.numbers[at] ?? 0
      const place = (column: ReviewColumn) => ({
        file,
        sheet: table.sheet?.value ?? '',
        row: number,
        column: (places[column] ?? 0) + 1,
        header: table.headers[places[column] ?? 0] ?? '',
      })
      if (cell('decision') === '') continue
      if (cell('name') === '' && cell('localCode') === '') {
        problems.push({ code: 'review-name-missing', ...place('name') })
        continue
      }
      const choice = readChoice(cell('decision'), codec)
      if (!choice.ok) {
        problems.push({ code: 'review-unknown-item', ...place('decision'), item: choice.item, nearest: choice.nearest })
        continue
      }
      const note = cell('note')
      const change: Decision = {
        kind: 'decision',
        key: keyOf(cell),
        answer: choice.answer,
        ...(note === '' ? {} : { note }),
      }
      const before = decided.get(keyText(change.key))
      if (before !== undefined && JSON.stringify(before.change.answer) !== JSON.stringify(change.answer)) {
        problems.push({ code: 'review-decided-twice', ...place('decision'), first: before.row })
      }
      decided.set(keyText(change.key), { change, row: number })
    }
  }
  if (problems.length > 0) return { ok: false, problems }
  if (decided.size === 0) return { ok: false, problems: [{ code: 'review-no-decisions', file }] }
  return { ok: true, changes: [...decided.values()].map(({ change }) => change) }
}

function keyOf(cell: (column: ReviewColumn) => string): DecisionKey {
  const [localCode, name, modality] = [cell('localCode'), cell('name'), cell('modality')]
  if (localCode !== '') return { localCode, ...(name === '' ? {} : { name }) }
  return { name, ...(modality === '' ? {} : { modality }) }
}
