import { expect, test } from 'vitest'
import { centsOf, yuan } from './yuan.ts'

test('yuan that people write are read to the cent, whatever the width and the commas', () => {
  expect(['0', '12', '12.5', '0.07', '1,234.56', '１２．３０', '¥ 40'].map(centsOf)).toEqual([
    0, 1200, 1250, 7, 123_456, 1230, 4000,
  ])
  expect(centsOf(yuan(123_456_789))).toBe(123_456_789)
})

test('what is no amount is none', () => {
  expect(['', '-1', '1.234', '1e3', '12元多', '.', '99999999999'].map(centsOf)).toEqual(Array(7).fill(undefined))
})
