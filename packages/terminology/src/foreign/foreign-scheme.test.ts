import { loadEdition } from '@yingma/edition'
import { expect, test } from 'vitest'
import { checkResource } from '../publish/check-resource.ts'
import { type ForeignRow, foreignScheme } from './foreign-scheme.ts'

const edition = loadEdition()
const facts = {
  file: 'codes.csv',
  system: 'http://example.org/province',
  version: '2026',
  title: '某省目录',
  id: 'province',
  complete: false,
  date: '2026-11-24',
}
const row = (code: string, more: Partial<ForeignRow> = {}): ForeignRow => ({
  row: 2,
  code,
  display: `名称${code}`,
  parent: '',
  english: '',
  targets: [],
  why: 'no-item',
  ...more,
})
const equivalent = (code: string) => ({ code, relation: 'equivalent' }) as const

test('a table becomes a code system, a map in a group for each scheme, and the gaps of both sides', () => {
  const rows = [
    row('A'),
    row('A1', { parent: 'A', targets: [equivalent('20040100110000')], english: 'Chest CT' }),
    row('A2', { parent: 'A', targets: [equivalent('20040100110000'), equivalent('50U101000C0000')] }),
  ]
  const made = foreignScheme(rows, facts, edition)
  if (!made.ok) throw new Error(JSON.stringify(made.problems))
  const { codeSystem, conceptMap, gaps, mapped } = made.value
  expect(codeSystem).toMatchObject({ url: facts.system, content: 'fragment', count: 3, hierarchyMeaning: 'is-a' })
  expect(checkResource('x', codeSystem)).toEqual([])
  expect(checkResource('x', conceptMap)).toEqual([])
  const elements = conceptMap.group?.map(({ element = [] }) =>
    element.map(({ code, target, noMap }) => [code, noMap ?? target?.map((one) => one.relationship)]),
  )
  expect(elements).toEqual([
    [
      ['A1', ['equivalent']],
      ['A2', ['source-is-broader-than-target']],
    ],
    [['A2', ['source-is-broader-than-target']]],
    [['A', true]],
  ])
  expect(mapped).toBe(2)
  expect(gaps.filter(({ side }) => side === 'foreign')).toEqual([
    { side: 'foreign', code: 'A', display: '名称A', why: 'no-item' },
  ])
  expect(gaps.filter(({ side }) => side === 'standard')).toHaveLength(edition.items.length - 2)
})

test.each([
  ['import.code-twice', [row('A'), row('A')]],
  ['import.element-missing', [row('')]],
  ['import.parent-unknown', [row('A', { parent: 'X' })]],
  ['import.parent-circular', [row('A', { parent: 'B' }), row('B', { parent: 'A' })]],
  ['import.target-unknown', [row('A', { targets: [equivalent('99')] })]],
  ['import.nothing', []],
])('%s keeps the whole table out', (code, rows) => {
  const made = foreignScheme(rows, facts, edition)
  expect(!made.ok && made.problems.map((problem) => problem.code)).toContain(code)
})
