import { expect, it } from 'vitest'
import { applyChange } from '../proposals/apply-change.ts'
import { firstDraft } from '../testing/first-draft.ts'
import { changeableTables, findTableRows } from './changeable-tables.ts'

const draft = firstDraft()
const ALL = { limit: 10, offset: 0 }

it('tables that proposals may change are named with their columns, registers and releases are not', () => {
  const tables = changeableTables(draft.tables)
  expect(tables.find(({ file }) => file === 'facets/scans-ct.tsv')).toMatchObject({ subject: 'facet-value' })
  expect(tables.find(({ file }) => file === 'rules/groups.tsv')?.subject).toBe('rule')
  expect(tables.find(({ file }) => file === 'lexicon/scans.tsv')?.columns).toContain('term')
  expect(tables.filter(({ file }) => ['ids.tsv', 'names/overrides.tsv', 'edition.json'].includes(file))).toEqual([])
})

it('a row that was found is the row that a change takes out', () => {
  const file = 'lexicon/radiology-parts.tsv'
  const found = findTableRows(draft.tables, file, { text: '头颅 synonym', ...ALL })
  const [row] = found.rows
  if (row === undefined) throw new Error('no such word')
  expect(found.rows.length).toBe(Math.min(found.total, 10))
  const change = { kind: 'retire', subject: 'lexicon-term', file, before: [row], after: [] } as const
  const result = applyChange(draft, change, [draft.edition])
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  expect(findTableRows(result.draft.tables, file, { text: '头颅 synonym', ...ALL }).total).toBe(found.total - 1)
})

it('a table that proposals may not change is refused', () => {
  expect(() => findTableRows(draft.tables, 'ids.tsv', { text: '', ...ALL })).toThrow('govern-unknown-table')
})
