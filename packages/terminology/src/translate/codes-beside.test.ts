import { expect, test } from 'vitest'
import type { ConceptMap } from '../fhir/types.ts'
import { codesBeside } from './codes-beside.ts'

const OURS = 'https://example.org/radiology'
const THEIRS = 'http://loinc.org'
const map = (source: string, target: string, element: NonNullable<ConceptMap['group']>[number]['element']) =>
  ({ resourceType: 'ConceptMap', group: [{ source, target, element }] }) as ConceptMap

test('codes are found whichever way the map goes, and told as what they are to ours', () => {
  const towards = map(`${THEIRS}|2.80`, `${OURS}|1.0.0`, [
    { code: 'L1', display: 'CT chest', target: [{ code: 'X', relationship: 'source-is-narrower-than-target' }] },
    { code: 'L2', target: [{ code: 'X', relationship: 'not-related-to' }] },
    { code: 'L3', target: [{ code: 'Y', relationship: 'equivalent' }] },
  ])
  const away = map(OURS, THEIRS, [
    {
      code: 'X',
      target: [
        { code: 'L4', display: 'wide', relationship: 'source-is-narrower-than-target' },
        { code: 'L5', relationship: 'equivalent' },
        { code: 'L6' },
      ],
    },
  ])
  const found = codesBeside([towards, away], OURS, 'X')
  expect(found.map(({ version, code, display, relation }) => [version, code, display, relation])).toEqual([
    ['2.80', 'L1', 'CT chest', 'narrower'],
    ['', 'L4', 'wide', 'broader'],
    ['', 'L5', '', 'equivalent'],
    ['', 'L6', '', 'related'],
  ])
  expect(found.every(({ system }) => system === THEIRS)).toBe(true)
})

test('maps between editions of our own are about no other system', () => {
  const own = map(`${OURS}|1.0.0`, `${OURS}|1.1.0`, [
    { code: 'X', target: [{ code: 'Y', relationship: 'equivalent' }] },
  ])
  expect(codesBeside([own], OURS, 'X')).toEqual([])
})
