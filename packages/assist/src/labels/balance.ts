/** Exams of one group in each fold; null where the number would tell of few. */
export interface BalanceRow {
  readonly group: string
  readonly counts: Readonly<Record<string, number | null>>
}

/** Numbers below this are not shown. */
export const SMALLEST_CELL = 5

/**
 * Lays counts out by group and fold and hides small ones. Where one number alone is hidden in a fold or in a group, the
 * smallest of the others is hidden too, so that it does not follow from a total.
 */
export function balanceOf(
  cells: readonly { readonly group: string; readonly fold: string; readonly exams: number }[],
  folds: readonly string[],
): readonly BalanceRow[] {
  const groups = [...new Set(cells.map(({ group }) => group))]
  const table = groups.map((group) =>
    folds.map((fold) => cells.find((cell) => cell.group === group && cell.fold === fold)?.exams ?? 0),
  )
  const hidden = table.map((row) => row.map((exams) => exams > 0 && exams < SMALLEST_CELL))
  let changed = true
  while (changed) {
    changed = false
    for (const line of linesOf(table)) changed = hideSecond(line, table, hidden) || changed
  }
  return groups.map((group, at) => ({
    group,
    counts: Object.fromEntries(folds.map((fold, to) => [fold, hidden[at]?.[to] ? null : (table[at]?.[to] ?? 0)])),
  }))
}

type Place = readonly [row: number, column: number]

function linesOf(table: readonly (readonly number[])[]): readonly (readonly Place[])[] {
  const width = table[0]?.length ?? 0
  const rows = table.map((row, at) => row.map((_, to): Place => [at, to]))
  const columns = Array.from({ length: width }, (_, to) => table.map((_row, at): Place => [at, to]))
  return [...rows, ...columns]
}

function hideSecond(line: readonly Place[], table: readonly (readonly number[])[], hidden: boolean[][]): boolean {
  const isHidden = ([row, column]: Place) => hidden[row]?.[column] ?? false
  const valueAt = ([row, column]: Place) => table[row]?.[column] ?? 0
  if (line.filter(isHidden).length !== 1) return false
  const [least] = line.filter((place) => !isHidden(place) && valueAt(place) > 0).sort((a, b) => valueAt(a) - valueAt(b))
  if (least === undefined) return false
  const row = hidden[least[0]]
  if (row !== undefined) row[least[1]] = true
  return true
}
