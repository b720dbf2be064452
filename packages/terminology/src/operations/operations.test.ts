import { expect, test } from 'vitest'
import type { Coding, ConceptMap, Parameter, Parameters } from '../fhir/types.ts'
import {
  ask,
  byName,
  FRUIT,
  fruit,
  fruitSet,
  issuesOf,
  libraryOf,
  newerFruit,
  parametersOf,
} from '../testing/small-systems.ts'
import { type OperationName, runOperation } from './run-operation.ts'

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

test('nothing that a request says is passed over: ways of saying one thing exclude one another', () => {
  const coding = { system: FRUIT, code: 'apple' }
  const all = fruitSet('all', { include: [{ system: FRUIT }] })
  const library = libraryOf(fruit, all)
  const url = all.url!
  const refused: readonly (readonly [OperationName, Record<string, unknown>])[] = [
    ['ValueSet/$validate-code', { url, system: FRUIT, code: 'apple', coding }],
    ['ValueSet/$validate-code', { url, system: FRUIT, code: 'apple', context: 'http://x#y' }],
    ['CodeSystem/$validate-code', { url: FRUIT, code: 'apple', codeableConcept: { coding: [coding] } }],
    ['CodeSystem/$lookup', { system: FRUIT, code: 'apple', coding }],
    ['CodeSystem/$lookup', { system: FRUIT, code: 'apple', date: '2020-01-01' }],
    ['CodeSystem/$subsumes', { system: FRUIT, codeA: 'apple', codingA: coding, codeB: 'pear' }],
    ['ConceptMap/$translate', { sourceCode: 'apple', sourceSystem: FRUIT, targetCode: 'x' }],
    ['ValueSet/$expand', { url: 'https://example.org/other', valueSet: all }],
  ]
  for (const [operation, given] of refused)
    expect([operation, ask(library, operation, given).status]).toEqual([operation, 400])
  expect(ask(library, 'ValueSet/$expand', { url, valueSet: all }).status).toBe(200)
  const other = ask(library, 'CodeSystem/$validate-code', { url: 'urn:other', coding })
  expect([other.status, issuesOf(other.resource)]).toEqual([422, ['error/invalid/invalid-data @Coding.system']])
})

test('a code system that comes along is the one asked; inactive codes are refused where only active ones will do', () => {
  const codeSystem = { ...fruit, url: 'urn:brought' }
  const library = libraryOf(fruit)
  expect(byName(ask(library, 'CodeSystem/$validate-code', { codeSystem, code: 'apple' }))).toMatchObject({
    result: true,
    system: 'urn:brought',
  })
  expect(ask(library, 'CodeSystem/$validate-code', { codeSystem, url: FRUIT, code: 'apple' }).status).toBe(400)
  const inactive = { url: FRUIT, code: 'medlar' }
  expect(byName(ask(library, 'CodeSystem/$validate-code', inactive)).result).toBe(true)
  expect(byName(ask(library, 'CodeSystem/$validate-code', { ...inactive, activeOnly: true })).result).toBe(false)
})

test("R4's reverse finds what is mapped to a code, seen from that code", () => {
  const shop: ConceptMap = {
    ...map,
    url: 'urn:reverse',
    group: [
      {
        source: 'urn:shop',
        target: FRUIT,
        element: [{ code: 'A', target: [{ code: 'apple', relationship: 'source-is-broader-than-target' }] }],
      },
    ],
  }
  const library = libraryOf(fruit)
  library.add(shop)
  const given = { url: 'urn:reverse', code: 'apple', system: FRUIT, reverse: true }
  const found = byName(ask(library, 'ConceptMap/$translate', given))
  expect(found).toMatchObject({
    result: true,
    match: [
      { name: 'relationship', valueCode: 'source-is-narrower-than-target' },
      { name: 'concept', valueCoding: { system: 'urn:shop', code: 'A' } },
      { name: 'originMap' },
    ],
  })
  const elsewhere = { ...given, targetsystem: 'urn:other' }
  expect(byName(ask(library, 'ConceptMap/$translate', elsewhere)).result).toBe(false)
})

test('a translation that a map says twice is given once, one under other conditions is another', () => {
  const target = { code: 'apple', relationship: 'equivalent' }
  const inSeason = { ...target, dependsOn: [{ attribute: 'season', valueString: 'autumn' }] }
  const group = { source: 'urn:shop', target: FRUIT }
  const twice: ConceptMap = {
    ...map,
    url: 'urn:twice',
    group: [
      {
        ...group,
        element: [
          { code: 'A', target: [target, inSeason] },
          { code: 'B', target: [target] },
        ],
      },
      { ...group, element: [{ code: 'A', target: [target] }] },
    ],
  }
  const library = libraryOf(fruit)
  library.add(twice)
  const matches = (given: Record<string, unknown>) => {
    const { resource } = ask(library, 'ConceptMap/$translate', { url: 'urn:twice', ...given })
    return (resource as unknown as Parameters).parameter?.filter(({ name }) => name === 'match').length
  }
  expect(matches({ sourceCode: 'A', system: 'urn:shop' })).toBe(2)
  expect(matches({ targetCode: 'apple', targetSystem: FRUIT })).toBe(3)
})

test('codes without their system relate to nothing; where a code is wrong is said by the parameter it came in', () => {
  const refusal = (given: Record<string, unknown>) => {
    const { status, resource } = ask(library, 'CodeSystem/$subsumes', given)
    return [status, ...issuesOf(resource)]
  }
  expect(refusal({ codeA: 'pome', codeB: 'apple' })).toEqual([400, 'error/invalid/invalid-data @codeA'])
  const coding = { system: FRUIT, code: 'pome' }
  expect(refusal({ codingA: coding, codingB: { code: 'apple' } })).toEqual([400, 'error/invalid/invalid-data @codingB'])
  expect(refusal({ codingA: coding, codingB: { system: 'urn:x', code: 'apple' } })).toEqual([
    422,
    'error/invalid/invalid-data @codingB',
  ])
  expect(refusal({ codingA: coding, codingB: { system: FRUIT, code: 'plum' } })).toEqual([
    422,
    'error/code-invalid/invalid-code @codingB',
  ])
})

test('a look-up repeats the code as it was asked for; it needs a system, and one whose content is here', () => {
  const lookup = (given: Record<string, unknown>) => ask(libraries, 'CodeSystem/$lookup', given)
  const libraries = libraryOf(
    { ...fruit, url: 'urn:any-case', caseSensitive: false },
    { ...fruit, url: 'urn:elsewhere', content: 'not-present' },
  )
  expect(byName(lookup({ system: 'urn:any-case', code: 'APPLE' }))).toMatchObject({ code: 'APPLE', display: 'Apple' })
  expect(lookup({ coding: { code: 'apple' } }).status).toBe(400)
  expect(issuesOf(lookup({ system: 'urn:elsewhere', code: 'apple' }).resource)).toEqual([
    "error/not-supported/not-found @Parameters.parameter.where(name = 'system')",
  ])
})
