import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { editDistance } from './edit-distance.ts'

describe('keystrokes between two texts', () => {
  test.each([
    ['20010100110000', '20010100110000', 0],
    ['20010100110000', '20010100210000', 1],
    ['20010100110000', '02010100110000', 1],
    ['20010100110000', '2001010011000', 1],
    ['20010100110000', '200101001100000', 1],
    ['', '50', 2],
    ['AB', 'BA', 1],
  ])('%s and %s are %i apart', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance)
  })

  test('do not depend on the direction, and are at least the difference of the lengths', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), fc.string({ maxLength: 20 }), (a, b) => {
        const distance = editDistance(a, b)
        expect(editDistance(b, a)).toBe(distance)
        expect(distance).toBeGreaterThanOrEqual(Math.abs(a.length - b.length))
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length))
      }),
    )
  })
})

describe('with a bound', () => {
  test('the distance is the same up to the bound and infinite beyond it', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), fc.nat(12), (a, b, most) => {
        const distance = editDistance(a, b)
        expect(editDistance(a, b, most)).toBe(distance <= most ? distance : Number.POSITIVE_INFINITY)
      }),
    )
  })
})
