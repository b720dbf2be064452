import { expect, test } from 'vitest'
import { checkShape } from './check-shape.ts'

test('elements of unexpected types are told by their path', () => {
  expect(checkShape({ resourceType: 'CodeSystem', concept: [{ code: 'a', concept: [{ code: 1 }] }] } as never)).toBe(
    'CodeSystem.concept[0].concept[0].code: string',
  )
  expect(checkShape({ resourceType: 'ValueSet', compose: [] } as never)).toBe('ValueSet.compose: { }')
  expect(checkShape({ resourceType: 'ConceptMap', group: { element: 1 } } as never)).toBe('ConceptMap.group: [ ]')
})

test('well-formed resources and kinds that are not read pass', () => {
  expect(checkShape({ resourceType: 'CodeSystem', concept: [{ code: 'a', unknown: 1 }] } as never)).toBeUndefined()
  expect(checkShape({ resourceType: 'Patient' })).toBeUndefined()
})

test('nesting beyond all reason ends', () => {
  let concept: object = { code: 'x' }
  for (let depth = 0; depth < 5000; depth++) concept = { code: 'x', concept: [concept] }
  expect(checkShape({ resourceType: 'CodeSystem', concept: [concept] } as never)).toContain('> 500')
})

test('what gives elements another meaning is told, since nobody here knows which', () => {
  const include = [{ system: 'urn:s', modifierExtension: [{ url: 'urn:x' }] }]
  expect(checkShape({ resourceType: 'ValueSet', compose: { include } } as never)).toBe(
    'ValueSet.compose.include[0].modifierExtension: ∅',
  )
  expect(checkShape({ resourceType: 'CodeSystem', implicitRules: 'urn:x' } as never)).toBe(
    'CodeSystem.implicitRules: ∅',
  )
})
