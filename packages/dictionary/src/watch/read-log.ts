import { parseYuan } from '@yingma/charge'
import { foldSpelling } from '@yingma/core'
import { openTable, type Role, restoreFormula, type TableOptions, type TableProblem } from '@yingma/tables'
import { nameOf } from '../model/table-source.ts'
import type { PackageProblem } from '../write/approved.ts'

/** Exams of one code, name and month as the live system recorded them. */
export interface LoggedExams {
  /** `2026-03`. */
  readonly month: string
  readonly code: string
  readonly name: string
  readonly modality: string
  readonly exams: number
  /** Sum of what was charged for those exams that say it, and how many do. */
  readonly chargedCents: number
  readonly chargedExams: number
}

export type LogRead =
  | { readonly ok: true; readonly rows: readonly LoggedExams[] }
  | { readonly ok: false; readonly problem: TableProblem | PackageProblem }

const DATE_WORDS: readonly string[] = [
  '月份',
  '年月',
  '检查月份',
  '检查日期',
  '检查时间',
  '登记日期',
  '登记时间',
  '日期',
  '时间',
  'month',
  'examdate',
  'exam date',
  'studydate',
  'study date',
  'date',
]

/** Reads exams since go-live from a log or a monthly count. The column of the date is recognised or named. */
export async function readLog(
  source: string | Uint8Array,
  dateColumn: string | undefined,
  options: TableOptions = {},
): Promise<LogRead> {
  const file = nameOf(source, options)
  const opened = await openTable(source, { ...options, required: ['name'] })
  if (!opened.ok) return opened
  const table = opened.value
  try {
    const folded = table.headers.map(foldSpelling)
    const words = dateColumn === undefined ? DATE_WORDS : [dateColumn]
    const dateAt = words.map((word) => folded.indexOf(foldSpelling(word))).find((at) => at >= 0)
    if (dateAt === undefined) {
      return { ok: false, problem: { code: 'dictionary-no-period', file, columns: table.headers } }
    }
    const sums = new Map<string, LoggedExams>()
    for await (const step of table.rows()) {
      if (step.kind === 'stop') return { ok: false, problem: step.problem }
      for (const [i, row] of step.rows.entries()) {
        const cell = (role: Role): string => restoreFormula(row[table.roles[role]?.value.position ?? -1] ?? '').trim()
        const month = monthOf(row[dateAt] ?? '')
        if (month === undefined) {
          const problem = {
            code: 'dictionary-bad-dates',
            file,
            row: step.numbers[i] ?? 0,
            value: row[dateAt] ?? '',
          } as const
          return { ok: false, problem }
        }
        add(sums, month, cell)
      }
    }
    return { ok: true, rows: [...sums.values()] }
  } finally {
    await table.close()
  }
}

function add(sums: Map<string, LoggedExams>, month: string, cell: (role: Role) => string): void {
  const [code, name, modality] = [cell('localCode'), cell('name'), cell('modality')]
  const count = cell('count') === '' ? 1 : Number(cell('count').replaceAll(',', ''))
  const exams = Number.isSafeInteger(count) && count > 0 ? count : 0
  const price = parseYuan(cell('price').replaceAll(/[￥¥元,\s]/g, ''))
  const key = [month, code, name, modality].join('\u0000')
  const known = sums.get(key)
  sums.set(key, {
    month,
    code,
    name,
    modality,
    exams: (known?.exams ?? 0) + exams,
    chargedCents: (known?.chargedCents ?? 0) + (price ?? 0) * (price === null ? 0 : exams),
    chargedExams: (known?.chargedExams ?? 0) + (price === null ? 0 : exams),
  })
}

/** `2026-03-05 10:12`, `20260305`, `2026年3月`, `2026/3` → `2026-03`. */
function monthOf(text: string): string | undefined {
  const match = /^\s*(\d{4})(?:[-/.年]\s*(\d{1,2})|(\d{2}))/.exec(text)
  const month = Number(match?.[2] ?? match?.[3] ?? 0)
  return month >= 1 && month <= 12 ? `${match?.[1]}-${String(month).padStart(2, '0')}` : undefined
}
