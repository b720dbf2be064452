import type { Cents } from '../model/money.ts'
import type { Quote } from '../model/quote.ts'
import type { PriceSchedule } from '../model/schedule.ts'
import type { ChargeProblem, SimulateProblem } from '../problems/charge-problem.ts'
import type { Pricer } from '../quote/create-pricer.ts'
import type { CatalogueRow, SimulatedRow, Simulation, SimulationRefused, Totals } from './model.ts'

export interface SimulateOptions {
  /** The schedule that held before; null when the catalogue has its own prices. */
  readonly from: Pricer | null
  readonly to: Pricer
}

/** States of a reading that a person should look at before its price is believed. */
const UNSURE: ReadonlySet<string> = new Set(['review', 'conflict', 'ambiguous'])

/**
 * An institution's catalogue under an old and a new schedule. The old price is the catalogue's, else the quote under `from`,
 * else null with a warning; totals compare only rows that have both prices. Negative counts or prices refuse the whole.
 */
export function simulate(catalogue: readonly CatalogueRow[], options: SimulateOptions): Simulation | SimulationRefused {
  const problems = catalogue.flatMap(rowProblems)
  if (problems.length > 0) return { ok: false, problems }
  const successors = new Map<string, { reason: string; names: string[] }>()
  const rows = catalogue.map((row) => simulateRow(row, options, successors))
  const both = rows.filter((row) => row.oldPriceCents !== null && row.newPriceCents !== null)
  const byModality: Record<string, Totals> = {}
  for (const modality of [...new Set(both.map((row) => row.modality))].sort())
    byModality[modality] = totalsOf(both.filter((row) => row.modality === modality))
  return {
    ok: true,
    from: options.from?.schedule.id ?? null,
    to: options.to.schedule.id,
    rows,
    compared: totalsOf(both),
    byModality,
    withoutNew: totalsOf(rows.filter((row) => row.oldPriceCents !== null && row.newPriceCents === null)),
    withoutOld: totalsOf(rows.filter((row) => row.oldPriceCents === null && row.newPriceCents !== null)),
    withoutSuccessor: [...successors].sort(([a], [b]) => (a < b ? -1 : 1)).map(([item, used]) => ({ item, ...used })),
  }
}

function rowProblems(row: CatalogueRow): readonly SimulateProblem[] {
  const problems: SimulateProblem[] = []
  if (!Number.isSafeInteger(row.count) || row.count < 0)
    problems.push({ code: 'simulate-count', row: row.row, value: row.count })
  const price = row.oldPriceCents
  if (price !== null && (!Number.isSafeInteger(price) || price < 0))
    problems.push({ code: 'simulate-price', row: row.row, value: price })
  return problems
}

function simulateRow(
  row: CatalogueRow,
  { from, to }: SimulateOptions,
  successors: Map<string, { reason: string; names: string[] }>,
): SimulatedRow {
  const warnings: ChargeProblem[] = []
  const { name, items, state } = row
  const missing = row.withoutItem ?? 0
  if (items.length === 0) warnings.push({ code: 'simulate-no-items', name, state })
  else if (missing > 0) warnings.push({ code: 'simulate-parts-without-item', name, parts: missing })
  else if (UNSURE.has(state)) warnings.push({ code: 'simulate-not-certain', name, state })
  const after = items.length === 0 ? null : quoteRow(row, to, warnings)
  const before = items.length === 0 || from === null ? null : quoteRow(row, from, [])
  const newPriceCents = priceOf(after)
  if (after !== null && newPriceCents === null) warnings.push({ code: 'simulate-no-new-price', name })
  const oldPriceCents = row.oldPriceCents ?? priceOf(before)
  if (oldPriceCents === null) warnings.push({ code: 'simulate-no-old-price', name })
  if (before !== null && from !== null) noteSuccessors(before, from.schedule, name, successors, warnings)
  return {
    row: row.row,
    name,
    modality: row.modality,
    count: row.count,
    items,
    lines: after?.lines ?? [],
    oldPriceCents,
    oldPriceFrom: oldPriceCents === null ? null : row.oldPriceCents === null ? 'schedule' : 'catalogue',
    newPriceCents,
    partial: (after?.partial ?? false) || (after !== null && missing > 0),
    warnings,
  }
}

/** Quotes a row on the first day of the schedule: a catalogue has no date of its own. */
function quoteRow(row: CatalogueRow, pricer: Pricer, warnings: ChargeProblem[]): Quote | null {
  const quote = pricer.quote({
    date: pricer.schedule.validFrom,
    items: row.items.map((code) => ({ code })),
    ...(row.modifiers && { modifiers: row.modifiers }),
  })
  warnings.push(...(quote.ok ? [...quote.unpriced, ...quote.warnings] : quote.problems))
  return quote.ok ? quote : null
}

/** A quote without a single line is no price of nought. */
function priceOf(quote: Quote | null): Cents | null {
  return quote === null || quote.lines.length === 0 ? null : quote.totalCents
}

function noteSuccessors(
  before: Quote,
  schedule: PriceSchedule,
  name: string,
  successors: Map<string, { reason: string; names: string[] }>,
  warnings: ChargeProblem[],
): void {
  for (const line of before.lines) {
    const reason = schedule.byCode.get(line.code)?.withoutSuccessor ?? ''
    if (reason === '') continue
    warnings.push({ code: 'simulate-no-successor', name, item: line.code })
    const known = successors.get(line.code) ?? { reason, names: [] }
    if (!known.names.includes(name)) known.names.push(name)
    successors.set(line.code, known)
  }
}

function totalsOf(rows: readonly SimulatedRow[]): Totals {
  const sum = (of: (row: SimulatedRow) => number): number => rows.reduce((total, row) => total + of(row), 0)
  return {
    rows: rows.length,
    exams: sum((row) => row.count),
    beforeCents: sum((row) => row.count * (row.oldPriceCents ?? 0)),
    afterCents: sum((row) => row.count * (row.newPriceCents ?? 0)),
  }
}
