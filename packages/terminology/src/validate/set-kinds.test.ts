import { expect, test } from 'vitest'
import type { CodeSystem, Coding, ValueSet } from '../fhir/types.ts'
import { ask, byName, issuesOf, libraryOf } from '../testing/small-systems.ts'

const UNITS = 'https://example.org/units'
const units: CodeSystem = {
  resourceType: 'CodeSystem',
  url: UNITS,
  version: '3.0.0',
  status: 'active',
  content: 'complete',
  caseSensitive: true,
  concept: [
    { code: 'm', display: 'metre' },
    { code: 'weight', display: 'weight', concept: [{ code: 'g', display: 'gram' }] },
    { code: 's', display: 'second' },
  ],
}
const addressOf = (name: string): string => `https://example.org/units-${name}`
const isWeight = [{ system: UNITS, filter: [{ property: 'concept', op: 'is-a', value: 'weight' }] }]
const listed = [{ system: UNITS, concept: [{ code: 'm' }, { code: 'g' }] }]

/** Ways of saying a set of codes, and the codes. */
const SETS: Readonly<Record<string, readonly [ValueSet['compose'], readonly string[]]>> = {
  all: [{ include: [{ system: UNITS }] }, ['m', 'weight', 'g', 's']],
  list: [{ include: listed }, ['m', 'g']],
  filter: [{ include: isWeight }, ['weight', 'g']],
  import: [{ include: [{ valueSet: [addressOf('list')] }] }, ['m', 'g']],
  'all-but-list': [{ include: [{ system: UNITS }], exclude: listed }, ['weight', 's']],
  'all-but-filter': [{ include: [{ system: UNITS }], exclude: isWeight }, ['m', 's']],
  'all-but-import': [{ include: [{ system: UNITS }], exclude: [{ valueSet: [addressOf('filter')] }] }, ['m', 's']],
  'list-but-import': [{ include: listed, exclude: [{ valueSet: [addressOf('filter')] }] }, ['m']],
}
const sets = Object.entries(SETS).map(
  ([name, [compose]]): ValueSet => ({
    resourceType: 'ValueSet',
    url: addressOf(name),
    version: '1',
    status: 'active',
    compose,
  }),
)
const library = libraryOf(units, ...sets)

/** Codes that are there, with their names, and one that is not. */
const CODES: readonly (readonly [code: string, display: string, isCode: boolean])[] = [
  ['m', 'metre', true],
  ['g', 'gram', true],
  ['s', 'second', true],
  ['none', 'nothing', false],
]
const codingOf = (code: string, display: string): Coding => ({ system: UNITS, code, display })

/** What one coding is found to be, as the issues of a validation say it, a concept's own apart. */
function issuesOfOne(code: string, isCode: boolean, members: readonly string[], place: string): readonly string[] {
  const isConcept = place.startsWith('CodeableConcept')
  if (members.includes(code)) return []
  const out = isConcept ? 'information/code-invalid/this-code-not-in-vs' : 'error/code-invalid/not-in-vs'
  return [`${out} @${place}`, ...(isCode ? [] : [`error/code-invalid/invalid-code @${place}`])]
}

test('every way of saying a set of codes judges a code, a coding and a concept alike', () => {
  for (const [name, [, members]] of Object.entries(SETS)) {
    const url = addressOf(name)
    for (const [code, display, isCode] of CODES) {
      const isMember = members.includes(code)
      const told = isMember || isCode ? { display } : {}
      for (const [place, given] of [
        ['code', { system: UNITS, code, display }],
        ['Coding.code', { coding: codingOf(code, display) }],
      ] as const) {
        const found = byName(ask(library, 'ValueSet/$validate-code', { url, ...given }))
        expect({ name, place, ...found, issues: issuesOf(found.issues ?? {}) }).toMatchObject({
          ...{ name, place, result: isMember, code, system: UNITS, version: '3.0.0', ...told },
          issues: issuesOfOne(code, isCode, members, place),
        })
      }
    }
  }
})

test('a concept is a member by any of its codings, and wrong by any that is no code', () => {
  for (const [name, [, members]] of Object.entries(SETS)) {
    const url = addressOf(name)
    for (const [first, firstDisplay, isFirst] of CODES) {
      for (const [second, secondDisplay, isSecond] of [[undefined, '', true] as const, ...CODES]) {
        const pairs = [
          [first, firstDisplay, isFirst] as const,
          ...(second === undefined ? [] : [[second, secondDisplay, isSecond] as const]),
        ]
        const codeableConcept = { coding: pairs.map(([code, display]) => codingOf(code, display)) }
        const found = byName(ask(library, 'ValueSet/$validate-code', { url, codeableConcept }))
        const member = pairs.find(([code]) => members.includes(code))
        const isRight = pairs.every(([, , isCode]) => isCode)
        expect(found.result).toBe(member !== undefined && isRight)
        expect(found.code).toBe(member?.[0])
        expect(found.display).toBe(member?.[1])
        // Of the only coding it can be said in which version it was looked for.
        expect(found.version).toBe(member !== undefined || (pairs.length === 1 && isFirst) ? '3.0.0' : undefined)
        expect(issuesOf(found.issues ?? {})).toEqual([
          ...(member === undefined ? ['error/code-invalid/not-in-vs'] : []),
          ...pairs.flatMap(([code, , isCode], at) =>
            issuesOfOne(code, isCode, members, `CodeableConcept.coding[${at}].code`),
          ),
        ])
      }
    }
  }
})

test('the version of an imported value set is the one named, else the one the request has for it, else the newest', () => {
  const inner = (version: string, code: string): ValueSet => ({
    ...{ resourceType: 'ValueSet', url: addressOf('inner'), version, status: 'active' },
    compose: { include: [{ system: UNITS, concept: [{ code }] }] },
  })
  const outer = (name: string, canonical: string): ValueSet => ({
    ...{ resourceType: 'ValueSet', url: addressOf(name), version: '1', status: 'active' },
    compose: { include: [{ valueSet: [canonical] }] },
  })
  const versions = libraryOf(
    units,
    inner('1.0.0', 'm'),
    inner('2.0.0', 's'),
    outer('first', `${addressOf('inner')}|1.0.0`),
    outer('open', addressOf('inner')),
  )
  const wish = (version: string) => ({ 'default-valueset-version': `${addressOf('inner')}|${version}` })
  const rows: readonly (readonly [string, object, string])[] = [
    ['inner', { valueSetVersion: '1.0.0' }, 'm'],
    ['inner', wish('1.0.0'), 'm'],
    ['first', {}, 'm'],
    ['first', wish('2.0.0'), 'm'],
    ['open', {}, 's'],
    ['open', wish('1.0.0'), 'm'],
  ]
  for (const [name, given, code] of rows) {
    const asked = { url: addressOf(name), ...given }
    const expanded = ask(versions, 'ValueSet/$expand', asked).resource as ValueSet
    expect([name, given, expanded.expansion?.contains?.map((entry) => entry.code)]).toEqual([name, given, [code]])
    for (const other of ['m', 's']) {
      const found = byName(ask(versions, 'ValueSet/$validate-code', { ...asked, coding: codingOf(other, '') }))
      expect([name, given, other, found.result]).toEqual([name, given, other, other === code])
    }
  }
  // A version that nobody has is what is not found: an expansion is refused, a validation says so.
  const asked = { url: addressOf('open'), ...wish('3.0.0') }
  expect(ask(versions, 'ValueSet/$expand', asked).status).toBe(404)
  const found = byName(ask(versions, 'ValueSet/$validate-code', { ...asked, coding: { system: UNITS, code: 's' } }))
  expect([found.result, found.code, found.system, issuesOf(found.issues ?? {})]).toEqual([
    ...[false, 's', UNITS],
    ['error/not-found/not-found'],
  ])
})

test('what is excluded may be a value set contained or one brought along, which is named among those used', () => {
  const include = [{ system: UNITS }]
  const weights: ValueSet = {
    resourceType: 'ValueSet',
    id: 'weights',
    status: 'active',
    compose: { include: isWeight },
  }
  const contained = {
    ...{ resourceType: 'ValueSet', url: addressOf('contained'), status: 'active', contained: [weights] },
    compose: { include, exclude: [{ valueSet: ['#weights'] }] },
  }
  const codes = (given: object) => {
    const { expansion } = ask(library, 'ValueSet/$expand', { ...given }).resource as ValueSet
    const used = expansion?.parameter?.filter(({ name }) => name === 'used-valueset') ?? []
    return [expansion?.contains?.map(({ code }) => code), used.map(({ valueUri }) => valueUri)]
  }
  expect(codes({ valueSet: contained })).toEqual([['m', 's'], []])
  expect(codes({ url: addressOf('all-but-import') })).toEqual([['m', 's'], [`${addressOf('filter')}|1`]])
})
