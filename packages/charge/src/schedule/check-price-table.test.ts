import { expect, it } from 'vitest'
import { edition, pricer } from '../testing/real-schedules.contract.ts'
import { checkPriceTable } from './check-price-table.ts'
import { priceTable } from './price-table.ts'

const { header, rows } = priceTable(edition, pricer, 'zh')
const check = (changed: readonly (readonly string[])[]) =>
  checkPriceTable({ file: 't', header, rows: changed, numbers: changed.map((_, at) => at + 2) }, edition, pricer)
const first = rows.findIndex((cells) => cells[1] === 'CT胸部(平扫)')
const withCell = (column: string, value: string) =>
  rows.map((cells, at) => (at === first ? cells.with(header.indexOf(column), value) : cells))

it('finds nothing in a table as it was written', () => {
  expect(check(rows)).toEqual([])
})

it.each([
  ['检查项目编码', '20049999'],
  ['医保价格项目编码', '012301020020000'],
  ['单价', '211'],
  ['数量', '2'],
  ['执行日期', '2025-01-01'],
  ['截止日期', 'soon'],
])('names the cell that differs: %s', (column, value) => {
  expect(check(withCell(column, value))).toContainEqual(
    expect.objectContaining({ code: 'price-cell', row: first + 2, column, value }),
  )
})

it('names a price item that the table leaves out', () => {
  const two = rows.filter((cells) => cells[1] === 'CT胸部(平扫+增强)')
  expect(check(two.slice(0, 1))).toMatchObject([{ code: 'price-table-line-missing', price: '012301020020000' }])
})
