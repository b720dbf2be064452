import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { neutraliseFormula, restoreFormula } from './formula.ts'

describe('formulas in cells that we write', () => {
  it.each(['=1+1', '+86 1', '-1', '@SUM(A1)', '\t=x', '\r=x', '\n=x', '＝1', "'=1"])(
    '%j gets an apostrophe',
    (text) => {
      expect(neutraliseFormula(text)).toBe(`'${text}`)
    },
  )

  it.each(['', 'CT胸部(平扫)', "it's", "'quoted'", 'a=b', '20010100110000'])('%j stays as it is', (text) => {
    expect(neutraliseFormula(text)).toBe(text)
    expect(restoreFormula(text)).toBe(text)
  })

  it('can be taken back, whatever the text', () => {
    const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', 'a') }))
    fc.assert(fc.property(text, (t) => restoreFormula(neutraliseFormula(t)) === t))
  })

  it('leaves nothing that a program would run', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', 'a') }),
        (t) => !/^[=+\-@]/.test(neutraliseFormula(t)),
      ),
    )
  })
})
