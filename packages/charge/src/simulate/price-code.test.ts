import { loadSchedules } from '@yingma/edition'
import { expect, test } from 'vitest'
import { readSchedules } from '../schedule/read-schedules.ts'
import { itemOfCodes } from './price-code.ts'

const schedules = new Map(readSchedules(loadSchedules()).schedules.map((schedule) => [schedule.id, schedule]))
const find = (id: string, codes: string): string | undefined => {
  const schedule = schedules.get(id)
  if (schedule === undefined) throw new Error(`no schedule ${id}`)
  return itemOfCodes(codes, schedule)?.code
}

test.each([
  ['012301020010000', '012301020010000'],
  ['０１２３０１０２００１００００', '012301020010000'],
  ['36012301020010000', '012301020010000'],
  ['012301020010000-JX', '012301020010000'],
  ['CT001 012301020010000', '012301020010000'],
  ['CT001', undefined],
  ['', undefined],
  ['019999999999999', undefined],
] as const)('%s is %s', (codes, item) => {
  expect(find('jiangxi-2025', codes)).toBe(item)
})

test.each([
  ['210101001', '210101001'],
  ['JX210101001', '210101001'],
  ['210101001_JX', '210101001'],
  ['210300001-1', '210300001-1'],
  ['210101', undefined],
] as const)('of an older catalogue, %s is %s', (codes, item) => {
  expect(find('jiangxi-until-2025', codes)).toBe(item)
})
