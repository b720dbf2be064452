import type { DimensionId } from '../model/dimensions.ts'
import { coarserOf } from './coarser.ts'

/** Numbers below this are not shown in shared reports. */
export const SMALLEST_CELL = 5
/** Fewer institutions behind a row would let one of them work out another. */
export const FEWEST_INSTITUTIONS = 3

export type FigureRow = Readonly<Record<string, string | number | null>>

/** A row of a shared table: what it is parted by, its counts, and what tells whether it may be shown. */
export interface SharedCell {
  readonly values: Readonly<Record<string, string>>
  readonly counts: readonly number[]
  /** The largest share of one institution in each count. */
  readonly largest: readonly number[]
  /** Institutions behind it. */
  readonly institutions: number
}

/** The rows of a shared table that is parted by these dimensions. */
export type AskCells = (by: readonly DimensionId[]) => Promise<readonly SharedCell[]>

interface SharedTable {
  readonly by: readonly DimensionId[]
  readonly cells: readonly SharedCell[]
  readonly hidden: ReadonlySet<SharedCell>
}

/** Rows that add up to one row of a coarser table. */
interface Margin {
  readonly cells: readonly SharedCell[]
  /** Whether the coarser table hides its row. */
  readonly isHidden: boolean
}

export const keyOf = (values: Readonly<Record<string, unknown>>, by: readonly DimensionId[]): string =>
  JSON.stringify(by.map((id) => String(values[id] ?? '')))

/**
 * Which rows of a shared table are hidden: those that tell of few persons or few institutions, and others, so that none of them follows
 * from tables that anybody may ask for as well. All tables that are coarser are settled first, the same way whoever asks: a row that they
 * show must not be short of one number here only, and a row that they hide must not be the sum of what is shown here. Undefined where that
 * cannot be done: then nothing of the table may be told, not even which rows it has.
 */
export async function hiddenCells(
  by: readonly DimensionId[],
  ask: AskCells,
): Promise<ReadonlySet<SharedCell> | undefined> {
  return (await settle(by, ask, new Map()))?.hidden
}

type Settled = Promise<SharedTable | undefined>

function settle(by: readonly DimensionId[], ask: AskCells, known: Map<string, Settled>): Settled {
  const key = by.join()
  const settled = known.get(key) ?? settleAnew(by, ask, known)
  known.set(key, settled)
  return settled
}

async function settleAnew(by: readonly DimensionId[], ask: AskCells, known: Map<string, Settled>): Settled {
  const coarser: SharedTable[] = []
  for (const each of coarserOf(by)) {
    const table = await settle(each, ask, known)
    // Its rows say which rows the coarser table has, and these are what tells too much.
    if (table === undefined) return undefined
    coarser.push(table)
  }
  // In one order, so that whoever asks for whatever gets the same rows hidden.
  const cells = [...(await ask(by))].sort((a, b) => (keyOf(a.values, by) < keyOf(b.values, by) ? -1 : 1))
  const hidden = new Set(cells.filter(isSmall))
  const margins = coarser.map((table) => marginsOf(cells, table))
  return protect(margins, hidden) ? { by, cells, hidden } : undefined
}

/** Small numbers, few institutions, or so much of it one institution's own that this one would know the little of the others. */
function isSmall({ counts, largest, institutions }: SharedCell): boolean {
  const isFew = (n: number) => n > 0 && n < SMALLEST_CELL
  return institutions < FEWEST_INSTITUTIONS || counts.some((n, index) => isFew(n) || isFew(n - (largest[index] ?? 0)))
}

function marginsOf(cells: readonly SharedCell[], table: SharedTable): readonly Margin[] {
  const hidden = new Set([...table.hidden].map(({ values }) => keyOf(values, table.by)))
  const margins = new Map<string, SharedCell[]>()
  for (const cell of cells) {
    const key = keyOf(cell.values, table.by)
    const margin = margins.get(key)
    if (margin === undefined) margins.set(key, [cell])
    else margin.push(cell)
  }
  return [...margins].map(([key, own]) => ({ cells: own, isHidden: hidden.has(key) }))
}

/** Hides more rows until every margin is safe; false where some cannot be made so. */
function protect(coarser: readonly (readonly Margin[])[], hidden: Set<SharedCell>): boolean {
  // A row that is a whole margin by itself is known from the coarser table, so it protects no other.
  const told = new Set(
    coarser.flatMap((margins) => margins.flatMap(({ cells, isHidden }) => (isHidden || cells.length > 1 ? [] : cells))),
  )
  const margins = coarser.flat()
  // Hiding a row may leave it alone in another margin, so until nothing changes; each turn hides at least one row.
  for (;;) {
    const open = margins.filter((margin) => !isSafe(margin, hidden, told))
    if (open.length === 0) return true
    for (const margin of open) {
      if (isSafe(margin, hidden, told)) continue
      const company = margin.cells.filter((cell) => !hidden.has(cell) && !told.has(cell))
      if (company.length === 0) return false
      hidden.add(company.reduce((a, b) => ((b.counts[0] ?? 0) < (a.counts[0] ?? 0) ? b : a)))
    }
  }
}

function isSafe({ cells, isHidden }: Margin, hidden: ReadonlySet<SharedCell>, told: ReadonlySet<SharedCell>): boolean {
  const own = cells.filter((cell) => hidden.has(cell))
  if (isHidden) return own.some((cell) => !told.has(cell))
  if (own.length === 0) return true
  // What hidden rows come to together follows from the total: that must be no small number either.
  const sums = (own[0]?.counts ?? []).map((_, index) => own.reduce((sum, cell) => sum + (cell.counts[index] ?? 0), 0))
  return own.filter((cell) => !told.has(cell)).length > 1 && sums.every((sum) => sum === 0 || sum >= SMALLEST_CELL)
}
