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
 * Takes the numbers out of rows that would tell of few persons or few institutions. Where one row alone would be taken out of several,
 * the smallest of the others goes too, so that it does not follow from the total. Rows stay, so that nobody reads a gap as none.
 */
export function suppress(figure: Figure, rows: readonly SharedRow[]): readonly FigureRow[] {
  const counts = figure.measures.filter(({ kind }) => kind === 'count').map(({ id }) => id)
  const isSmall = ({ row, institutions }: SharedRow) =>
    institutions < FEWEST_INSTITUTIONS ||
    counts.some((id) => {
      const n = Number(row[id] ?? 0)
      return n > 0 && n < SMALLEST_CELL
    })
  const hidden = new Set(rows.filter(isSmall))
  if (hidden.size === 1 && rows.length > 1) {
    const first = counts[0] ?? ''
    const rest = rows.filter((row) => !hidden.has(row))
    const least = rest.reduce((a, b) => (Number(b.row[first]) < Number(a.row[first]) ? b : a), rest[0]!)
    hidden.add(least)
  }
  return rows.map((shared) => {
    if (!hidden.has(shared)) return { ...shared.row, suppressed: 0 }
    const emptied = Object.fromEntries(figure.measures.map(({ id }) => [id, null]))
    return { ...shared.row, ...emptied, suppressed: 1 }
  })
}
