import type { PriceLine } from '../model/quote.ts'
import type { PriceSchedule } from '../model/schedule.ts'
import type { ChargeProblem, SimulateProblem } from '../problems/charge-problem.ts'
import type { Pricer } from '../quote/create-pricer.ts'
import type { CatalogueRow, SimulatedRow, Simulation, SimulationRefused, Totals } from './model.ts'
import { type CataloguePricer, cataloguePricer, type PricedRow, priceRow } from './price-row.ts'
import { oldItemOf, priceByCode, priceSuccessor } from './price-successor.ts'

export interface SimulateOptions {
  /** The schedule that held before; null when the catalogue has its own prices. */
  readonly from: Pricer | null
  readonly to: Pricer
}

/** A simulation that takes its rows piece by piece. */
export interface Simulator {
  /** Prices further rows; says what is wrong with them, and then takes none. */
  add(rows: readonly CatalogueRow[]): readonly SimulateProblem[]
  result(): Simulation
}

/** Begins a simulation; `simulate` is the whole in one go. */
export function createSimulator(options: SimulateOptions): Simulator {
  const successors = new Map<string, { reason: string; names: string[] }>()
  const to = cataloguePricer(options.to)
  const from = options.from && cataloguePricer(options.from)
  const rows: SimulatedRow[] = []
  return {
    add: (catalogue) => {
      const problems = catalogue.flatMap(rowProblems)
      if (problems.length === 0) for (const row of catalogue) rows.push(simulateRow(row, to, from, successors))
      return problems
    },
    result: () => summarise(rows, options, successors),
  }
}

/**
 * An institution's catalogue under an old and a new schedule. The old price is the catalogue's, else the quote under `from`,
 * else null with a warning; totals compare only rows that have both prices. Negative counts or prices refuse the whole.
 */
export function simulate(catalogue: readonly CatalogueRow[], options: SimulateOptions): Simulation | SimulationRefused {
  const simulator = createSimulator(options)
  const problems = simulator.add(catalogue)
  return problems.length > 0 ? { ok: false, problems } : simulator.result()
}

function summarise(
  rows: readonly SimulatedRow[],
  options: SimulateOptions,
  successors: ReadonlyMap<string, { readonly reason: string; readonly names: readonly string[] }>,
): Simulation {
  const named = rows.filter(({ name }) => name !== '')
  const both = named.filter((row) => row.oldPriceCents !== null && row.newPriceCents !== null)
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
    withoutNew: totalsOf(named.filter((row) => row.oldPriceCents !== null && row.newPriceCents === null)),
    withoutOld: totalsOf(named.filter((row) => row.oldPriceCents === null && row.newPriceCents !== null)),
    withoutName: rows.length - named.length,
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
  to: CataloguePricer,
  from: CataloguePricer | null,
  successors: Map<string, { reason: string; names: string[] }>,
): SimulatedRow {
  const { name } = row
  const after = priceAfter(row, to, from)
  const before = from === null ? null : priceRow(row, from)
  const warnings = [...after.warnings]
  if (row.oldPriceText !== undefined && name !== '')
    warnings.push({ code: 'simulate-price-unread', name, value: row.oldPriceText })
  const oldPriceCents = row.oldPriceCents ?? before?.cents ?? null
  if (oldPriceCents === null && name !== '') warnings.push({ code: 'simulate-no-old-price', name })
  if (before !== null && from !== null) noteSuccessors(before.lines, from.pricer.schedule, name, successors, warnings)
  return {
    row: row.row,
    ...(row.sheet !== undefined && { sheet: row.sheet }),
    name,
    modality: row.modality || modalityOf(row.items, to),
    count: row.count,
    items: row.items,
    priceItem: after.priceItem,
    lines: after.lines,
    oldPriceCents,
    oldPriceFrom: oldPriceCents === null ? null : row.oldPriceCents === null ? 'schedule' : 'catalogue',
    newPriceCents: after.cents,
    partial: after.partial,
    warnings,
  }
}

/** Where the name does not settle what it costs, a code of the row may, or the price item that it was charged by. */
function priceAfter(row: CatalogueRow, to: CataloguePricer, from: CataloguePricer | null): PricedRow {
  const priced = priceRow(row, to)
  if (!priced.isOpen) return priced
  const old = from === null ? undefined : oldItemOf(row, from)
  return priceByCode(row, to) ?? (old && priceSuccessor(row.name, old, to)) ?? priced
}

function modalityOf(items: readonly string[], { pricer }: CataloguePricer): string {
  const modalities = new Set(
    items.map((code) => {
      const billing = pricer.billingOf(code)
      return billing === undefined || 'missing' in billing ? '' : billing.modality
    }),
  )
  const [first = ''] = modalities
  return modalities.size === 1 ? first : ''
}

function noteSuccessors(
  before: readonly PriceLine[],
  schedule: PriceSchedule,
  name: string,
  successors: Map<string, { reason: string; names: string[] }>,
  warnings: ChargeProblem[],
): void {
  for (const line of before) {
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
