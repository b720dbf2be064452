import type { Edition, Item } from '@yingma/core'
import { FILES } from '@yingma/edition'
import { GovernRefusal } from '../problems/govern-problem.ts'
import type { StandardTables } from '../tables/standard-tables.ts'
import { type Cells, rowsOf, withCells, withRows } from '../tables/table-edit.ts'
import type { Leaving } from './change.ts'

/** An item that leaves and the items that follow it. */
export interface Departure extends Leaving {
  readonly code: string
  readonly successors: readonly string[]
}

/** The active item of a code, or a refusal. */
export function activeItem(edition: Edition, code: string): Item {
  const item = edition.byCode.get(code.toUpperCase())
  if (item === undefined) throw new GovernRefusal({ code: 'govern-item-unknown', value: code })
  if (item.status === 'retired')
    throw new GovernRefusal({ code: 'govern-item-retired', value: item.code, name: item.name })
  return item
}

/**
 * Tables where these items are out of use. All that had one of them as successor go on to its successors, so that
 * every retired item leads to active ones, however often the standard changes.
 */
export function withRetired(
  tables: StandardTables,
  edition: Edition,
  departures: readonly Departure[],
): StandardTables {
  const leaving = new Map(departures.map((one) => [one.code.toUpperCase(), one]))
  const rows: Cells[] = []
  const follow = new Map<string, readonly string[]>()
  for (const { code, successors, reason, date } of departures) {
    const item = activeItem(edition, code)
    checkLeaving({ reason, date })
    const checked = checkedSuccessors(edition, item, successors, leaving)
    follow.set(item.code.toUpperCase(), checked)
    rows.push({ item: item.code, successors: checked.join(' '), reason, date })
  }
  return withRows(redirected(tables, follow), FILES.retired, rows)
}

/** Successors as the edition spells them; each must stay in use. */
export function checkedSuccessors(
  edition: Edition,
  item: Item,
  successors: readonly string[],
  leaving: ReadonlyMap<string, unknown> = new Map(),
): readonly string[] {
  const codes = successors.map((successor) => {
    const found = edition.byCode.get(successor.toUpperCase())
    const isGone = found === undefined || found.status === 'retired' || leaving.has(successor.toUpperCase())
    if (found === item) throw new GovernRefusal({ code: 'govern-successor-itself', value: item.code, name: item.name })
    if (isGone) throw new GovernRefusal({ code: 'govern-orphaned', item: item.code, name: item.name, successor })
    return found.code
  })
  if (codes.length === 0)
    throw new GovernRefusal({ code: 'govern-orphaned', item: item.code, name: item.name, successor: '—' })
  return [...new Set(codes)]
}

/** Refuses a departure without a reason in one line, or with a day that the calendar does not have. */
function checkLeaving({ reason, date }: Leaving): void {
  if (reason.trim() === '') throw new GovernRefusal({ code: 'govern-reason-missing' })
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(date) && new Date(`${date}T00:00:00Z`).toJSON()?.startsWith(date) === true
  if (!isDay) throw new GovernRefusal({ code: 'govern-bad-date', value: date })
}

function redirected(tables: StandardTables, follow: ReadonlyMap<string, readonly string[]>): StandardTables {
  let changed = tables
  for (const { item = '', successors = '' } of rowsOf(tables, FILES.retired)) {
    const before = successors.split(' ').filter((code) => code !== '')
    const after = [...new Set(before.flatMap((code) => follow.get(code.toUpperCase()) ?? [code]))]
    const text = after.join(' ')
    if (text !== successors)
      changed = withCells(changed, FILES.retired, ['item', item], { successors: text }) || changed
  }
  return changed
}
