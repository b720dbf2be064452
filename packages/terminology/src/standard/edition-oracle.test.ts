import { ancestorsOf, createSubsumption, type Edition, type Item, schemeUri } from '@yingma/core'
import { loadEdition } from '@yingma/edition'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { CodeSystem, ConceptDefinition, ConceptProperty, ValueSet } from '../fhir/types.ts'
import { Library } from '../library/library.ts'
import { ask, byName } from '../testing/small-systems.ts'
import { standardResources } from './standard-resources.ts'

let edition: Edition
let library: Library
let systems: readonly CodeSystem[]

beforeAll(() => {
  edition = loadEdition()
  const resources = standardResources(edition, { date: '2026-01-01', status: 'active' })
  library = new Library()
  for (const resource of resources) library.add(resource)
  systems = resources.filter(({ resourceType }) => resourceType === 'CodeSystem') as CodeSystem[]
})

const RUNS = { numRuns: 150 }

/** The codes of an expansion, all of it. */
function expanded(
  include: object,
  given: Record<string, unknown> = {},
): { readonly total: number; readonly codes: readonly string[] } {
  const valueSet = { resourceType: 'ValueSet', status: 'active', compose: { include: [include] } }
  const { status, resource } = ask(library, 'ValueSet/$expand', { valueSet, excludeNested: true, ...given })
  expect(status).toBe(200)
  const { expansion } = resource as ValueSet
  return { total: expansion?.total ?? -1, codes: (expansion?.contains ?? []).map(({ code = '' }) => code) }
}

const radiology = (): CodeSystem => systems.find(({ url }) => url === schemeUri('radiology'))!

function valuesOf({ property = [] }: ConceptDefinition, code: string): readonly string[] {
  return property
    .filter((one) => one.code === code)
    .map((one: ConceptProperty) => {
      const coding = one.valueCoding as { code: string } | undefined
      return coding?.code ?? String(one.valueString ?? one.valueCode)
    })
}

test('every item of the edition is a concept of its scheme with its name, and every concept an item', () => {
  for (const scheme of edition.schemes) {
    const items = edition.items.filter((item) => item.scheme === scheme.id)
    const system = systems.find(({ url }) => url === schemeUri(scheme.id))
    expect(system?.concept?.map(({ code, display }) => [code, display])).toEqual(
      items.map(({ code, name }) => [code, name]),
    )
  }
  expect(edition.items.length).toBeGreaterThan(1800)
})

test('subsumption of any two items is that of their facets', () => {
  const subsumes = createSubsumption(edition)
  const item = (): fc.Arbitrary<Item> =>
    fc.constantFrom(...edition.items.filter(({ scheme }) => scheme === 'radiology'))
  const related = item().chain((first) =>
    fc.tuple(
      fc.constant(first),
      fc.oneof(item(), fc.constantFrom(...edition.items.filter((other) => subsumes(other.facets, first.facets)))),
    ),
  )
  fc.assert(
    fc.property(related, fc.boolean(), ([one, two], isTurned) => {
      const [a, b] = isTurned ? [two, one] : [one, two]
      const down = subsumes(a.facets, b.facets)
      const up = subsumes(b.facets, a.facets)
      const outcome = down && up ? 'equivalent' : down ? 'subsumes' : up ? 'subsumed-by' : 'not-subsumed'
      const given = { system: schemeUri('radiology'), codeA: a.code, codeB: b.code }
      expect(byName(ask(library, 'CodeSystem/$subsumes', given)).outcome).toBe(outcome)
    }),
    RUNS,
  )
})

test('what lies below an item is what its facets are over, for every item of the smaller schemes', () => {
  const subsumes = createSubsumption(edition)
  for (const scheme of ['pet', 'spect', 'ultrasound'] as const) {
    const items = edition.items.filter((item) => item.scheme === scheme)
    for (const broad of items) {
      const filter = [{ property: 'concept', op: 'is-a', value: broad.code }]
      const expected = items.filter((item) => subsumes(broad.facets, item.facets)).map(({ code }) => code)
      expect(expanded({ system: schemeUri(scheme), filter }).codes, broad.code).toEqual(expected)
    }
  }
})

test('filters on every property select what looking at each concept would, alone and together', () => {
  const concepts = radiology().concept ?? []
  const properties = [...new Set(concepts.flatMap(({ property = [] }) => property.map(({ code = '' }) => code)))]
  const filter = fc.constantFrom(...properties).chain((property) => {
    const values = [...new Set(concepts.flatMap((concept) => valuesOf(concept, property)))]
    return fc.record({
      property: fc.constant(property),
      op: fc.constantFrom('=', 'in', 'not-in', 'exists', 'regex'),
      values: fc.subarray(values, { minLength: 1, maxLength: Math.min(3, values.length) }),
    })
  })
  fc.assert(
    fc.property(fc.array(filter, { minLength: 1, maxLength: 3 }), (filters) => {
      const written = filters.map(({ property, op, values }) => ({ property, op, value: valueFor(op, values) }))
      const expected = concepts
        .filter((concept) =>
          filters.every(({ property, op, values }) => selects(op, values, valuesOf(concept, property))),
        )
        .map(({ code }) => code)
      expect(expanded({ system: radiology().url, filter: written }).codes).toEqual(expected)
    }),
    RUNS,
  )
})

function valueFor(op: string, values: readonly string[]): string {
  if (op === 'exists') return 'true'
  if (op === 'regex') return values.map((value) => value.replace(/[^\p{L}\p{N}]/gu, '\\$&')).join('|')
  return op === '=' ? values[0]! : values.join(',')
}

function selects(op: string, values: readonly string[], held: readonly string[]): boolean {
  if (op === 'exists') return held.length > 0
  if (op === '=') return held.includes(values[0]!)
  const isIn = held.some((value) => values.includes(value))
  return op === 'not-in' ? !isIn : isIn
}

test('a part and all parts below it select the items whose part is it or lies below it', () => {
  const values = edition.dictionaries.get('radiology-parts')!.values
  const parts = [...values.values()]
  fc.assert(
    fc.property(fc.constantFrom(...parts), ({ code: part }) => {
      const items = edition.items.filter(({ scheme }) => scheme === 'radiology')
      const isBelow = (code: string): boolean =>
        code === part || ancestorsOf(code, values).some((value) => value.code === part)
      const expected = items.filter(({ facets }) => isBelow(facets.part)).map(({ code }) => code)
      expect(
        expanded({ system: radiology().url, filter: [{ property: 'part', op: 'is-a', value: part }] }).codes,
      ).toEqual(expected)
    }),
    RUNS,
  )
})

test('pages of any size are disjoint, complete and in one order, with one total', () => {
  const include = { system: radiology().url, filter: [{ property: 'modality', op: '=', value: 'MG' }] }
  const whole = expanded(include)
  fc.assert(
    fc.property(fc.integer({ min: 1, max: whole.codes.length + 3 }), (count) => {
      const pages: string[] = []
      for (let offset = 0; offset < whole.codes.length; offset += count) {
        const page = expanded(include, { offset, count })
        expect(page.total).toBe(whole.codes.length)
        expect(page.codes.length).toBeLessThanOrEqual(count)
        pages.push(...page.codes)
      }
      expect(pages).toEqual(whole.codes)
    }),
    { numRuns: 40 },
  )
})

test('the text filter finds what reading every designation would, whatever the order of the words', () => {
  const all = systems.filter(({ url }) => url === radiology().url).flatMap(({ concept = [] }) => concept)
  const plain = (text: string): string =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '')
  const names = all.map(({ code = '', display = '', designation = [] }) => [
    code,
    display,
    ...designation.map(({ value = '' }) => value),
  ])
  const pieces = fc.constantFrom(...all).chain(({ display = '' }) => {
    const chinese = display.match(/\p{Script=Han}+/gu) ?? ['CT']
    return fc.array(
      fc.constantFrom(...chinese).chain((run) => fc.nat(run.length - 1).map((at) => run.slice(at, at + 2))),
      { minLength: 1, maxLength: 3 },
    )
  })
  fc.assert(
    fc.property(pieces, (words) => {
      const expected = all.filter((_, at) =>
        words.every((word) => names[at]!.some((name) => plain(name).includes(word))),
      )
      expect(expanded({ system: radiology().url }, { filter: words.join(' ') }).codes).toEqual(
        expected.map(({ code }) => code),
      )
    }),
    RUNS,
  )
})

test('each modality has its value set, and together they are the value set of all', () => {
  const total = (id: string): number => {
    const { resource } = ask(library, 'ValueSet/$expand', { url: `https://w3id.org/yingma/ValueSet/${id}`, count: 0 })
    return (resource as ValueSet).expansion?.total ?? -1
  }
  const modalities = [...new Set(edition.items.map(({ modality }) => modality.replace('/', '-')))]
  expect(modalities.map((modality) => total(`modality-${modality}`)).reduce((a, b) => a + b, 0)).toBe(
    edition.items.length,
  )
  expect(total('all')).toBe(edition.items.length)
  expect(total('part-radiology-01')).toBe(
    edition.items.filter(({ scheme, facets }) => scheme === 'radiology' && facets.part.startsWith('01')).length,
  )
})
