import { catalogueGaps } from '@yingma/core'
import { describe, expect, it } from 'vitest'
import { chargeCatalogue, renderChargeProblem } from './charge-problem.ts'

describe('the problems of charge', () => {
  it('have texts in both languages', () => {
    expect(catalogueGaps(chargeCatalogue)).toEqual([])
  })

  it('say what and where', () => {
    const problem = {
      code: 'price-cell',
      file: 'x/items.tsv',
      row: 3,
      column: 'price',
      value: 'ten',
      allowed: '47.5 | 50%',
    } as const
    expect(renderChargeProblem(problem, 'en')).toBe(
      'x/items.tsv:3: "ten" in column "price" is not allowed; expected 47.5 | 50%',
    )
    expect(renderChargeProblem({ code: 'price-unknown-item', item: '2099' }, 'zh')).toBe('没有标准项目 2099')
  })
})
