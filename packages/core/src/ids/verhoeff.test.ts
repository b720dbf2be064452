import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isVerhoeff, verhoeffDigit } from './verhoeff.ts'

const DIGITS = fc.stringMatching(/^\d{1,12}$/)

describe('Verhoeff check digits', () => {
  it.each([
    ['236', '3'],
    ['12345', '1'],
    ['142857', '0'],
  ])('of %s is %s', (digits, check) => {
    expect(verhoeffDigit(digits)).toBe(check)
    expect(isVerhoeff(digits + check)).toBe(true)
  })

  it('catch every single wrong digit', () => {
    fc.assert(
      fc.property(DIGITS, fc.nat(), fc.integer({ min: 1, max: 9 }), (digits, place, by) => {
        const whole = digits + verhoeffDigit(digits)
        const at = place % whole.length
        const wrong = String((Number(whole[at]) + by) % 10)
        expect(isVerhoeff(whole.slice(0, at) + wrong + whole.slice(at + 1))).toBe(false)
      }),
    )
  })

  it('catch every swap of two different neighbours', () => {
    fc.assert(
      fc.property(DIGITS, fc.nat(), (digits, place) => {
        const whole = digits + verhoeffDigit(digits)
        const at = place % (whole.length - 1)
        const [a = '', b = ''] = whole.slice(at, at + 2)
        fc.pre(a !== b)
        expect(isVerhoeff(whole.slice(0, at) + b + a + whole.slice(at + 2))).toBe(false)
      }),
    )
  })

  it('are of digits only', () => {
    expect(() => verhoeffDigit('12a')).toThrow('not digits')
    expect(isVerhoeff('')).toBe(false)
    expect(isVerhoeff('0')).toBe(false)
    expect(isVerhoeff('23x3')).toBe(false)
  })
})
