import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calibrationOf } from './calibration.ts'

const scored = fc.array(
  fc.record({ confidence: fc.integer({ min: 0, max: 20 }).map((n) => n / 20), isRight: fc.boolean() }),
  { minLength: 1, maxLength: 60 },
)

describe('the calibration', () => {
  it('is nothing for nothing', () => {
    expect(calibrationOf([])).toBeNull()
  })

  it('is perfect where right is certain and wrong is known to be', () => {
    const sure = Array.from({ length: 10 }, () => ({ confidence: 1, isRight: true }))
    const lost = Array.from({ length: 10 }, () => ({ confidence: 0, isRight: false }))
    const found = calibrationOf([...sure, ...lost])
    expect(found).toMatchObject({ ece: 0, aurcConstant: 0.5 })
    expect(found?.aurc).toBeLessThan(0.2)
  })

  it('is the gap between confidence and right in one bin', () => {
    const half = [
      { confidence: 0.9, isRight: true },
      { confidence: 0.9, isRight: false },
    ]
    expect(calibrationOf(half, 1)?.ece).toBeCloseTo(0.4)
  })

  it('stays between 0 and 1, does not depend on the order, and equals the share of errors for equal confidence', () => {
    fc.assert(
      fc.property(scored, (names) => {
        const found = calibrationOf(names)
        for (const value of [found?.ece, found?.aurc]) {
          expect(value).toBeGreaterThanOrEqual(0)
          expect(value).toBeLessThanOrEqual(1 + 1e-9)
        }
        expect(found?.bins.reduce((sum, bin) => sum + bin.names, 0)).toBe(names.length)
        expect(calibrationOf([...names].reverse())?.aurc).toBeCloseTo(found?.aurc ?? -1)
        const equal = names.map(({ isRight }) => ({ confidence: 0.5, isRight }))
        expect(calibrationOf(equal)?.aurc).toBeCloseTo(found?.aurcConstant ?? -1)
      }),
    )
  })
})
