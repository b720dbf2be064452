import { expect, test } from 'vitest'
import type { ValueSet } from '../fhir/types.ts'
import { ask, byName, FRUIT, fruit, fruitSet, libraryOf } from '../testing/small-systems.ts'

const listing = (id: string, ...codes: readonly string[]): ValueSet =>
  fruitSet(id, { include: [{ system: FRUIT, concept: codes.map((code) => ({ code })) }] })
const pomes = fruitSet('pomes', {
  include: [{ system: FRUIT, filter: [{ property: 'concept', op: 'descendent-of', value: 'pome' }] }],
})
const library = libraryOf(fruit, pomes, listing('both', 'pear', 'apple'), listing('medlars', 'medlar'))

const compared = (otherValueSet: ValueSet, given: Record<string, unknown> = {}) =>
  byName(ask(library, 'ValueSet/$compare', { thisUrl: pomes.url, otherValueSet, ...given }))

test('value sets are compared by their codes, however they are defined', () => {
  expect(compared(listing('x', 'pear', 'apple')).result).toBe('same')
  expect(compared(listing('x', 'pear')).result).toBe('superset')
  expect(compared(fruitSet('x', { include: [{ system: FRUIT }] })).result).toBe('subset')
  expect(compared(listing('x', 'pear', 'medlar')).result).toBe('overlapping')
  expect(compared(listing('x', 'medlar')).result).toBe('disjoint')
  expect(compared(listing('x', 'nothing')).result).toBe('disjoint')
  const nothing = { thisValueSet: listing('y'), otherValueSet: listing('x') }
  expect(byName(ask(library, 'ValueSet/$compare', nothing)).result).toBe('empty')
})

test('where not all codes are known nothing is claimed', () => {
  const beyond = fruitSet('x', { include: [{ system: FRUIT }, { system: 'urn:not-here' }] })
  expect(compared(beyond).result).toBe('indeterminate')
})

test('the codes that differ are listed for those who ask; both sides have to be said', () => {
  expect(compared(listing('x', 'pear', 'medlar'), { diagnostics: true })).toMatchObject({
    'missing-codes': `${FRUIT}#apple`,
    'extra-codes': `${FRUIT}#medlar`,
    'common-codes': `${FRUIT}#pear`,
  })
  expect(ask(library, 'ValueSet/$compare', { thisUrl: pomes.url }).status).toBe(400)
  expect(ask(library, 'ValueSet/$compare', { thisUrl: pomes.url, otherUrl: 'urn:none' }).status).toBe(404)
  const ofInstance = { url: pomes.url, valueSetVersion: '1', otherUrl: 'https://example.org/both' }
  expect(byName(ask(library, 'ValueSet/$compare', ofInstance)).result).toBe('same')
})
