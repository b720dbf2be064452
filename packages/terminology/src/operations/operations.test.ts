import { expect, test } from 'vitest'
import type { Coding, ConceptMap, Parameter, Parameters } from '../fhir/types.ts'
import { ask, byName, FRUIT, fruit, libraryOf, newerFruit, parametersOf } from '../testing/small-systems.ts'
import { runOperation } from './run-operation.ts'

const map: ConceptMap = {
  resourceType: 'ConceptMap',
  url: 'https://example.org/map',
  version: '1',
  status: 'active',
  group: [
    {
      source: 'urn:shop',
      target: FRUIT,
      element: [
        { code: 'A', target: [{ code: 'apple', relationship: 'equivalent' }] },
        {
          code: 'P',
          target: [
            { code: 'pear', relationship: 'equivalent', dependsOn: [{ attribute: 'form', valueString: 'fresh' }] },
            {
              code: 'pome',
              relationship: 'source-is-narrower-than-target',
              dependsOn: [{ attribute: 'form', valueString: 'dried' }],
            },
          ],
        },
        { code: 'N', noMap: true },
      ],
      unmapped: { mode: 'fixed', code: 'fig', relationship: 'related-to' },
    },
  ],
}
const library = libraryOf(fruit, newerFruit, map as never)
function translate(given: Record<string, unknown>, ...dependencies: readonly Parameter[]): unknown[] {
  const { resource } = runOperation('ConceptMap/$translate', [...parametersOf(given), ...dependencies], {
    library,
    language: 'en',
  })
  const { parameter = [] } = resource as unknown as Parameters
  const matches = parameter.filter(({ name }) => name === 'match')
  const targets = matches.map(
    ({ part = [] }) => part.find(({ name }) => name === 'concept')?.valueCoding as Coding | undefined,
  )
  return [parameter[0]?.valueBoolean, ...targets.map((coding) => coding?.code)]
}

test('codes are translated there and back, under the names of R4 and of R5', () => {
  expect(translate({ sourceCode: 'A', system: 'urn:shop', targetSystem: FRUIT })).toEqual([true, 'apple'])
  expect(translate({ code: 'A', system: 'urn:shop', targetsystem: FRUIT, url: map.url })).toEqual([true, 'apple'])
  expect(translate({ coding: { system: 'urn:shop', code: 'A' } })).toEqual([true, 'apple'])
  const back = ask(library, 'ConceptMap/$translate', {
    targetCode: 'apple',
    targetSystem: FRUIT,
    sourceSystem: 'urn:shop',
  })
  expect(JSON.stringify(back.resource)).toContain('{"name":"source","valueCoding":{"system":"urn:shop","code":"A"}}')
})

test('targets that depend on something are all given, or those for what is known', () => {
  expect(translate({ sourceCode: 'P', system: 'urn:shop' })).toEqual([true, 'pear', 'pome'])
  const dried = {
    name: 'dependency',
    part: [
      { name: 'attribute', valueUri: 'form' },
      { name: 'value', valueString: 'dried' },
    ],
  }
  expect(translate({ sourceCode: 'P', system: 'urn:shop' }, dried)).toEqual([true, 'pome'])
})

test('a code without a target is told as such, one that is not in the map goes where the map says', () => {
  expect(translate({ sourceCode: 'N', system: 'urn:shop' })).toEqual([false, undefined])
  expect(translate({ sourceCode: 'Z', system: 'urn:shop' })).toEqual([true, 'fig'])
  expect(translate({ sourceCode: 'A', system: 'urn:other' })).toEqual([false])
  expect(ask(library, 'ConceptMap/$translate', { sourceCode: 'A', url: 'urn:none' }).status).toBe(404)
})

test('subsumption says how two codes stand to one another', () => {
  const subsumes = (codeA: string, codeB: string) =>
    byName(ask(library, 'CodeSystem/$subsumes', { system: FRUIT, codeA, codeB })).outcome
  expect(subsumes('pome', 'apple')).toBe('subsumes')
  expect(subsumes('apple', 'pome')).toBe('subsumed-by')
  expect(subsumes('apple', 'apple')).toBe('equivalent')
  expect(subsumes('apple', 'fig')).toBe('not-subsumed')
  expect(ask(library, 'CodeSystem/$subsumes', { system: FRUIT, codeA: 'x', codeB: 'fig' }).status).toBe(422)
})

test('look-up gives names, relatives and the properties asked for; unknown ones are refused', () => {
  const text = JSON.stringify(
    ask(library, 'CodeSystem/$lookup', { system: FRUIT, code: 'apple', displayLanguage: 'zh' }).resource,
  )
  expect(text).toContain('{"name":"display","valueString":"苹果"}')
  expect(text).toContain('{"name":"value","valueCode":"pome"}')
  const some = JSON.stringify(
    ask(library, 'CodeSystem/$lookup', { system: FRUIT, code: 'apple', property: 'colour' }).resource,
  )
  expect(some).toContain('"valueString":"red"')
  expect(some).not.toContain('parent')
  expect(ask(library, 'CodeSystem/$lookup', { system: FRUIT, code: 'apple', property: 'taste' }).status).toBe(422)
  expect(ask(library, 'CodeSystem/$lookup', { system: FRUIT, code: 'plum' }).status).toBe(404)
  expect(ask(library, 'CodeSystem/$lookup', { system: 'urn:none', code: 'plum' }).status).toBe(404)
})
