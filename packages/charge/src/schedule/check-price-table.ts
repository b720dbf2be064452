import type { Edition } from '@yingma/core'
import { fixedYuan, parseYuan } from '../model/money.ts'
import type { PriceLine } from '../model/quote.ts'
import type { ChargeProblem } from '../problems/charge-problem.ts'
import { isDay } from '../quote/check-session.ts'
import type { Pricer } from '../quote/create-pricer.ts'
import { PRICE_TABLE_HEADERS } from './price-table.ts'

/** Columns that are held against the schedule, by their place in the table that `priceTable` writes. */
const CHECKED = {
  item: 0,
  price: 2,
  quantity: 6,
  unitPrice: 7,
  percent: 8,
  amount: 9,
  validFrom: 11,
  validTo: 12,
} as const
type Checked = keyof typeof CHECKED

/** A table of exam items and price items as it was read: `numbers` are the rows of the sheet. */
export interface PriceTableRead {
  readonly file: string
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly numbers: readonly number[]
}

/**
 * Holds a table of exam item ↔ price item against a schedule: items and codes that do not exist, lines by which the item is not
 * charged or that are missing, other quantities, prices and days. Columns may stand in any order; those for item and price
 * item must be there, an empty price code says that there is none.
 */
export function checkPriceTable(table: PriceTableRead, edition: Edition, pricer: Pricer): readonly ChargeProblem[] {
  const places = placesOf(table.header)
  const { file } = table
  const missing = (['item', 'price'] as const).filter((column) => places[column] === undefined)
  if (missing.length > 0)
    return missing.map((column) => ({ code: 'price-column-missing', file, row: 1, column: headerOf(column) }))
  const problems: ChargeProblem[] = []
  const seen = new Map<string, Set<string>>()
  table.rows.forEach((row, at) => {
    const number = table.numbers[at] ?? at + 2
    const cell = (column: Checked): string => (row[places[column] ?? -1] ?? '').trim()
    const wrong = (column: Checked, allowed: string): void => {
      problems.push({
        code: 'price-cell',
        file,
        row: number,
        column: table.header[places[column] ?? 0] ?? '',
        value: cell(column),
        allowed,
      })
    }
    const item = edition.byCode.get(cell('item').toUpperCase())
    if (item === undefined) {
      wrong('item', edition.title.zh)
      return
    }
    const lines = linesOf(pricer, item.code)
    const known = seen.get(item.code) ?? new Set()
    seen.set(item.code, known)
    if (cell('price') === '') {
      if (lines.length > 0) wrong('price', lines.map((line) => line.code).join(' | '))
      return
    }
    const own = lines.filter((line) => line.code === cell('price'))
    // Tiers are lines of one code that differ in price only.
    const line =
      own.find((one) => parseYuan(cell('unitPrice')) === one.unitCents && Number(cell('percent')) === one.percent) ??
      own.find((one) => Number(cell('percent')) === one.percent) ??
      own[0]
    if (line === undefined) {
      wrong('price', lines.length === 0 ? '' : lines.map((one) => one.code).join(' | '))
      return
    }
    known.add(line.code)
    checkLine(line, pricer, cell, places, wrong)
  })
  for (const [item, codes] of seen) {
    for (const { code } of linesOf(pricer, item))
      if (codes.size > 0 && !codes.has(code))
        problems.push({ code: 'price-table-line-missing', file, item, price: code })
  }
  return problems
}

function checkLine(
  line: PriceLine,
  pricer: Pricer,
  cell: (column: Checked) => string,
  places: Readonly<Partial<Record<Checked, number>>>,
  wrong: (column: Checked, allowed: string) => void,
): void {
  const { validFrom, validTo } = pricer.schedule
  const amounts = { unitPrice: line.unitCents, amount: line.amountCents } as const
  for (const column of ['unitPrice', 'amount'] as const)
    if (places[column] !== undefined && parseYuan(cell(column)) !== amounts[column])
      wrong(column, fixedYuan(amounts[column]))
  for (const column of ['quantity', 'percent'] as const)
    if (places[column] !== undefined && Number(cell(column)) !== line[column]) wrong(column, String(line[column]))
  if (places.validFrom !== undefined && (!isDay(cell('validFrom')) || cell('validFrom') < validFrom))
    wrong('validFrom', `>= ${validFrom}`)
  const until = cell('validTo')
  if (until !== '' && (!isDay(until) || until < cell('validFrom') || (validTo !== null && until > validTo)))
    wrong('validTo', validTo === null ? 'YYYY-MM-DD' : `<= ${validTo}`)
}

function linesOf(pricer: Pricer, code: string): readonly PriceLine[] {
  const quote = pricer.quote({ date: pricer.schedule.validFrom, items: [{ code }] })
  return quote.ok ? quote.lines : []
}

function placesOf(header: readonly string[]): Readonly<Partial<Record<Checked, number>>> {
  const places: Partial<Record<Checked, number>> = {}
  for (const column of Object.keys(CHECKED) as readonly Checked[]) {
    const names = (['zh', 'en'] as const).map((language) => PRICE_TABLE_HEADERS[language][CHECKED[column]])
    const at = header.findIndex((name) => names.includes(name.trim()))
    if (at >= 0) places[column] = at
  }
  return places
}

function headerOf(column: Checked): string {
  return PRICE_TABLE_HEADERS.zh[CHECKED[column]] ?? ''
}
