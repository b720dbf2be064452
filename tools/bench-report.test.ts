import { describe, expect, it } from 'vitest'
import { renderReport, renderTable } from './bench-report.ts'

describe('renderTable', () => {
  it('aligns numbers right, groups thousands and says yes or no for a goal', () => {
    const rows = [
      { figure: 'decode', value: 1234567.8, unit: '/s', met: true },
      { figure: 'search p99', value: 1.25, unit: 'ms', met: false },
    ]
    expect(renderTable(rows).split('\n')).toEqual([
      '| figure     |     value | unit | met |',
      '|------------|----------:|------|-----|',
      '| decode     | 1,234,568 | /s   | yes |',
      '| search p99 |      1.25 | ms   | no  |',
    ])
  })

  it('counts Chinese characters as two columns', () => {
    expect(renderTable([{ 名称: '胸部' }, { 名称: 'CT' }]).split('\n')[2]).toBe('| 胸部 |')
  })

  it('leaves the cell of a missing column empty', () => {
    expect(renderTable([{ figure: 'a', goal: '≥ 1' }, { figure: 'b' }])).toContain('| b      |      |')
  })
})

describe('renderReport', () => {
  it('says the command, the date and the machine', () => {
    const machine = { cores: 2, processor: 'x64', memoryGiB: 4, node: '20.20.0', system: 'linux' }
    const report = renderReport(
      { name: 'core', about: 'Codes.', run: async () => [] },
      [{ figure: 'a' }],
      machine,
      '2026-11-24',
    )
    expect(report).toContain('`npm run bench -- core` on 2026-11-24')
    expect(report).toContain('2 cores (x64), 4 GiB memory, Node 20.20.0, linux.\n\nCodes.\n\n| figure |')
  })
})
