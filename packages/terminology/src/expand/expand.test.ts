import { expect, test } from 'vitest'
import type { ValueSet } from '../fhir/types.ts'
import {
  ask,
  byName,
  codesOf,
  draftFruit,
  FRUIT,
  fruit,
  fruitSet,
  issuesOf,
  libraryOf,
  newerFruit,
} from '../testing/small-systems.ts'

const library = libraryOf(fruit, newerFruit, draftFruit)
const expand = (given: Record<string, unknown>, language?: string) => ask(library, 'ValueSet/$expand', given, language)
const inline = (compose: ValueSet['compose'], given: Record<string, unknown> = {}) =>
  expand({ valueSet: fruitSet('x', compose), ...given })
const filtered = (property: string, op: string, value: string) =>
  codesOf(inline({ include: [{ system: FRUIT, filter: [{ property, op, value }] }] }, { excludeNested: true }))

test('the newest version that is no draft is the default; every other is there when named', () => {
  expect(codesOf(inline({ include: [{ system: FRUIT }] }))).toBe('pome(apple pear) medlar fig')
  expect(codesOf(inline({ include: [{ system: FRUIT, version: '1.0.0' }] }))).toBe('pome(apple pear) medlar')
  expect(codesOf(inline({ include: [{ system: FRUIT, version: '2.0.0' }] }))).toBe('kiwi')
  expect(codesOf(inline({ include: [{ system: FRUIT }] }, { 'system-version': `${FRUIT}|1.0.0` }))).toBe(
    'pome(apple pear) medlar',
  )
  expect(
    codesOf(inline({ include: [{ system: FRUIT, version: '1.1.0' }] }, { 'force-system-version': `${FRUIT}|2.x.x` })),
  ).toBe('kiwi')
  const checked = inline({ include: [{ system: FRUIT }] }, { 'check-system-version': `${FRUIT}|1.0.x` })
  expect(codesOf(checked)).toBe('pome(apple pear) medlar')
})

test('filters select by hierarchy, by value, by list, by pattern and by being there', () => {
  expect(filtered('concept', 'is-a', 'pome')).toBe('pome apple pear')
  expect(filtered('concept', 'descendent-of', 'pome')).toBe('apple pear')
  expect(filtered('concept', 'child-of', 'pome')).toBe('apple pear')
  expect(filtered('concept', 'descendent-leaf', 'pome')).toBe('apple pear')
  expect(filtered('concept', 'is-not-a', 'pome')).toBe('medlar fig')
  expect(filtered('concept', 'generalizes', 'apple')).toBe('pome apple')
  expect(filtered('code', 'in', 'apple, fig')).toBe('apple fig')
  expect(filtered('colour', '=', 'red')).toBe('apple')
  expect(filtered('colour', 'in', 'red,green')).toBe('apple pear')
  expect(filtered('colour', 'not-in', 'red')).toBe('pome pear medlar fig')
  expect(filtered('colour', 'exists', 'false')).toBe('pome medlar fig')
  expect(filtered('display', 'regex', 'P.*')).toBe('pome pear')
  expect(filtered('inactive', '=', 'true')).toBe('medlar')
})

test('a filter that is not understood is refused with its place, never left out', () => {
  const refusal = (property: string, op: string, value: string | undefined) => {
    const { status, resource } = inline({ include: [{ system: FRUIT, filter: [{ property, op, value }] }] })
    return [status, ...issuesOf(resource)]
  }
  const place = '@ValueSet.compose.include[0].filter[0]'
  expect(refusal('taste', '=', 'sweet')).toEqual([422, `error/invalid/vs-invalid ${place}`])
  expect(refusal('colour', 'is-a', 'red')).toEqual([422, `error/not-supported/vs-invalid ${place}`])
  expect(refusal('colour', 'like', 'red')).toEqual([422, `error/not-supported/vs-invalid ${place}`])
  expect(refusal('concept', 'is-a', undefined)).toEqual([422, `error/invalid/vs-invalid ${place}`])
})

test('patterns that would never end are answered at once or refused', () => {
  const many = { ...fruit, url: 'urn:many', concept: [{ code: 'a'.repeat(5000), display: 'long' }] }
  const started = performance.now()
  const answer = ask(libraryOf(many), 'ValueSet/$expand', {
    valueSet: fruitSet('x', {
      include: [{ system: 'urn:many', filter: [{ property: 'code', op: 'regex', value: '(a+)+b' }] }],
    }),
  })
  expect(codesOf(answer)).toBe('')
  expect(performance.now() - started).toBeLessThan(5000)
  for (const value of ['(?=a)b', '(a)\\1', '(a{900}){900}', '(', 'x'.repeat(2000)]) {
    const { status, resource } = inline({
      include: [{ system: FRUIT, filter: [{ property: 'code', op: 'regex', value }] }],
    })
    expect([status, issuesOf(resource)], value).toEqual([422, ['error/invalid/vs-invalid']])
  }
})

test('excludes, imports and lists are sets: each code once, exclusion wins', () => {
  const all = { include: [{ system: FRUIT }] }
  expect(codesOf(inline({ ...all, exclude: [{ system: FRUIT, concept: [{ code: 'fig' }] }] }))).toBe(
    'pome(apple pear) medlar',
  )
  expect(
    codesOf(
      inline({
        include: [
          { system: FRUIT, concept: [{ code: 'fig' }, { code: 'apple' }, { code: 'none' }] },
          { system: FRUIT, concept: [{ code: 'fig' }] },
        ],
      }),
    ),
  ).toBe('fig apple')
  const red = fruitSet('red', { include: [{ system: FRUIT, filter: [{ property: 'colour', op: '=', value: 'red' }] }] })
  const answer = expand({
    'tx-resource': red,
    valueSet: fruitSet('x', { include: [{ system: FRUIT, valueSet: [red.url!] }] }),
  })
  expect(codesOf(answer)).toBe('apple')
  expect(codesOf(inline({ inactive: false, ...all }, { excludeNested: true }))).toBe('pome apple pear fig')
})

test('value sets that lead back to themselves or multiply without end are refused', () => {
  const circle = [
    fruitSet('a', { include: [{ valueSet: ['https://example.org/b'] }] }),
    fruitSet('b', { include: [{ valueSet: ['https://example.org/a'] }] }),
  ]
  expect(issuesOf(expand({ 'tx-resource': circle, url: 'https://example.org/a' }).resource)).toEqual([
    'error/processing/vs-invalid',
  ])
  const doubled = Array.from({ length: 30 }, (_, at) =>
    fruitSet(`n${at}`, {
      include: at === 0 ? [{ system: FRUIT }] : [1, 2].map(() => ({ valueSet: [`https://example.org/n${at - 1}`] })),
    }),
  )
  expect(issuesOf(expand({ 'tx-resource': doubled, url: 'https://example.org/n29' }).resource)).toEqual([
    'error/too-costly/',
  ])
})

test('pages are told apart from the whole by offset and total', () => {
  const { expansion } = expand({ url: 'https://example.org/all-fruit', offset: 1, count: 2 }).resource as ValueSet
  expect([expansion?.total, expansion?.offset, expansion?.contains?.map(({ code }) => code)]).toEqual([
    5,
    1,
    ['apple', 'pear'],
  ])
  const counted = expand({ url: 'https://example.org/all-fruit', count: 0 }).resource as ValueSet
  expect([counted.expansion?.total, counted.expansion?.contains]).toEqual([5, undefined])
})

test('a page is no way around the limit of one answer', () => {
  const many = fruitSet('many', {
    include: [{ system: FRUIT, concept: Array.from({ length: 10_001 }, (_, at) => ({ code: `fruit-${at}` })) }],
  })
  const big = { ...fruit, concept: many.compose!.include![0]!.concept!.map(({ code }) => ({ code, display: code })) }
  const page = (given: Record<string, unknown>) => ask(libraryOf(big), 'ValueSet/$expand', { valueSet: many, ...given })
  for (const given of [{}, { count: 999_999_999 }, { offset: 0 }]) {
    expect(issuesOf(page(given).resource)).toEqual(['error/too-costly/'])
  }
  const { expansion } = page({ offset: 1, count: 10_000 }).resource as ValueSet
  expect([expansion?.total, expansion?.contains?.length]).toEqual([10_001, 10_000])
})

test('text is found in every designation, in any order, from one Chinese character', () => {
  const find = (filter: string) =>
    codesOf(expand({ url: 'https://example.org/all-fruit', filter, excludeNested: true }))
  expect(find('苹')).toBe('apple')
  expect(find('果 app')).toBe('apple')
  expect(find('PE')).toBe('pear')
  expect(find('ear')).toBe('')
})

test('parameter, value set, header and language of the value set are asked in this order', () => {
  const set = (language: string | undefined, wish?: string): ValueSet => ({
    ...fruitSet('l', {
      include: [{ system: FRUIT, concept: [{ code: 'apple' }] }],
      extension: wish
        ? [
            {
              url: 'http://hl7.org/fhir/StructureDefinition/valueset-expansion-parameter',
              extension: [
                { url: 'name', valueCode: 'displayLanguage' },
                { url: 'value', valueCode: wish },
              ],
            },
          ]
        : undefined,
    }),
    language,
  })
  const shown = (valueSet: ValueSet, given: object = {}, header?: string) =>
    (expand({ valueSet, ...given }, header).resource as ValueSet).expansion?.contains?.[0]?.display
  expect(shown(set('zh'))).toBe('苹果')
  expect(shown(set('zh'), {}, 'en')).toBe('Apple')
  expect(shown(set('en', 'zh'), {}, 'en')).toBe('苹果')
  expect(shown(set('en', 'en'), { displayLanguage: 'zh' }, 'en')).toBe('苹果')
  expect(shown(set(undefined), {}, '*')).toBe('Apple')
  expect(shown(set(undefined), { displayLanguage: 'fr' })).toBe('Apple')
  expect(shown(set(undefined), { displayLanguage: 'fr, *; q=0' })).toBeUndefined()
})

test('supplements add names and properties when they are asked for; a missing one is refused', () => {
  const supplement = {
    ...fruit,
    url: 'https://example.org/fr',
    version: '1',
    content: 'supplement',
    supplements: FRUIT,
    property: [{ code: 'taste', type: 'string' }],
    concept: [
      {
        code: 'apple',
        designation: [{ language: 'fr', value: 'Pomme' }],
        property: [{ code: 'taste', valueString: 'sweet' }],
      },
    ],
  }
  const given = {
    'tx-resource': supplement,
    url: 'https://example.org/all-fruit',
    useSupplement: 'https://example.org/fr',
  }
  const { expansion } = expand({ ...given, displayLanguage: 'fr', property: 'taste', excludeNested: true })
    .resource as ValueSet
  expect(expansion?.contains?.[1]).toMatchObject({
    code: 'apple',
    display: 'Pomme',
    property: [{ code: 'taste', valueString: 'sweet' }],
  })
  expect(expand({ url: 'https://example.org/all-fruit', property: 'taste' }).status).toBe(422)
  expect(expand({ ...given, useSupplement: 'urn:none' }).status).toBe(404)
})

test('an unknown parameter, a wrong type and a missing value set are refused with their place', () => {
  const refused = (given: Record<string, unknown>) => {
    const { status, resource } = expand(given)
    return [status, ...issuesOf(resource)]
  }
  const at = (name: string) => `@Parameters.parameter.where(name = '${name}')`
  expect(refused({ url: 'urn:x', filtre: 'a' })).toEqual([400, `error/not-supported/invalid-data ${at('filtre')}`])
  expect(refused({ url: 'https://example.org/all-fruit', count: 'many' })).toEqual([
    400,
    `error/value/invalid-data ${at('count')}`,
  ])
  expect(refused({ url: 'urn:x', context: 'a' })).toEqual([400, `error/not-supported/invalid-data ${at('context')}`])
  expect(refused({})).toEqual([400, 'error/required/invalid-data'])
  expect(refused({ url: 'urn:x' })).toEqual([404, 'error/not-found/not-found'])
  expect(refused({ valueSet: { resourceType: 'ValueSet', compose: 7 } })).toEqual([
    400,
    `error/structure/invalid-data ${at('valueSet')}`,
  ])
  expect(byName(expand({ url: 'urn:x' }))).toEqual({})
})

test('properties are shown as the request and the value set wish, all of them for an asterisk', () => {
  const shown = (compose: ValueSet['compose'], given: Record<string, unknown> = {}) => {
    const { expansion } = inline(compose, { excludeNested: true, ...given }).resource as ValueSet
    const apple = expansion?.contains?.find(({ code }) => code === 'apple')
    return [expansion?.property, apple?.property]
  }
  const include = [{ system: FRUIT, filter: [{ property: 'concept', op: 'descendent-of', value: 'pome' }] }]
  const colour = [[{ code: 'colour' }], [{ code: 'colour', valueString: 'red' }]]
  expect(shown({ include }, { property: '*' })).toEqual(colour)
  expect(shown({ include, property: ['*'] })).toEqual(colour)
  expect(shown({ include, property: ['colour'] }, { property: 'definition' })).toEqual([
    [{ code: 'definition', uri: 'http://hl7.org/fhir/concept-properties#definition' }, { code: 'colour' }],
    [{ code: 'definition', valueString: 'A round fruit' }, ...colour[1]!],
  ])
})

test('a value set may wish how it is expanded; the request comes first, and no wish is passed over', () => {
  const wishing = (name: string, value: Record<`value${string}`, unknown>, given: Record<string, unknown> = {}) =>
    inline(
      {
        extension: [
          {
            url: 'http://hl7.org/fhir/tools/StructureDefinition/valueset-expansion-parameter',
            extension: [
              { url: 'name', valueCode: name },
              { url: 'value', ...value },
            ],
          },
        ],
        include: [{ system: FRUIT }],
      },
      given,
    )
  const active = wishing('activeOnly', { valueBoolean: true })
  expect(codesOf(active)).toBe('pome(apple pear) fig')
  expect((active.resource as ValueSet).expansion?.parameter).toContainEqual({ name: 'activeOnly', valueBoolean: true })
  const asked = wishing('activeOnly', { valueBoolean: true }, { activeOnly: false })
  expect(codesOf(asked)).toBe('pome(apple pear) medlar fig')
  expect(codesOf(wishing('system-version', { valueUri: `${FRUIT}|1.0.0` }))).toBe('pome(apple pear) medlar')
  expect(issuesOf(wishing('colourOnly', { valueBoolean: true }).resource)).toEqual([
    'error/not-supported/invalid-data @ValueSet.compose.extension',
  ])
})

test('the text filter finds the names that the value set gives', () => {
  const concept = [
    { code: 'apple', display: 'Braeburn' },
    { code: 'pear', designation: [{ value: '香梨' }] },
  ]
  expect(codesOf(inline({ include: [{ system: FRUIT, concept }] }, { filter: 'brae' }))).toBe('apple')
  expect(codesOf(inline({ include: [{ system: FRUIT, concept }] }, { filter: '香' }))).toBe('pear')
  expect(codesOf(inline({ include: [{ system: FRUIT, concept }] }, { filter: 'zz' }))).toBe('')
})

test('what a value set says and is not done is refused: a locked date, both concepts and filters, unknown imports', () => {
  const refusal = (compose: ValueSet['compose'], given: Record<string, unknown> = {}) => {
    const { status, resource } = inline(compose, given)
    return [status, ...issuesOf(resource)]
  }
  const include = [{ system: FRUIT }]
  expect(refusal({ include, lockedDate: '2020-01-01' })).toEqual([422, 'error/not-supported/vs-invalid'])
  const both = { concept: [{ code: 'apple' }], filter: [{ property: 'concept', op: 'is-a', value: 'pome' }] }
  expect(refusal({ include: [{ system: FRUIT, ...both }] })).toEqual([
    422,
    'error/invalid/vs-invalid @ValueSet.compose.include[0]',
  ])
  expect(refusal({ include: [{ valueSet: ['urn:none|2'] }] })).toEqual([404, 'error/not-found/not-found'])
  expect(refusal({ include }, { 'system-version': FRUIT })).toEqual([
    400,
    "error/value/invalid-data @Parameters.parameter.where(name = 'system-version')",
  ])
  const changed = { system: FRUIT, modifierExtension: [{ url: 'urn:unless-it-rains', valueBoolean: true }] }
  expect(refusal({ include: [changed] })[0]).toBe(400)
})

test('a supplement that adds to nothing in the value set is refused; one that a value set requires holds for what it imports', () => {
  const french = {
    resourceType: 'CodeSystem',
    url: 'urn:french',
    status: 'active',
    content: 'supplement',
    supplements: FRUIT,
    concept: [{ code: 'apple', designation: [{ language: 'fr', value: 'Pomme' }] }],
  }
  const idle = { ...french, url: 'urn:idle', supplements: 'urn:other' }
  const compose = { include: [{ system: FRUIT }] }
  const brought = { 'tx-resource': [french, idle] }
  expect(inline(compose, { ...brought, useSupplement: 'urn:french' }).status).toBe(200)
  const refused = inline(compose, { ...brought, useSupplement: 'urn:idle' })
  expect([refused.status, ...issuesOf(refused.resource)]).toEqual([404, 'error/not-found/not-found'])
  const lookup = { system: FRUIT, code: 'apple', ...brought, useSupplement: 'urn:idle' }
  expect(ask(library, 'CodeSystem/$lookup', lookup).status).toBe(404)
  const apples = fruitSet('apples', { include: [{ system: FRUIT, concept: [{ code: 'apple' }] }] })
  const requiring = {
    ...fruitSet('y', { include: [{ valueSet: ['https://example.org/apples'] }] }),
    extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/valueset-supplement', valueCanonical: 'urn:french' }],
  }
  const shown = expand({ 'tx-resource': [french, apples], valueSet: requiring, displayLanguage: 'fr' })
  expect((shown.resource as ValueSet).expansion?.contains?.[0]?.display).toBe('Pomme')
})

test('alternate codes and the way a concept is rendered are passed on from its system', () => {
  const extension = ['codesystem-alternate', 'rendering-style', 'unknown'].map((name) => ({
    url: `http://hl7.org/fhir/StructureDefinition/${name}`,
    valueString: name,
  }))
  const own = libraryOf({ ...fruit, concept: [{ code: 'apple', extension }] })
  const { expansion } = ask(own, 'ValueSet/$expand', { valueSet: fruitSet('x', { include: [{ system: FRUIT }] }) })
    .resource as ValueSet
  expect(expansion?.contains?.[0]?.extension).toEqual(extension.slice(0, 2))
})
