import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ChargedLine } from './model.ts'
import { netLines } from './net-lines.ts'

/** `CODE×quantity=yuan`. */
function lines(...words: readonly string[]): readonly ChargedLine[] {
  return words.map((word, at) => {
    const [code = '', quantity = '1', yuan = '0'] = word.split(/[×=]/)
    return { id: `L${at + 1}`, code, quantity: Number(quantity), amountCents: Math.round(Number(yuan) * 100) }
  })
}

const left = (...words: readonly string[]) => {
  const { lines: stay, problems } = netLines(lines(...words))
  return {
    stay: stay.map(({ id, quantity, amountCents }) => `${id}×${quantity}=${amountCents / 100}`),
    problems: problems.map(({ code }) => code),
  }
}

describe('a refund', () => {
  it.each([
    ['takes back a line whole', ['a×1=210', 'a×-1=-210'], []],
    ['takes back a part of a line', ['a×3=630', 'a×-1=-210'], ['L1×2=420']],
    ['may have its amount above nought', ['a×2=420', 'a×-1=210'], ['L1×1=210']],
    ['may stand before what it takes back', ['a×-1=-210', 'a×2=420'], ['L2×1=210']],
    ['takes the line of its own unit price, not the last one', ['a×1=210', 'a×1=140', 'a×-1=-210'], ['L2×1=140']],
    ['takes from several lines', ['a×1=210', 'a×1=210', 'a×-2=-420'], []],
    ['leaves other codes alone', ['a×1=210', 'b×1=50', 'b×-1=-50'], ['L1×1=210']],
    ['leaves lines of a price below alone', ['a×2=420', 'a×-1=-200'], ['L1×1=220']],
  ])('%s', (_name, words, expected) => {
    expect(left(...words)).toEqual({ stay: expected, problems: [] })
  })

  it.each([
    ['of what was not charged', ['a×-1=-210'], ['audit-refund-unmatched']],
    ['of more than was charged', ['a×1=210', 'a×-2=-420'], ['audit-refund-unmatched']],
    ['that leaves an amount without a unit', ['a×1=250', 'a×-1=-210'], ['audit-refund-unmatched']],
    ['of a broken quantity', ['a×1=210', 'a×-0.5=-105'], ['audit-bad-quantity']],
    ['of nothing', ['a×1=210', 'a×0=0'], ['audit-bad-quantity']],
  ])('%s is named', (_name, words, problems) => {
    expect(left(...words)).toEqual({ stay: [], problems })
  })

  it('leaves the sums of quantity and amount as they were', () => {
    const charge = fc.record({ quantity: fc.integer({ min: 1, max: 5 }), unit: fc.integer({ min: 1, max: 500 }) })
    fc.assert(
      fc.property(
        fc.array(charge, { minLength: 1, maxLength: 6 }),
        fc.array(fc.nat(), { maxLength: 4 }),
        (made, picks) => {
          const charged = made.map(({ quantity, unit }, at) => ({
            id: `C${at}`,
            code: 'a',
            quantity,
            amountCents: quantity * unit,
          }))
          const refunded = [...new Set(picks.map((pick) => pick % charged.length))].map((at) => charged[at]!)
          const refunds = refunded.map((line) => ({
            ...line,
            id: `R${line.id}`,
            quantity: -line.quantity,
            amountCents: -line.amountCents,
          }))
          const { lines: stay, problems } = netLines([...charged, ...refunds])
          const sum = (of: readonly ChargedLine[], field: 'quantity' | 'amountCents') =>
            of.reduce((n, line) => n + line[field], 0)
          expect(problems).toEqual([])
          expect(sum(stay, 'quantity')).toBe(sum([...charged, ...refunds], 'quantity'))
          expect(sum(stay, 'amountCents')).toBe(sum([...charged, ...refunds], 'amountCents'))
        },
      ),
    )
  })
})
