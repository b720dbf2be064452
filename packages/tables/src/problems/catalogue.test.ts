import { catalogueGaps } from '@yingma/core'
import { describe, expect, it } from 'vitest'
import { renderTableEvidence, tableEvidence } from '../evidence/catalogue.ts'
import { renderTableProblem, tableProblems } from './catalogue.ts'

describe('the texts of the tables', () => {
  it('say every problem in both languages', () => {
    expect(Object.keys(tableProblems.en).length).toBeGreaterThan(25)
    expect(catalogueGaps(tableProblems)).toEqual([])
  })

  it('say every reason of a guess in both languages', () => {
    expect(Object.keys(tableEvidence.en).length).toBeGreaterThan(20)
    expect(catalogueGaps(tableEvidence)).toEqual([])
  })

  it('name file, row and column, and what to do', () => {
    const problem = { code: 'table-nul-byte', file: 'a.csv', row: 7, column: 2, header: '项目名称' } as const
    expect(renderTableProblem(problem, 'en')).toMatch(/^a\.csv, row 7, column 2 \(项目名称\): .*give the encoding/)
    expect(renderTableProblem(problem, 'zh')).toMatch(/^a\.csv，第 7 行，第 2 列（项目名称）：.*请指定编码/)
  })

  it('cut long values so that a message stays readable', () => {
    const columns = Array.from({ length: 200 }, (_, i) => `列${i}`.repeat(20))
    const problem = { code: 'table-unknown-column', file: 'a.csv', column: '名'.repeat(500), columns } as const
    expect(renderTableProblem(problem, 'zh').length).toBeLessThan(3000)
  })

  it('say a guess with its number of rows', () => {
    const evidence = { code: 'same-width-rows', rows: 9, of: 10, columns: 4 } as const
    expect(renderTableEvidence(evidence, 'en')).toBe('9 of 10 rows have 4 columns with it')
  })
})
