import { columnValue } from '../build/check-targets.ts'
import type { DictionaryItem } from '../model/dictionary.ts'
import { FIELDS, type Field, type Target } from '../model/settings.ts'
import type { Approved } from '../write/approved.ts'
import { compareCharges } from './compare-charges.ts'
import type { Fault, FaultKind, LiveRow } from './fault.ts'

const YES: ReadonlySet<string> = new Set(['1', 't', 'true', 'y', 'yes', '是', '启用', '有效'])
const OWN_KINDS: Readonly<Partial<Record<Field, FaultKind>>> = {
  side: 'wrong-side-rule',
  modality: 'wrong-modality',
  insurance: 'wrong-insurance',
  price: 'wrong-price',
}
const SETS: ReadonlySet<Field> = new Set(['insurance', 'oldCodes', 'alias'])

/** Whether a cell of the column `active` says yes. */
export function isActive(cell: string, target: Pick<Target, 'yes' | 'no'>): boolean {
  const text = cell.trim()
  if (text === target.yes) return true
  return text !== target.no && YES.has(text.toLowerCase())
}

/** Everything of a row but its code and name. */
export function compareFields(
  item: DictionaryItem,
  live: LiveRow,
  target: Target,
  settings: Pick<Approved, 'shortNames'>,
): readonly Fault[] {
  return FIELDS.flatMap((field): readonly Fault[] => {
    const found = live.cells[field]
    const column = target.columns[field]
    if (found === undefined || column === undefined || field === 'code' || field === 'name') return []
    const expected = columnValue(item, field, target, settings, false)
    const fault = (code: FaultKind, wanted = expected, seen = found): Fault => ({
      code,
      row: live.row,
      other: 0,
      item: item.code,
      itemName: item.name,
      field,
      column: column.name,
      expected: wanted,
      found: seen,
    })
    if (field === 'active') {
      if (isActive(found, target) === item.active) return []
      return [fault(item.active ? 'inactive' : 'active-by-mistake')]
    }
    if (field === 'charges') return compareCharges(item, found).map((one) => fault(one.code, one.expected, one.found))
    if (sameValue(expected, found, field)) return []
    const own = OWN_KINDS[field]
    if (own !== undefined) return [fault(own)]
    const cut = found.trim() !== '' && expected.startsWith(found.trim())
    return [fault(cut ? 'field-truncated' : 'wrong-field')]
  })
}

function sameValue(expected: string, found: string, field: Field): boolean {
  const text = /^null$/i.test(found.trim()) ? '' : found.trimEnd()
  if (text === expected) return true
  if (field === 'minutes' || field === 'price') {
    return text !== '' && expected !== '' && Number(text.replaceAll(',', '')) === Number(expected)
  }
  if (!SETS.has(field)) return false
  const set = (list: string): string => [...new Set(list.split(/[+、]/))].sort().join('+')
  return set(text) === set(expected)
}
