import { expect, test } from 'vitest'
import type { ConceptMap, MapElement, MapGroup, Parameter } from '../fhir/types.ts'
import { ask, byName, FRUIT, fruit, fruitSet, issuesOf, libraryOf } from '../testing/small-systems.ts'

const SHOP = 'urn:shop'
const shop = { ...fruit, url: SHOP, valueSet: undefined, concept: ['A', 'B', 'C', 'D', 'E'].map((code) => ({ code })) }
const sold = fruitSet('sold', { include: [{ system: SHOP, concept: ['A', 'B', 'C', 'D'].map((code) => ({ code })) }] })

function mapOf(
  url: string,
  element: readonly MapElement[],
  unmapped?: MapGroup['unmapped'],
  scope?: string,
): ConceptMap {
  return {
    resourceType: 'ConceptMap',
    url,
    version: '1',
    status: 'active',
    sourceScopeUri: scope,
    group: [{ source: SHOP, target: FRUIT, element, unmapped }],
  }
}

function translated(maps: readonly ConceptMap[], given: Record<string, unknown>) {
  const library = libraryOf(fruit, shop, sold, ...(maps as never[]))
  const answer = ask(library, 'ConceptMap/$translate', { sourceSystem: SHOP, ...given })
  const found = byName(answer)
  const matches = [found.match ?? []].flat(2) as unknown as readonly Parameter[]
  return {
    result: found.result,
    message: found.message,
    usedMaps: found['used-conceptmap'],
    status: answer.status,
    issues: issuesOf(answer.resource),
    parts: matches.map((part) => [part.name, Object.values(part)[1]]),
  }
}

const comment = 'http://hl7.org/fhir/6.0/StructureDefinition/extension-ConceptMap.group.element.comment'
const scoped = mapOf(
  'urn:scoped',
  [
    {
      extension: [{ url: comment, valueString: 'of the source' }],
      code: 'A',
      target: [{ code: 'apple', relationship: 'equivalent', comment: 'of the target' }],
    },
    { code: 'C', noMap: true },
    { code: 'E', target: [{ code: 'pear', relationship: 'equivalent' }] },
  ],
  { mode: 'fixed', code: 'medlar' },
  sold.url,
)

test('what the map says of a source and of its target comes along; what it does not say is not made up', () => {
  expect(translated([scoped], { sourceCode: 'A' }).parts).toEqual([
    ['relationship', 'equivalent'],
    ['concept', { system: FRUIT, code: 'apple' }],
    ['originMap', 'urn:scoped|1'],
    ['sourceComment', 'of the source'],
    ['targetComment', 'of the target'],
  ])
  expect(translated([scoped], { sourceCode: 'D' }).parts).toEqual([
    ['concept', { system: FRUIT, code: 'medlar' }],
    ['originMap', 'urn:scoped|1'],
  ])
})

test('that there is no translation is another answer than that nothing is said', () => {
  const none = translated([scoped], { sourceCode: 'C' })
  expect([none.result, none.parts]).toEqual([
    false,
    [
      ['noMap', true],
      ['sourceConcept', { system: SHOP, code: 'C' }],
      ['originMap', 'urn:scoped|1'],
    ],
  ])
  expect(translated([scoped], { sourceCode: 'E' })).toMatchObject({
    result: false,
    parts: [],
    message: expect.stringContaining('urn:shop#E'),
  })
})

test('a map is about the codes of its own scope only, its rule for what is not mapped too, even when it is named', () => {
  for (const url of [{}, { url: 'urn:scoped' }]) {
    expect(translated([scoped], { sourceCode: 'E', ...url }).parts).toEqual([])
    expect(translated([scoped], { sourceCode: 'unheard-of', ...url }).parts).toEqual([])
  }
  const unheld = mapOf('urn:unheld', scoped.group![0]!.element!, { mode: 'fixed', code: 'medlar' }, 'urn:not-here')
  expect(translated([unheld], { sourceCode: 'A' }).result).toBe(true)
  expect(translated([unheld], { sourceCode: 'D' })).toMatchObject({
    status: 404,
    issues: ['error/not-found/not-found'],
  })
})

test('the scopes of a request limit sources and targets; one that nobody knows is refused', () => {
  const given = { url: 'urn:scoped', sourceCode: 'A' }
  expect(translated([scoped], { ...given, sourceScope: sold.url, targetScope: fruit.valueSet }).result).toBe(true)
  expect(translated([scoped], { ...given, targetScope: sold.url }).result).toBe(false)
  const pears = { ...fruitSet('pears', { include: [{ system: SHOP, concept: [{ code: 'B' }] }] }) }
  expect(translated([scoped, pears as never], { ...given, sourceScope: pears.url }).result).toBe(false)
  expect(translated([scoped], { ...given, targetScope: 'urn:none' }).status).toBe(404)
})

test('what a map leaves to another is its own answer; the other is named, and not asked again', () => {
  const last = mapOf('urn:last', [{ code: 'A', target: [{ code: 'apple', relationship: 'equivalent' }] }])
  const middle = mapOf('urn:middle', [], { mode: 'other-map', otherMap: 'urn:last|1' })
  const first = mapOf('urn:first', [], { mode: 'other-map', otherMap: 'urn:middle' })
  const answer = translated([last, middle, first], { sourceCode: 'A' })
  expect(answer.usedMaps).toEqual(['urn:middle|1', 'urn:last|1'])
  expect(answer.parts.filter(([name]) => name === 'originMap')).toEqual([['originMap', 'urn:first|1']])
  const back = mapOf('urn:last', [], { mode: 'other-map', otherMap: 'urn:first' })
  expect(translated([back, middle, first], { sourceCode: 'A' })).toMatchObject({
    status: 422,
    issues: ['error/business-rule/invalid-data'],
  })
})

test('a map whose targets have a scope translates back only what is in it', () => {
  const target = { code: 'apple', relationship: 'equivalent' }
  const back = { ...mapOf('urn:back', [{ code: 'A', target: [target] }]), targetScopeUri: sold.url }
  const given = { targetCode: 'apple', targetSystem: FRUIT }
  expect(translated([back], given).result).toBe(false)
  expect(translated([{ ...back, targetScopeUri: fruit.valueSet }], given).result).toBe(true)
})
