import { expect, test } from 'vitest'
import type { ValueSet } from '../fhir/types.ts'
import { ask, byName, FRUIT, fruit, fruitSet, issuesOf, libraryOf, newerFruit } from '../testing/small-systems.ts'

const reds = fruitSet('reds', { include: [{ system: FRUIT, concept: [{ code: 'apple' }, { code: 'medlar' }] }] })
const library = libraryOf(fruit, newerFruit, reds)
const validate = (given: Record<string, unknown>, language?: string) => {
  const answer = ask(
    library,
    'ValueSet/$validate-code',
    { ...('valueSet' in given ? {} : { url: reds.url }), ...given },
    language,
  )
  const found = byName(answer)
  return { ...found, status: answer.status, issues: issuesOf(found.issues ?? answer.resource) } as Record<
    string,
    unknown
  >
}

test('a member is valid, with its display and version', () => {
  expect(validate({ system: FRUIT, code: 'apple' })).toMatchObject({
    result: true,
    display: 'Apple',
    version: '1.1.0',
    issues: [],
  })
  expect(validate({ code: 'apple', inferSystem: true })).toMatchObject({ result: true, system: FRUIT })
})

test('what is wrong is told where it is: not a member, not a code, not a system', () => {
  expect(validate({ coding: { system: FRUIT, code: 'pear' } }).issues).toEqual([
    'error/code-invalid/not-in-vs @Coding.code',
  ])
  expect(validate({ system: FRUIT, code: 'plum' }).issues).toEqual([
    'error/code-invalid/not-in-vs @code',
    'error/code-invalid/invalid-code @code',
  ])
  expect(validate({ coding: { system: 'urn:none', code: 'a' } })).toMatchObject({
    result: false,
    'x-unknown-system': 'urn:none',
  })
  expect(
    validate({
      codeableConcept: {
        coding: [
          { system: FRUIT, code: 'pear' },
          { system: FRUIT, code: 'fig' },
        ],
      },
    }).issues,
  ).toEqual([
    'error/code-invalid/not-in-vs',
    'information/code-invalid/this-code-not-in-vs @CodeableConcept.coding[0].code',
    'information/code-invalid/this-code-not-in-vs @CodeableConcept.coding[1].code',
  ])
})

test('one coding of a concept that is a member is enough', () => {
  const concept = {
    coding: [
      { system: FRUIT, code: 'pear' },
      { system: FRUIT, code: 'apple' },
    ],
  }
  expect(validate({ codeableConcept: concept })).toMatchObject({ result: true, code: 'apple' })
})

test('displays are held against the language that is wished, leniently if asked', () => {
  expect(validate({ coding: { system: FRUIT, code: 'apple', display: '苹果' } }).result).toBe(true)
  expect(validate({ coding: { system: FRUIT, code: 'apple', display: '苹果' }, displayLanguage: 'en' }).issues).toEqual(
    ['error/invalid/invalid-display @Coding.display'],
  )
  expect(
    validate({ coding: { system: FRUIT, code: 'apple', display: 'Aple' }, 'lenient-display-validation': true }),
  ).toMatchObject({
    result: true,
    issues: ['warning/invalid/invalid-display @Coding.display'],
  })
})

test('inactive members are told, and refused where only active ones will do', () => {
  expect(validate({ system: FRUIT, code: 'medlar' })).toMatchObject({ result: true, inactive: true, status: 200 })
  expect(validate({ system: FRUIT, code: 'medlar', activeOnly: true }).result).toBe(false)
})

test('the version of a coding is looked in when the value set leaves it open, and must be there', () => {
  const all = { url: 'https://example.org/all-fruit', valueSetVersion: '1.1.0' }
  const open = fruitSet('open', { include: [{ system: FRUIT }] })
  expect(validate({ valueSet: open, coding: { system: FRUIT, version: '1.0.0', code: 'fig' } }).result).toBe(false)
  expect(validate({ valueSet: open, coding: { system: FRUIT, version: '1.0.0', code: 'apple' } })).toMatchObject({
    result: true,
    version: '1.0.0',
  })
  expect(validate({ ...all, coding: { system: FRUIT, version: '1.0.0', code: 'apple' } }).issues).toEqual([
    'error/invalid/vs-invalid @Coding.version',
  ])
  expect(validate({ valueSet: open, coding: { system: FRUIT, version: '7', code: 'apple' } })).toMatchObject({
    result: false,
    'x-caused-by-unknown-system': `${FRUIT}|7`,
  })
})

test('messages are Chinese for those who read Chinese', () => {
  const answer = ask(library, 'ValueSet/$validate-code', { url: 'urn:none', code: 'a', system: FRUIT })
  expect(JSON.stringify(answer.resource)).toContain("A definition for the value Set 'urn:none'")
})

test('a batch answers each validation by itself', () => {
  const one = (parameter: readonly object[]) => ({ resourceType: 'Parameters', parameter })
  const answer = ask(library, 'ValueSet/$batch-validate-code', {
    url: reds.url,
    validation: [
      one([{ name: 'coding', valueCoding: { system: FRUIT, code: 'apple' } }]),
      one([{ name: 'coding', valueCoding: { system: FRUIT, code: 'fig' } }]),
      one([{ name: 'koding', valueCoding: { system: FRUIT, code: 'fig' } }]),
    ],
  })
  const [good, bad, unread] = byName(answer).validation as readonly {
    resourceType: string
    parameter?: readonly object[]
  }[]
  expect(good?.parameter).toContainEqual({ name: 'result', valueBoolean: true })
  expect(bad?.parameter).toContainEqual({ name: 'result', valueBoolean: false })
  expect(issuesOf(unread)).toEqual(['error/invalid/'])
})

test('of examples nothing is known; a system that needs versions is asked with one; withdrawn concepts are inactive', () => {
  const own = libraryOf(
    { ...fruit, url: 'urn:example', content: 'example' },
    { ...fruit, url: 'urn:versioned', versionNeeded: true },
    {
      ...fruit,
      url: 'urn:withdrawn',
      concept: [
        {
          code: 'plum',
          extension: [
            {
              url: 'http://hl7.org/fhir/StructureDefinition/structuredefinition-standards-status',
              valueCode: 'withdrawn',
            },
          ],
        },
      ],
    },
  )
  const check = (coding: Record<string, string>) => byName(ask(own, 'CodeSystem/$validate-code', { coding }))
  expect(check({ system: 'urn:example', code: 'apple' })).toMatchObject({ result: false })
  expect(issuesOf(check({ system: 'urn:versioned', code: 'apple' }).issues)).toEqual([
    'error/required/invalid-data @Coding.version',
  ])
  expect(check({ system: 'urn:versioned', version: '1.0.0', code: 'apple' })).toMatchObject({ result: true })
  expect(check({ system: 'urn:withdrawn', code: 'plum' })).toMatchObject({ inactive: true, status: 'withdrawn' })
  const set = fruitSet('examples', { include: [{ system: 'urn:example' }] })
  expect(ask(own, 'ValueSet/$expand', { valueSet: set }).status).toBe(422)
})

test('the mode of the value set decides what is looked at', () => {
  const given = { system: FRUIT, code: 'pear' }
  expect(validate(given).result).toBe(false)
  expect(validate({ ...given, valueSetMode: 'NO_MEMBERSHIP_CHECK' }).result).toBe(true)
  expect(validate({ ...given, valueSetMode: 'CHECK_MEMBERSHIP_ONLY' }).result).toBe(false)
  expect(validate({ ...given, valueSetMode: 'whatever' }).status).toBe(400)
})

test('a coding that lacks its code or its system is valid for nobody, which only its sender can judge: a warning', () => {
  const missing = (coding: object): unknown[] => [
    validate({ coding }).result,
    validate({ coding }).issues,
    issuesOf(byName(ask(library, 'CodeSystem/$validate-code', { coding })).issues),
  ]
  const once = ['warning/invalid/invalid-data @Coding']
  expect(missing({ system: FRUIT })).toEqual([false, once, once])
  expect(missing({ display: 'Apple' })).toEqual([false, once, once])
  const [result, inSet, inSystem] = missing({ code: 'apple' })
  expect([result, inSet, inSystem]).toEqual([false, ['error/code-invalid/not-in-vs @Coding.code', ...once], once])
  // The system is found out for a bare code only.
  expect(validate({ coding: { code: 'apple' }, inferSystem: true }).result).toBe(false)
  const besides = { coding: [{ code: 'apple' }, { system: FRUIT, code: 'apple' }] }
  expect(validate({ codeableConcept: besides })).toMatchObject({ result: true, system: FRUIT, code: 'apple' })
})

test('a coding of a system that is not held does not spoil a concept that is a member by another', () => {
  const unknown = { system: 'urn:none', version: '2', code: 'a' }
  const codeableConcept = { coding: [unknown, { system: FRUIT, code: 'apple' }] }
  expect(validate({ codeableConcept })).toMatchObject({
    result: true,
    code: 'apple',
    issues: [
      'information/code-invalid/this-code-not-in-vs @CodeableConcept.coding[0].code',
      'warning/not-found/not-found @CodeableConcept.coding[0].system',
    ],
  })
  expect(validate({ codeableConcept })).not.toHaveProperty('x-unknown-system')
  const wrong = { coding: [unknown, { system: FRUIT, code: 'apple', display: 'Plum' }] }
  expect(validate({ codeableConcept: wrong })).toMatchObject({
    result: false,
    'x-caused-by-unknown-system': 'urn:none',
  })
})

test('of a concept held against a code system the first coding that is valid is told', () => {
  const second = { coding: [{ code: 'apple' }, { system: FRUIT, code: 'apple' }] }
  expect(byName(ask(library, 'CodeSystem/$validate-code', { codeableConcept: second }))).toMatchObject({
    result: true,
    system: FRUIT,
    display: 'Apple',
  })
})

const STANDARDS_STATUS = 'http://hl7.org/fhir/StructureDefinition/structuredefinition-standards-status'

test('each state of a resource that makes it doubtful is told by its own name', () => {
  const told = (more: object) => {
    const own = libraryOf({ ...fruit, ...more })
    const valueSet = fruitSet('x', { include: [{ system: FRUIT }] })
    const validated = byName(ask(own, 'ValueSet/$validate-code', { valueSet, system: FRUIT, code: 'apple' }))
    const { issue } = (validated.issues ?? { issue: [] }) as { issue: { details: { text: string } }[] }
    const expanded = ask(own, 'ValueSet/$expand', { valueSet, count: 0 }).resource as ValueSet
    const warnings = expanded.expansion?.parameter?.filter(({ name }) => name.startsWith('warning-')) ?? []
    return [validated.result, ...issue.map(({ details }) => details.text), ...warnings.map(({ name }) => name)]
  }
  const url = `${FRUIT}|1.0.0`
  expect(told({})).toEqual([true])
  expect(told({ status: 'retired' })).toEqual([true, `Reference to retired CodeSystem ${url}`, 'warning-retired'])
  const draft = [true, `Reference to draft CodeSystem ${url}`, 'warning-draft']
  expect(told({ status: 'draft' })).toEqual(draft)
  expect(told({ extension: [{ url: STANDARDS_STATUS, valueCode: 'draft' }] })).toEqual(draft)
})

test('a concept that the value set has withdrawn is a member with a warning', () => {
  const extension = [{ url: STANDARDS_STATUS, valueCode: 'withdrawn' }]
  const valueSet = fruitSet('x', { include: [{ system: FRUIT, concept: [{ code: 'apple', extension }] }] })
  expect(validate({ valueSet, coding: { system: FRUIT, code: 'apple' } })).toMatchObject({
    result: true,
    issues: ['warning/business-rule/code-comment @Coding.code'],
  })
})

test('of two versions of a system in one value set the one counts that has the code, by its name, else the newest', () => {
  const older = {
    ...fruit,
    concept: [
      { code: 'nut', display: 'Nut' },
      { code: 'oak', display: 'Oak' },
    ],
  }
  const newer = { ...fruit, version: '1.10.0', concept: [{ code: 'nut', display: 'Walnut' }] }
  const versions = ['1.0.0', '1.10.0'].map((version) => ({ system: FRUIT, version }))
  const both = fruitSet('both', { include: versions })
  const own = libraryOf(older, newer)
  const version = (coding: object) => {
    const found = byName(ask(own, 'ValueSet/$validate-code', { valueSet: both, coding: { system: FRUIT, ...coding } }))
    return [found.result, found.version]
  }
  expect(version({ code: 'nut' })).toEqual([true, '1.10.0'])
  expect(version({ code: 'nut', display: 'Nut' })).toEqual([true, '1.0.0'])
  expect(version({ code: 'nut', display: 'Walnut' })).toEqual([true, '1.10.0'])
  expect(version({ code: 'oak' })).toEqual([true, '1.0.0'])
  expect(version({ code: 'elm' })).toEqual([false, '1.10.0'])
  expect(version({ code: 'nut', version: '1.0.0', display: 'Walnut' })).toEqual([false, '1.0.0'])
})

test('versions of a system in one value set are kept apart, in what is listed and in what is excluded', () => {
  const concept = [{ code: 'nut' }, { code: 'oak' }]
  const own = libraryOf({ ...fruit, concept }, { ...fruit, version: '2.0.0', concept })
  const of = (version: string, ...codes: readonly string[]) => ({
    ...{ system: FRUIT, version },
    ...(codes.length === 0 ? {} : { concept: codes.map((code) => ({ code })) }),
  })
  const check = (compose: ValueSet['compose'], coding: object) => {
    const given = { valueSet: fruitSet('x', compose), coding: { system: FRUIT, ...coding } }
    const found = byName(ask(own, 'ValueSet/$validate-code', given))
    return [found.result, found.version]
  }
  const listed = { include: [of('1.0.0', 'oak'), of('2.0.0', 'nut')] }
  expect(check(listed, { code: 'nut' })).toEqual([true, '2.0.0'])
  expect(check(listed, { code: 'nut', version: '1.0.0' })).toEqual([false, '1.0.0'])
  for (const [gone, left] of [
    ['1.0.0', '2.0.0'],
    ['2.0.0', '1.0.0'],
  ] as const) {
    const compose = { include: [of('1.0.0'), of('2.0.0')], exclude: [of(gone, 'nut')] }
    expect(check(compose, { code: 'nut' })).toEqual([true, left])
    expect(check(compose, { code: 'nut', version: left })).toEqual([true, left])
    expect(check(compose, { code: 'nut', version: gone })).toEqual([false, gone])
  }
})
