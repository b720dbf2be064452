import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { conceptIdAt, isConceptId } from './concept-id.ts'

describe('concept ids', () => {
  it('never change: the first ones are these for ever', () => {
    expect([0, 1, 2].map(conceptIdAt)).toEqual(['571132891', '953098907', '435064918'])
  })

  it('are nine digits with a check digit and no leading zero', () => {
    fc.assert(
      fc.property(fc.nat({ max: 89_999_999 }), (n) => {
        expect(isConceptId(conceptIdAt(n))).toBe(true)
      }),
    )
  })

  it('differ for different concepts', () => {
    const ids = new Set(Array.from({ length: 20_000 }, (_, n) => conceptIdAt(n)))
    expect(ids.size).toBe(20_000)
  })

  it('are refused when mistyped, short or led by zero', () => {
    expect(isConceptId('571132891')).toBe(true)
    expect(isConceptId('571132892')).toBe(false)
    expect(isConceptId('57113289')).toBe(false)
    expect(isConceptId('012345678')).toBe(false)
  })

  it.each([-1, 1.5, 90_000_000])('do not exist for the number %s', (n) => {
    expect(() => conceptIdAt(n)).toThrow('no concept number')
  })
})
