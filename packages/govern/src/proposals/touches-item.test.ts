import { expect, test } from 'vitest'
import { firstDraft } from '../testing/first-draft.ts'
import type { Change } from './change.ts'
import { subjectsOf, touchesItem } from './touches-item.ts'

const { edition } = firstDraft()
const item = edition.byCode.get('20040100110000')
if (item === undefined) throw new Error('the edition has no chest CT')
const LEAVING = { reason: '少用', date: '2026-06-01' } as const
const value = { subject: 'facet-value', dictionary: 'radiology-parts' } as const

test.each<[boolean, Change]>([
  [true, { kind: 'retire', subject: 'item', code: '20040100110000', successors: [], ...LEAVING }],
  [true, { kind: 'merge', subject: 'item', codes: ['20040100210000'], into: '20040100110000', ...LEAVING }],
  [true, { kind: 'split', subject: 'item', code: '20040100210000', into: ['20040100110000'], ...LEAVING }],
  [true, { kind: 're-word', subject: 'item', code: '20040100110000', nameEn: 'x', reason: 'established-term' }],
  [false, { kind: 'add', subject: 'item', codes: ['20040100410000'] }],
  [true, { kind: 're-word', ...value, code: '040100', cells: {} }],
  [true, { kind: 'merge', ...value, codes: ['040200'], into: '040100', ...LEAVING }],
  [false, { kind: 'retire', ...value, code: '040200' }],
  [false, { kind: 'retire', subject: 'facet-value', dictionary: 'no-such', code: '040100' }],
  [false, { kind: 'add', subject: 'lexicon-term', file: 'lexicon/parts.tsv', before: [], after: [] }],
])('%s: %j', (touches, change) => {
  expect(touchesItem(change, item, edition)).toBe(touches)
})

test('the subjects of an item are its code and its values, as a proposal names them', () => {
  const subjects = subjectsOf(item, edition)
  expect(subjects).toEqual(expect.arrayContaining(['20040100110000', 'radiology-parts 040100', 'scans-ct 11']))
  expect(subjects).not.toContain('radiology-parts 040200')
})
