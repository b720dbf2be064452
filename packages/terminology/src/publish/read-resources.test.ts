import { catalogueGaps } from '@yingma/core'
import { loadEdition } from '@yingma/edition'
import { expect, test } from 'vitest'
import { standardResources } from '../standard/standard-resources.ts'
import { importCatalogue } from './import-problem.ts'
import { publishEditions } from './publish-editions.ts'
import { readResources } from './read-resources.ts'

const same = (resource: unknown) => resource
const file = (path: string, content: unknown) => ({
  path,
  bytes: new TextEncoder().encode(typeof content === 'string' ? content : JSON.stringify(content)),
})
const system = { resourceType: 'CodeSystem', url: 'urn:a', version: '1', status: 'active', content: 'complete' }
const codesOf = (...files: Parameters<typeof readResources>[0]) => {
  const read = readResources(files, same)
  return read.ok ? [] : read.problems.map(({ code }) => code)
}

test('every resource of a package that we publish comes back byte by byte', () => {
  const edition = loadEdition()
  const resources = standardResources(edition, { date: '2026-11-24', status: 'active' })
  const published = { version: edition.version, date: '2026-11-24', resources }
  const [tgz] = publishEditions([published], { fhirVersion: '5.0.0', convert: (resource) => resource })
  const read = readResources([tgz!], same)
  if (!read.ok) throw new Error(JSON.stringify(read.problems.slice(0, 3)))
  const wanted = resources.filter(({ resourceType }) => resourceType !== 'NamingSystem')
  expect(read.resources).toHaveLength(wanted.length)
  const byId = new Map(wanted.map((resource) => [`${resource.resourceType} ${resource.id}`, resource]))
  for (const { resource, bytes } of read.resources) {
    const original = byId.get(`${resource.resourceType} ${resource.id}`)
    expect(new TextDecoder().decode(bytes)).toBe(`${JSON.stringify(original, null, 2)}\n`)
  }
})

test('files keep their bytes, lines of NDJSON and entries of a Bundle come out one by one', () => {
  const odd =
    '{ "resourceType":"CodeSystem","url":"urn:b","status":"draft","content":"complete","concept":[{"code":"x","property":[{"code":"status","valueDecimal":1.50}]}] }'
  const bundle = { resourceType: 'Bundle', entry: [{ resource: { ...system, url: 'urn:c' } }] }
  const lines = `${JSON.stringify(system)}\n${JSON.stringify({ ...system, version: '2' })}\n`
  const read = readResources([file('odd.json', odd), file('a.ndjson', lines), file('b.json', bundle)], same)
  expect(read.ok && read.resources.map(({ file: from }) => from)).toEqual([
    'odd.json',
    'a.ndjson:1',
    'a.ndjson:2',
    'b.json#0',
  ])
  expect(read.ok && new TextDecoder().decode(read.resources[0]?.bytes)).toBe(odd)
})

test('one resource that is wrong keeps all out, and everything wrong is named', () => {
  expect(codesOf(file('a.json', system), file('b.json', '{'), file('c.json', { resourceType: 'Patient' }))).toEqual([
    'import.not-json',
    'import.other-resource',
  ])
})

test.each([
  ['import.element-missing', { ...system, url: undefined }],
  ['import.value-unknown', { ...system, status: 'gone' }],
  ['import.element-missing', { ...system, content: undefined }],
  ['import.code-twice', { ...system, concept: [{ code: 'a', concept: [{ code: 'a' }] }] }],
  ['import.property-unknown', { ...system, concept: [{ code: 'a', property: [{ code: 'p', valueString: 'x' }] }] }],
  ['import.wrong-shape', { ...system, concept: 'a' }],
  ['import.element-missing', { resourceType: 'ValueSet', url: 'urn:v', status: 'active', compose: { include: [{}] } }],
  [
    'import.element-missing',
    {
      resourceType: 'ValueSet',
      url: 'urn:v',
      status: 'active',
      compose: { include: [{ system: 'urn:a', filter: [{ property: 'p', op: '=' }] }] },
    },
  ],
  [
    'import.value-unknown',
    {
      resourceType: 'ConceptMap',
      url: 'urn:m',
      status: 'active',
      group: [{ element: [{ code: 'a', target: [{ code: 'b', relationship: 'same' }] }] }],
    },
  ],
])('%s', (code, resource) => {
  expect(codesOf(file('x.json', resource))).toContain(code)
})

test('the same resource twice, a broken package, a number that a Bundle would lose, nothing at all', () => {
  expect(codesOf(file('a.json', system), file('b.json', system))).toEqual(['import.resource-twice'])
  expect(codesOf(file('a.tgz', 'no package'))).toEqual(['import.not-a-package'])
  const bundle = `{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"CodeSystem","url":"urn:a","status":"active","content":"complete","count":1.0}}]}`
  expect(codesOf(file('a.json', bundle))).toEqual(['import.number-not-kept'])
  expect(codesOf(file('a.json', { resourceType: 'Bundle' }))).toEqual(['import.nothing'])
})

test('every problem has a Chinese and an English text', () => {
  expect(catalogueGaps(importCatalogue)).toEqual([])
})
