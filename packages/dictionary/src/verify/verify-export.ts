import { columnValue } from '../build/check-targets.ts'
import type { DictionaryItem } from '../model/dictionary.ts'
import { FIELDS, type Target } from '../model/settings.ts'
import type { Approved } from '../write/approved.ts'
import { compareFields } from './compare-fields.ts'
import { compareName, swapSides } from './compare-name.ts'
import { FAULT_KINDS, type Fault, type LiveRow, type Verification } from './fault.ts'
import { type Pair, pairRows } from './pair-rows.ts'
import { unpadRows } from './unpad-rows.ts'

const ORDER = new Map(FAULT_KINDS.map((kind, at) => [kind, at]))

/**
 * Holds the rows of a live table against the approved dictionary. Each difference is one fault: a damaged code is not also
 * a missing and a stray item, and two exchanged names are one fault. `date` says whether new names still carry their `*`.
 */
export function verifyExport(approved: Approved, target: Target, rows: readonly LiveRow[], date: string): Verification {
  const star = approved.parallel !== null && date <= approved.parallel.to
  const nameOf = (item: DictionaryItem): string => columnValue(item, 'name', target, approved, star)
  const names = new Set(approved.items.map(nameOf))
  const nameFault = (pair: Pair): readonly Fault[] => {
    const found = pair.live.cells.name
    const kind = found === undefined ? undefined : compareName(nameOf(pair.item), found, names)
    return kind === undefined ? [] : [faultOfName(kind, pair, 0)]
  }
  const faultOfName = (code: Fault['code'], { item, live }: Pair, other: number): Fault => ({
    code,
    row: live.row,
    other,
    item: item.code,
    itemName: item.name,
    field: 'name',
    column: target.columns.name?.name ?? '',
    expected: nameOf(item),
    found: live.cells.name ?? '',
  })
  const fieldFaults = ({ item, live }: Pair): readonly Fault[] => compareFields(item, live, target, approved)

  const unpadded = unpadRows(rows, target)
  const { pairs, oldRows, faults } = pairRows(unpadded.rows, {
    approved,
    target,
    star,
    wrongIn: (pair) => nameFault(pair).length + fieldFaults(pair).length,
  })
  const swapped = swappedNames(pairs, nameOf)
  const settled = new Set(swapped.flatMap(({ pair, other }) => [pair.live.row, other.live.row]))
  const all: readonly Fault[] = [
    ...unpadded.faults,
    ...faults,
    ...swapped.map(({ pair, other, sides }) =>
      faultOfName(sides ? 'sides-swapped' : 'names-swapped', pair, other.live.row),
    ),
    ...pairs.filter(({ live }) => !settled.has(live.row)).flatMap(nameFault),
    ...pairs.flatMap(fieldFaults),
  ]
  return {
    target: target.id,
    rows: rows.length,
    items: approved.items.length,
    found: pairs.length,
    oldRows,
    notCompared: FIELDS.filter((field) => target.columns[field] !== undefined && isAbsent(rows, field)),
    faults: [...all].sort((a, b) => (ORDER.get(a.code) ?? 0) - (ORDER.get(b.code) ?? 0) || a.row - b.row),
  }
}

function isAbsent(rows: readonly LiveRow[], field: (typeof FIELDS)[number]): boolean {
  return rows.length > 0 && rows.every(({ cells }) => cells[field] === undefined)
}

/** Two rows that carry each other's names, left and right or not. */
function swappedNames(
  pairs: readonly Pair[],
  nameOf: (item: DictionaryItem) => string,
): readonly { readonly pair: Pair; readonly other: Pair; readonly sides: boolean }[] {
  const byName = new Map(pairs.map((pair) => [nameOf(pair.item), pair]))
  const done = new Set<number>()
  return pairs.flatMap((pair) => {
    const other = byName.get(pair.live.cells.name ?? '')
    if (other === undefined || other === pair || done.has(pair.live.row)) return []
    if (other.live.cells.name !== nameOf(pair.item)) return []
    done.add(other.live.row)
    return [{ pair, other, sides: swapSides(nameOf(pair.item)) === nameOf(other.item) }]
  })
}
