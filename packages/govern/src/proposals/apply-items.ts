import type { Edition } from '@yingma/core'
import { FILES } from '@yingma/edition'
import { mustDraft } from '../draft/draft.ts'
import { GovernRefusal } from '../problems/govern-problem.ts'
import type { StandardTables } from '../tables/standard-tables.ts'
import { rowsOf, withCells, withRows } from '../tables/table-edit.ts'
import type { ItemChange } from './change.ts'
import { withItem } from './item-rows.ts'
import { activeItem, checkedSuccessors, withRetired } from './retirements.ts'

/** Applies what happens to items. */
export function applyItemChange(tables: StandardTables, edition: Edition, change: ItemChange): StandardTables {
  switch (change.kind) {
    case 'add':
      return withItems(tables, edition, change.codes, change.note)
    case 'retire':
      return withRetired(tables, edition, [change])
    case 'merge':
      return withRetired(
        tables,
        edition,
        change.codes.map((code) => ({ ...change, code, successors: [change.into] })),
      )
    case 'split':
      return split(tables, edition, change)
    case 'change':
      return withOtherSuccessors(tables, edition, change)
    case 're-word':
      return reworded(tables, edition, change)
  }
}

function withItems(tables: StandardTables, edition: Edition, codes: readonly string[], note?: string): StandardTables {
  if (codes.length === 0) throw new GovernRefusal({ code: 'govern-nothing-changes' })
  return codes.reduce((before, code) => withItem(before, edition, code, note), tables)
}

function split(
  tables: StandardTables,
  edition: Edition,
  change: Extract<ItemChange, { readonly kind: 'split' }>,
): StandardTables {
  activeItem(edition, change.code)
  const fresh = change.into.filter((code) => !edition.byCode.has(code.toUpperCase()))
  const prepared = fresh.length === 0 ? tables : withItems(tables, edition, fresh, change.reason)
  const wider = fresh.length === 0 ? edition : mustDraft(prepared).edition
  return withRetired(prepared, wider, [{ ...change, successors: change.into }])
}

function withOtherSuccessors(
  tables: StandardTables,
  edition: Edition,
  { code, successors, reason }: Extract<ItemChange, { readonly kind: 'change' }>,
): StandardTables {
  const item = edition.byCode.get(code.toUpperCase())
  if (item === undefined) throw new GovernRefusal({ code: 'govern-item-unknown', value: code })
  if (item.status === 'active')
    throw new GovernRefusal({ code: 'govern-item-active', value: item.code, name: item.name })
  if (reason.trim() === '') throw new GovernRefusal({ code: 'govern-reason-missing' })
  const cells = { successors: checkedSuccessors(edition, item, successors).join(' '), reason }
  const changed = withCells(tables, FILES.retired, ['item', item.code], cells)
  if (changed === false) throw new GovernRefusal({ code: 'govern-item-unknown', value: code })
  return changed
}

function reworded(
  tables: StandardTables,
  edition: Edition,
  { code, name, nameEn, reason }: Extract<ItemChange, { readonly kind: 're-word' }>,
): StandardTables {
  const item = activeItem(edition, code)
  const old = rowsOf(tables, FILES.overrides).find((row) => row.item?.toUpperCase() === item.code.toUpperCase())
  const cells = { name: name ?? old?.name ?? item.name, nameEn: nameEn ?? old?.nameEn ?? '', reason }
  if (old !== undefined) return withCells(tables, FILES.overrides, ['item', item.code], cells) || tables
  return withRows(tables, FILES.overrides, [{ item: item.code, ...cells }])
}
