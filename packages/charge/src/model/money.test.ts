import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amountOf, fixedYuan, formatYuan, parseFactor, parseYuan, scaleCents } from './money.ts'

describe('money', () => {
  it('reads yuan exactly and writes them back', () => {
    fc.assert(fc.property(fc.integer({ min: -1e9, max: 1e9 }), (cents) => parseYuan(formatYuan(cents)) === cents))
    expect([parseYuan('47.5'), parseYuan('17.6'), parseYuan('0.01')]).toEqual([4750, 1760, 1])
  })

  it('has two digits where tables and machines read it', () => {
    expect([0, 5, 120, 67_050, -67_050, -5].map(fixedYuan)).toEqual([
      '0.00',
      '0.05',
      '1.20',
      '670.50',
      '-670.50',
      '-0.05',
    ])
  })

  it('refuses what is no amount, or finer than a cent', () => {
    expect(['', 'x', '1.234', '1,000', '１', '1e3'].map(parseYuan)).toEqual([null, null, null, null, null, null])
  })

  it('rounds once, half away from zero', () => {
    expect([amountOf(1, 1, 50), amountOf(1, 3, 50), amountOf(-1, 1, 50), amountOf(28_000, 1, 50)]).toEqual([
      1, 2, -1, 14_000,
    ])
  })

  it('scales by a decimal factor without a detour over fractions', () => {
    const factor = parseFactor('0.9')
    expect(factor && scaleCents(4750, factor)).toBe(4275)
    expect(['0', '-1', '1.1234567', 'x', ''].map(parseFactor)).toEqual([null, null, null, null, null])
  })
})
