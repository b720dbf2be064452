import { catalogueGaps } from '@yingma/core'
import { describe, expect, it } from 'vitest'
import { dataCatalogue, renderDataProblem } from './render-data-problem.ts'

describe('the texts of data problems', () => {
  it('are there in both languages', () => {
    expect(catalogueGaps(dataCatalogue)).toEqual([])
  })

  it('say file, row and rule', () => {
    const problem = { code: 'data-unknown-group', file: 'rules/ct.tsv', row: 4, value: '@nowhere' } as const
    expect(renderDataProblem(problem, 'en')).toBe('rules/ct.tsv row 4: there is no group "@nowhere"')
    expect(renderDataProblem(problem, 'zh')).toBe('rules/ct.tsv 第 4 行：没有组“@nowhere”')
    expect(renderDataProblem({ code: 'data-missing-file', file: 'ids.tsv' }, 'en')).toBe(
      'ids.tsv: the file is not there',
    )
  })
})
