import { diffEditions, type Edition, type EditionFacts } from '@yingma/core'
import { FILES } from '@yingma/edition'
import type { StandardTables } from '../tables/standard-tables.ts'
import { rowsOf } from '../tables/table-edit.ts'

/** A retired item, what follows it, and until when its code is still taken in messages and charges. */
export interface MigrationRow {
  readonly code: string
  readonly name: string
  readonly successors: readonly string[]
  readonly reason: string
  /** ISO days. */
  readonly retiredOn: string
  readonly graceUntil: string
}

/** Months during which systems may still send a retired code, where the release says nothing else. */
const GRACE_MONTHS = 12

/** Every item that was retired since `from`, with its grace window. */
export function migrationOf(
  from: EditionFacts,
  to: Edition,
  tables: StandardTables,
  graceMonths: number = GRACE_MONTHS,
): readonly MigrationRow[] {
  const rows = new Map(rowsOf(tables, FILES.retired).map((row) => [(row.item ?? '').toUpperCase(), row]))
  return diffEditions(from, to).retired.map(({ item }) => {
    const { reason = '', date: retiredOn = '' } = rows.get(item.code.toUpperCase()) ?? {}
    const successors = to.byCode.get(item.code.toUpperCase())?.successors ?? []
    return {
      code: item.code,
      name: item.name,
      successors,
      reason,
      retiredOn,
      graceUntil: monthsAfter(retiredOn, graceMonths),
    }
  })
}

/** How a code of a migration table stands on a day: in use, still taken, or refused. */
export function graceOn(
  row: Pick<MigrationRow, 'retiredOn' | 'graceUntil'>,
  day: string,
): 'in-use' | 'grace' | 'ended' {
  if (day < row.retiredOn) return 'in-use'
  return day <= row.graceUntil ? 'grace' : 'ended'
}

/** The same day so many months later; the last of a month where that day is not in it. */
function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}

const COLUMNS = ['code', 'name', 'successors', 'reason', 'retiredOn', 'graceUntil'] as const

/** The table as the release folder holds it. */
export function migrationTable(rows: readonly MigrationRow[]): string {
  const lines = rows.map((row) => COLUMNS.map((column) => [row[column]].flat().join(' ')).join('\t'))
  return `${[COLUMNS.join('\t'), ...lines].join('\n')}\n`
}
