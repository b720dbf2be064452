import type { DimensionId } from '../model/dimensions.ts'
import type { Figure } from '../model/figure.ts'

/** Numbers below this are not shown in shared reports. */
export const SMALLEST_CELL = 5
/** Fewer institutions behind a row would let one of them work out another. */
export const FEWEST_INSTITUTIONS = 3

export type FigureRow = Readonly<Record<string, string | number | null>>

export interface SharedRow {
  readonly row: FigureRow
  /** Institutions behind it. */
  readonly institutions: number
}

/**
 * Takes the numbers out of rows that would tell of few persons or few institutions. Where one row alone would be taken out of those that
 * add up to a row of a coarser table (all rows that differ in one dimension only), the smallest of the others goes too, so that it does
 * not follow from the total. Rows stay, so that nobody reads a gap as none.
 */
export function suppress(figure: Figure, rows: readonly SharedRow[], by: readonly DimensionId[]): readonly FigureRow[] {
  const counts = figure.measures.filter(({ kind }) => kind === 'count').map(({ id }) => id)
  const isSmall = ({ row, institutions }: SharedRow) =>
    institutions < FEWEST_INSTITUTIONS ||
    counts.some((id) => {
      const n = Number(row[id] ?? 0)
      return n > 0 && n < SMALLEST_CELL
    })
  const hidden = new Set(rows.filter(isSmall))
  const margins = by.flatMap((dimension) =>
    marginsOf(
      rows,
      by.filter((id) => id !== dimension),
    ),
  )
  // Hiding a row may leave it alone in another margin, so until nothing changes; each turn hides at least one row.
  while (margins.some((margin) => hideWithAnother(margin, hidden, counts[0] ?? '')));
  return rows.map((shared) => {
    if (!hidden.has(shared)) return { ...shared.row, suppressed: 0 }
    const emptied = Object.fromEntries(figure.measures.map(({ id }) => [id, null]))
    return { ...shared.row, ...emptied, suppressed: 1 }
  })
}

/** Rows that are equal in these dimensions: what adds up to one row of the table that is parted by them. */
function marginsOf(rows: readonly SharedRow[], same: readonly DimensionId[]): readonly (readonly SharedRow[])[] {
  const margins = new Map<string, SharedRow[]>()
  for (const shared of rows) {
    const key = JSON.stringify(same.map((id) => shared.row[id]))
    const margin = margins.get(key)
    if (margin === undefined) margins.set(key, [shared])
    else margin.push(shared)
  }
  return [...margins.values()]
}

/** Hides the smallest other row of a margin in which one alone is hidden; false where that is not so. */
function hideWithAnother(margin: readonly SharedRow[], hidden: Set<SharedRow>, count: string): boolean {
  const shown = margin.filter((shared) => !hidden.has(shared))
  const [first] = shown
  if (first === undefined || shown.length !== margin.length - 1) return false
  hidden.add(shown.reduce((a, b) => (Number(b.row[count]) < Number(a.row[count]) ? b : a), first))
  return true
}
