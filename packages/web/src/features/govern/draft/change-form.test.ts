import { expect, test } from 'vitest'
import type { StandardChange } from '../../../api/operations.ts'
import { changeOf, emptyChange, fieldsOf, formOf, KINDS, SUBJECTS } from './change-form.ts'

const TODAY = '2026-03-01'
const LEAVING = { reason: '少用', date: TODAY }
const VALUE = { subject: 'facet-value', dictionary: 'scans-ct' } as const
const ROWS = { subject: 'rule', file: 'rules/ct.tsv' } as const
const ROW = { device: '20', part: '040109', 'scan/processing': '11/00', note: '' }

const EVERY: readonly StandardChange[] = [
  { kind: 'add', subject: 'item', codes: ['A', 'B'] },
  { kind: 'change', subject: 'item', code: 'A', successors: ['B', 'C'], reason: '更近' },
  { kind: 'retire', subject: 'item', code: 'A', successors: ['B'], ...LEAVING },
  { kind: 'merge', subject: 'item', codes: ['A', 'B'], into: 'C', ...LEAVING },
  { kind: 'split', subject: 'item', code: 'A', into: ['B', 'C'], ...LEAVING },
  { kind: 're-word', subject: 'item', code: 'A', nameEn: 'CT', reason: 'part-omitted' },
  { kind: 'add', ...VALUE, row: { code: '99', name: '新' } },
  { kind: 'change', ...VALUE, code: '99', cells: { nameEn: 'new' } },
  { kind: 're-word', ...VALUE, code: '99', cells: { nameEn: 'new' } },
  { kind: 'retire', ...VALUE, code: '99' },
  { kind: 'merge', ...VALUE, codes: ['98', '99'], into: '11', ...LEAVING },
  { kind: 'split', ...VALUE, code: '99', into: ['11', '12'], ...LEAVING },
  { kind: 'add', ...ROWS, before: [], after: [ROW] },
  { kind: 'change', ...ROWS, before: [ROW], after: [{ ...ROW, note: 'x' }] },
  { kind: 're-word', ...ROWS, before: [ROW], after: [{ ...ROW, note: 'x' }] },
  { kind: 'retire', ...ROWS, before: [ROW], after: [] },
  { kind: 'merge', ...ROWS, before: [ROW, { ...ROW, note: 'x' }], after: [ROW] },
  { kind: 'split', ...ROWS, before: [ROW], after: [ROW, { ...ROW, note: 'x' }] },
]

test('a change of every kind goes into the form and comes out as it was', () => {
  expect(EVERY.map((change) => changeOf(formOf(change, TODAY)))).toEqual(EVERY)
})

test('a change that misses something is none yet', () => {
  for (const subject of SUBJECTS) {
    for (const kind of KINDS) {
      expect(changeOf({ ...emptyChange(TODAY), subject, kind })).toBeUndefined()
      expect(fieldsOf({ subject, kind }).length).toBeGreaterThan(0)
    }
  }
  const one = { ...emptyChange(TODAY), kind: 'merge', subject: 'lexicon-term', file: 'lexicon/scans.tsv' } as const
  expect(changeOf({ ...one, before: [ROW], after: [ROW] })).toBeUndefined()
})
