import { expect, test } from 'vitest'
import { centsOfCell, countOfCell, isCodeHeader } from './catalogue-cells.ts'

test.each([
  ['210', 21_000],
  ['２１０．００', 21_000],
  ['¥1,600.00元', 160_000],
  ['人民币 280 元整', 28_000],
  ['189元/部位', 18_900],
  ['25 元／次', 2500],
  ['40元每部位·体位', 4000],
  ['加收30元', 3000],
  ['+30', 3000],
  ['0.5', 50],
  ['19.500', 1950],
] as const)('the price %s is %d cents', (text, cents) => {
  expect(centsOfCell(text)).toBe(cents)
})

test.each(['', '/', '——', ' - ', '无', '市场调节价', '自主定价'])('%s says that there is no price', (text) => {
  expect(centsOfCell(text)).toBeNull()
})

test.each([
  '加收20%',
  '20%',
  '210-280',
  '210/280',
  '见备注',
  '按CT平扫收取',
  '1.234',
  '元',
  '约210',
  '210起',
  '３级210',
])('%s is no amount', (text) => {
  expect(centsOfCell(text)).toBeUndefined()
})

test.each([
  ['', 1],
  ['12', 12],
  ['1,200', 1200],
  ['３２１次', 321],
  ['88 人次', 88],
  ['7例', 7],
  ['1000.00', 1000],
  ['-3', -3],
  ['0', 0],
] as const)('%s is %d exams', (text, count) => {
  expect(countOfCell(text)).toBe(count)
})

test.each(['次', '半次', 'x', '1.5', '10%', '1-2'])('%s is no count', (text) => {
  expect(countOfCell(text)).toBeNull()
})

test('headers of codes are told by their end', () => {
  const headers = ['医保编码', '国家医保编码（15位）', '项目代码', '物价 编号', 'Charge Code', '编码规则', '名称']
  expect(headers.filter(isCodeHeader)).toEqual(headers.slice(0, 5))
})
