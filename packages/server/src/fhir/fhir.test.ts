import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../app.ts'
import type { Context } from '../http/context.ts'
import { loadStandard } from '../http/load-standard.ts'
import { createMetrics } from '../http/metrics.ts'

const RADIOLOGY = 'https://w3id.org/yingma/radiology'
const ITEM = '20040100110000'
let app: FastifyInstance

beforeAll(async () => {
  // The edition is answered from memory: no registry stands behind these requests.
  const gone = () => Promise.reject(Object.assign(new Error('no database'), { code: 'ECONNREFUSED' }))
  app = await createApp({
    store: { pool: { query: gone } } as unknown as Context['store'],
    standard: loadStandard(),
    metrics: createMetrics({ totalCount: 0, idleCount: 0, waitingCount: 0 }),
    settings: { publicUrl: 'https://x', uploadLimit: 1, signInsPerMinute: 1, secureCookies: false },
  } as Context)
})
afterAll(() => app?.close())

const get = (path: string, headers: Record<string, string> = {}) => app.inject({ url: `/fhir${path}`, headers })
const post = (path: string, payload: unknown, type = 'application/fhir+json') =>
  app.inject({
    method: 'POST',
    url: `/fhir${path}`,
    headers: { 'content-type': type },
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  })
const parameters = (...parameter: readonly object[]) => ({ resourceType: 'Parameters', parameter })

test('a look-up is the same by GET and by POST, in R4 and R5', async () => {
  const body = parameters({ name: 'system', valueUri: RADIOLOGY }, { name: 'code', valueCode: ITEM })
  for (const version of ['r4', 'r5']) {
    const answer = await get(`/${version}/CodeSystem/$lookup?system=${RADIOLOGY}&code=${ITEM}`)
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([
      200,
      `application/fhir+json; fhirVersion=${version === 'r4' ? '4.0' : '5.0'}; charset=utf-8`,
    ])
    expect(answer.json().parameter).toContainEqual({ name: 'display', valueString: 'CT胸部(平扫)' })
    expect((await post(`/${version}/CodeSystem/$lookup`, body)).json()).toEqual(answer.json())
  }
})

test('properties of an expansion are elements in R5 and extensions in R4', async () => {
  const path = '/ValueSet/$expand?url=https://w3id.org/yingma/ValueSet/modality-CT&count=1&property=part'
  expect((await get(`/r5${path}`)).json().expansion.contains[0].property[0].code).toBe('part')
  const { extension } = (await get(`/r4${path}`)).json().expansion.contains[0]
  expect(extension[0].url).toBe(
    'http://hl7.org/fhir/5.0/StructureDefinition/extension-ValueSet.expansion.contains.property',
  )
})

test('a value set names the properties to be shown in an element of R5 and in extensions of R4', async () => {
  const include = [{ system: RADIOLOGY, concept: [{ code: ITEM }] }]
  const ask = (version: string, compose: object) =>
    post(
      `/${version}/ValueSet/$expand`,
      parameters(
        { name: 'valueSet', resource: { resourceType: 'ValueSet', status: 'active', compose } },
        { name: 'includeDefinition', valueBoolean: true },
      ),
    )
  const newer = (await ask('r5', { property: ['part'], include })).json()
  expect(newer.expansion.property.map(({ code }: { code: string }) => code)).toContain('part')
  const extension = [
    {
      url: 'http://hl7.org/fhir/5.0/StructureDefinition/extension-ValueSet.compose.property',
      valueString: 'part',
    },
  ]
  const older = (await ask('r4', { extension, include })).json()
  expect(older.expansion.contains[0].extension.length).toBeGreaterThan(0)
  expect(older.compose).toEqual({ extension, include })
})

test('the resource that an operation is about may be the whole body', async () => {
  const set = { resourceType: 'ValueSet', status: 'active', compose: { include: [{ system: RADIOLOGY }] } }
  const expanded = (await post('/r4/ValueSet/$expand?count=0', set)).json()
  expect([expanded.expansion.total > 1000, expanded.expansion.contains]).toEqual([true, undefined])
  const member = await post(`/r5/ValueSet/$validate-code?system=${RADIOLOGY}&code=${ITEM}`, set)
  expect(member.json().parameter).toContainEqual({ name: 'result', valueBoolean: true })
  expect((await post('/r4/ConceptMap/$translate', set)).statusCode).toBe(400)
})

test('a method that an address does not know is refused with those that it knows', async () => {
  const allowed = async (method: 'PUT' | 'DELETE' | 'POST', path: string) => {
    const { statusCode, headers } = await app.inject({ method, url: `/fhir/r4${path}` })
    return [statusCode, headers.allow]
  }
  expect(await allowed('DELETE', '/CodeSystem/x')).toEqual([405, 'GET, HEAD'])
  expect(await allowed('PUT', '/ValueSet/$expand')).toEqual([405, 'GET, HEAD, POST'])
  expect(await allowed('POST', '/CodeSystem')).toEqual([405, 'GET, HEAD'])
  expect(await allowed('PUT', '/')).toEqual([405, 'POST'])
})

test('the releases of FHIR are told as FHIR, and in plain JSON to those who ask for that', async () => {
  const versions = async (accept: string, query = '') => (await get(`/r4/$versions${query}`, { accept })).json()
  const parameter = [
    { name: 'version', valueCode: '4.0' },
    { name: 'default', valueCode: '4.0' },
  ]
  expect(await versions('application/fhir+json')).toEqual({ resourceType: 'Parameters', parameter })
  expect((await versions('application/json', '?_format=json')).parameter).toEqual(parameter)
  expect(await versions('application/json')).toEqual({ versions: ['4.0'], default: '4.0' })
})

test('R4 turns a translation round with a parameter that R5 does not have', async () => {
  const path = `/ConceptMap/$translate?code=${ITEM}&system=${RADIOLOGY}&reverse=true`
  expect((await get(`/r4${path}`)).json().resourceType).toBe('Parameters')
  const refused = await get(`/r5${path}`)
  expect([refused.statusCode, refused.json().issue[0].code]).toEqual([400, 'not-supported'])
})

test('resources are read and searched; operations run on one of them', async () => {
  const found = (await get('/r4/CodeSystem?url=https://w3id.org/yingma/facet/scans-ct')).json()
  expect([found.type, found.total]).toEqual(['searchset', 1])
  const { id } = found.entry[0].resource
  expect((await get(`/r4/CodeSystem/${id}`)).json().url).toBe('https://w3id.org/yingma/facet/scans-ct')
  expect((await get(`/r4/CodeSystem/${id}/$lookup?code=11`)).statusCode).toBe(200)
  const page = (await get('/r5/ValueSet?_count=2&_summary=true')).json()
  expect([page.entry.length, page.link[1].relation]).toEqual([2, 'next'])
})

test('a batch answers each entry, and resources of one entry are there for the next', async () => {
  const system = {
    resourceType: 'CodeSystem',
    url: 'urn:s',
    status: 'active',
    content: 'complete',
    concept: [{ code: 'a', display: 'A' }],
  }
  const lookup = (...extra: readonly object[]) => ({
    request: { method: 'POST', url: 'CodeSystem/$lookup' },
    resource: parameters({ name: 'system', valueUri: 'urn:s' }, { name: 'code', valueCode: 'a' }, ...extra),
  })
  const entry = [
    lookup({ name: 'tx-resource', resource: system }),
    lookup(),
    { request: { method: 'GET', url: 'metadata' } },
    { request: { method: 'PUT', url: 'x' } },
  ]
  const answer = (await post('/r4', { resourceType: 'Bundle', type: 'batch', entry })).json()
  expect(answer.entry.map(({ response }: { response: { status: string } }) => response.status)).toEqual([
    '200',
    '200',
    '200',
    '405',
  ])
})

test('an expansion says the same of itself by GET and by POST; addresses in a batch may name the service', async () => {
  const url = 'https://w3id.org/yingma/ValueSet/modality-CT'
  const body = parameters(
    { name: 'url', valueUri: url },
    { name: 'count', valueInteger: 1 },
    { name: 'activeOnly', valueBoolean: true },
    { name: 'displayLanguage', valueCode: 'en' },
  )
  const [byGet, byPost] = [
    await get(`/r5/ValueSet/$expand?url=${url}&count=1&activeOnly=true&displayLanguage=en`),
    await post('/r5/ValueSet/$expand', body),
  ]
  expect(byGet.json().expansion.parameter).toEqual(byPost.json().expansion.parameter)
  const entry = ['metadata', '/metadata', '/fhir/r4/metadata', 'https://x/fhir/r4/metadata'].map((address) => ({
    request: { method: 'GET', url: address },
  }))
  const answer = (await post('/r4', { resourceType: 'Bundle', type: 'batch', entry })).json()
  expect(answer.entry.map(({ response }: { response: { status: string } }) => response.status)).toEqual(
    entry.map(() => '200'),
  )
})

test('XML is spoken when asked for', async () => {
  const answer = await get(`/r4/CodeSystem/$lookup?system=${RADIOLOGY}&code=${ITEM}`, {
    accept: 'application/fhir+xml',
  })
  expect(answer.headers['content-type']).toContain('application/fhir+xml')
  expect(answer.body).toContain('<valueString value="CT胸部(平扫)"/>')
  const xml = `<Parameters xmlns="http://hl7.org/fhir"><parameter><name value="system"/><valueUri value="${RADIOLOGY}"/></parameter><parameter><name value="code"/><valueCode value="${ITEM}"/></parameter></Parameters>`
  expect((await post('/r4/CodeSystem/$lookup', xml, 'application/fhir+xml')).statusCode).toBe(200)
  expect(
    (await post('/r4/CodeSystem/$lookup', '<!DOCTYPE x [<!ENTITY e "e">]><x>&e;</x>', 'application/fhir+xml'))
      .statusCode,
  ).toBe(400)
})

test('a form is as good as a resource; HEAD is GET without a body; url|version finds one version', async () => {
  const form = new URLSearchParams({ system: RADIOLOGY, code: ITEM })
  form.append('property', 'part')
  form.append('property', 'status')
  const answer = await post('/r4/CodeSystem/$lookup', String(form), 'application/x-www-form-urlencoded')
  const query = await get(`/r4/CodeSystem/$lookup?${String(form)}`)
  expect([answer.statusCode, answer.json()]).toEqual([200, query.json()])
  const head = await app.inject({ method: 'HEAD', url: '/fhir/r4/metadata' })
  expect([head.statusCode, head.body]).toEqual([200, ''])
  for (const [version, total] of [
    ['1.0.0', 1],
    ['9', 0],
  ] as const) {
    expect((await get(`/r4/CodeSystem?url=${RADIOLOGY}|${version}`)).json().total).toBe(total)
  }
})

test('whatever is wrong is an OperationOutcome of 4xx, never a failure', async () => {
  const wrong: (readonly [number, Promise<{ statusCode: number; json(): { resourceType: string } }>])[] = [
    [404, get('/r4/Patient')],
    [406, get('/r4/metadata', { accept: 'image/png' })],
    [406, get('/r4/metadata?_format=turtle')],
    [400, get('/r4/ValueSet?system=x')],
    [405, app.inject({ method: 'DELETE', url: '/fhir/r4/CodeSystem/x' })],
    [405, app.inject({ method: 'PUT', url: '/fhir/r5/CodeSystem/x', payload: {} })],
    [404, get('/r4/CodeSystem/none')],
    [404, get('/r4/CodeSystem/$none')],
    [400, get('/r4/CodeSystem?taste=sweet')],
    [400, get('/r4/ValueSet?_count=x')],
    [400, get('/r4/metadata?mode=none')],
    [400, get(`/r5/CodeSystem/$lookup?system=${RADIOLOGY}&code=${ITEM}&colour=red`)],
    [400, get('/r5/ValueSet/$expand?url=https://w3id.org/yingma/ValueSet/all&count=-1')],
    [400, post('/r5/ValueSet/$expand', '{')],
    [400, post('/r5/ValueSet/$expand', { resourceType: 'Patient' })],
    [400, post('/r5/ValueSet/$expand', parameters({ name: 7 }))],
    [
      400,
      post(
        '/r4/ValueSet/$expand',
        parameters({ name: 'valueSet', resource: { resourceType: 'ValueSet', compose: { include: 'x' } } }),
      ),
    ],
    [400, post('/r4/CodeSystem/$lookup', parameters({ name: 'coding', valueCoding: { system: 1 } }))],
    [400, post('/r4', { resourceType: 'Patient' })],
    [422, post('/r4', { resourceType: 'Bundle', type: 'transaction' })],
    [415, post('/r5/ValueSet/$expand', 'x', 'text/plain')],
    [413, post('/r5/ValueSet/$expand', `{"x":"${'x'.repeat(9_000_000)}"}`)],
  ]
  for (const [status, answer] of wrong) {
    const { statusCode, json } = await answer
    expect([statusCode, json().resourceType]).toEqual([status, 'OperationOutcome'])
  }
})
