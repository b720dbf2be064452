import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { balanceOf, SMALLEST_CELL } from './balance.ts'

const FOLDS = ['train', 'test']
const cell = (group: string, fold: string, exams: number) => ({ group, fold, exams })

describe('the balance', () => {
  it('shows large numbers and none', () => {
    expect(balanceOf([cell('CT', 'train', 90), cell('CT', 'test', 10)], FOLDS)).toEqual([
      { group: 'CT', counts: { train: 90, test: 10 } },
    ])
  })

  it('hides a small number, and another one with it in its row and in its column', () => {
    const rows = balanceOf(
      [
        ...[cell('CT', 'train', 90), cell('CT', 'test', 3)],
        ...[cell('MR', 'train', 80), cell('MR', 'test', 20)],
        ...[cell('DR', 'train', 70), cell('DR', 'test', 40)],
      ],
      FOLDS,
    )
    expect(rows[0]).toEqual({ group: 'CT', counts: { train: null, test: null } })
    for (const fold of FOLDS)
      expect(
        rows.slice(1).some(({ counts }) => counts[fold] === null),
        fold,
      ).toBe(true)
  })

  it('never shows 1 … 4, and no hidden number follows from a total', () => {
    const counts = fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 30 })), {
      minLength: 1,
      maxLength: 8,
    })
    fc.assert(
      fc.property(counts, (table) => {
        const cells = table.flatMap(([train, test], at) => [
          cell(`g${at}`, 'train', train),
          cell(`g${at}`, 'test', test),
        ])
        const rows = balanceOf(cells, FOLDS)
        const shown = rows.flatMap((row) => Object.values(row.counts))
        expect(shown.filter((n) => n !== null && n > 0 && n < SMALLEST_CELL)).toEqual([])
        for (const [at, row] of rows.entries()) {
          const hidden = FOLDS.filter((fold) => row.counts[fold] === null)
          const others = FOLDS.filter((fold, to) => row.counts[fold] !== null && (table[at]?.[to] ?? 0) > 0)
          if (hidden.length === 1) expect(others).toEqual([])
        }
        for (const [to, fold] of FOLDS.entries()) {
          const hidden = rows.filter((row) => row.counts[fold] === null)
          const others = rows.filter((row, at) => row.counts[fold] !== null && (table[at]?.[to] ?? 0) > 0)
          if (hidden.length === 1) expect(others).toEqual([])
        }
      }),
    )
  })
})
