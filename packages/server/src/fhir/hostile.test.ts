import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../app.ts'
import type { Context } from '../http/context.ts'
import { loadStandard } from '../http/load-standard.ts'
import { createMetrics } from '../http/metrics.ts'

const RADIOLOGY = 'https://w3id.org/yingma/radiology'
const ALL = 'https://w3id.org/yingma/ValueSet/all'
const ITEM = '20040100110000'
const LOOKUP = `/r4/CodeSystem/$lookup?system=${RADIOLOGY}&code=${ITEM}`
let app: FastifyInstance

beforeAll(async () => {
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
    payload: typeof payload === 'string' || Buffer.isBuffer(payload) ? payload : JSON.stringify(payload),
  })
const parameters = (...parameter: readonly object[]) => ({ resourceType: 'Parameters', parameter })
const brought = (resource: object) => ({ name: 'tx-resource', resource })
const valueSet = (url: string, include: object) => ({
  resourceType: 'ValueSet',
  url,
  status: 'active',
  compose: { include: [include] },
})
const code = { name: 'code', valueCode: ITEM }
const system = { name: 'system', valueUri: RADIOLOGY }

test('nothing that is nested too deeply reaches what goes down into it', async () => {
  const nested = (open: string, close: string, levels: number) => `${open.repeat(levels)}${close.repeat(levels)}`
  const wrong = [
    nested('[', ']', 30_000),
    `{"resourceType":"Parameters","parameter":[{"name":"valueSet","resource":${nested('{"resourceType":"ValueSet","contained":[', ']}', 20_000)}}]}`,
    `{"resourceType":"Parameters","parameter":[{"name":"code","part":[${nested('{"name":"x","part":[', ']}', 20_000)}]}]}`,
  ]
  for (const version of ['r4', 'r5']) {
    for (const body of wrong) {
      const answer = await post(`/${version}/ValueSet/$expand`, body)
      expect([answer.statusCode, answer.json().issue[0].details.text]).toEqual([
        400,
        'the request cannot be read: nesting > 1000',
      ])
    }
  }
  const xml = `<Parameters xmlns="http://hl7.org/fhir">${nested('<parameter><part>', '</part></parameter>', 5000)}</Parameters>`
  expect((await post('/r4/CodeSystem/$lookup', xml, 'application/fhir+xml')).statusCode).toBe(400)
})

test('a long chain of imports is refused, not followed until the stack ends', async () => {
  const chain = (length: number) => [
    ...Array.from({ length }, (_, at) => brought(valueSet(`urn:v${at}`, { valueSet: [`urn:v${at + 1}`] }))),
    brought(valueSet(`urn:v${length}`, { system: RADIOLOGY, concept: [{ code: ITEM }] })),
  ]
  const url = { name: 'url', valueUri: 'urn:v0' }
  const short = await post('/r4/ValueSet/$expand', parameters(url, ...chain(50)))
  expect(short.json().expansion.total).toBe(1)
  const long = await post('/r4/ValueSet/$expand', parameters(url, ...chain(3000)))
  expect([long.statusCode, long.json().issue[0].code]).toEqual([422, 'too-costly'])
})

test('bytes that are no UTF-8, other encodings and other releases of FHIR are refused, not guessed', async () => {
  const body = JSON.stringify(parameters(system, code))
  const broken = Buffer.concat([
    Buffer.from('{"resourceType":"Parameters","parameter":[{"name":"code","valueCode":"'),
    Buffer.from([0xff, 0xc3]),
    Buffer.from('"}]}'),
  ])
  for (const [status, payload, type] of [
    [200, body, 'application/fhir+json; charset=UTF-8'],
    [200, body, 'application/fhir+json; fhirVersion=4.0'],
    [200, `\ufeff${body}`, 'application/fhir+json'],
    [400, broken, 'application/fhir+json'],
    [400, broken, 'application/x-www-form-urlencoded'],
    [400, broken, 'application/fhir+xml'],
    [415, body, 'application/fhir+json; charset=gbk'],
    [415, body, 'application/fhir+json; fhirVersion=5.0'],
  ] as const) {
    const answer = await post('/r4/CodeSystem/$lookup', payload, type)
    expect([type, answer.statusCode]).toEqual([type, status])
    if (status !== 200) expect(answer.json().resourceType).toBe('OperationOutcome')
  }
  expect((await get('/r5/metadata', { accept: 'application/fhir+json; fhirVersion=4.0' })).statusCode).toBe(406)
  const address = await get('/r5/CodeSystem/%ff')
  expect([address.statusCode, address.json().resourceType]).toEqual([400, 'OperationOutcome'])
  const options = await app.inject({ method: 'OPTIONS', url: '/fhir/r4/metadata' })
  expect([options.statusCode, options.headers.allow]).toEqual([405, 'GET, HEAD'])
})

test('what would be worked on for long at one go has a bound that the refusal names', async () => {
  const coding = Array.from({ length: 1001 }, () => ({ system: RADIOLOGY, code: ITEM }))
  const validation = Array.from({ length: 1001 }, () => ({ name: 'validation', resource: parameters(system, code) }))
  const url = { name: 'url', valueUri: ALL }
  for (const [path, body] of [
    ['/r4/ValueSet/$validate-code', parameters(url, { name: 'codeableConcept', valueCodeableConcept: { coding } })],
    ['/r4/ValueSet/$batch-validate-code', parameters(url, ...validation)],
    ['/r4/ValueSet/$expand', parameters(url, { name: 'filter', valueString: '胸 '.repeat(501) })],
  ] as const) {
    const answer = await post(path, body)
    expect([path, answer.statusCode, answer.json().issue[0].details.text]).toEqual([
      path,
      400,
      expect.stringContaining('≤ 1000'),
    ])
  }
})

test('a search by POST takes a form and nothing else, together with what stands in the address', async () => {
  const path = '/r4/CodeSystem/_search'
  for (const body of [{ url: 7 }, { url: { a: 1 } }, { url: [null] }, parameters(system)]) {
    const answer = await post(path, body)
    expect([answer.statusCode, answer.json().resourceType]).toEqual([415, 'OperationOutcome'])
  }
  const form = (text: string, query = '') => post(`${path}${query}`, text, 'application/x-www-form-urlencoded')
  expect((await form(`url=${RADIOLOGY}`)).json().total).toBe(1)
  expect((await form(`url=${RADIOLOGY}`, '?status=retired')).json().total).toBe(0)
  expect((await form(`url=${RADIOLOGY}`, '?url=urn:other')).json().total).toBe(0)
})

test('a search is sorted, and gives as much of each resource as is asked for', async () => {
  const names = async (sort: string): Promise<readonly string[]> => {
    const { entry } = (await get(`/r5/ValueSet?_count=200&_elements=name&_sort=${sort}`)).json()
    return entry.map(({ resource }: { resource: { name: string } }) => resource.name)
  }
  const up = await names('name')
  expect(up).toEqual([...up].sort())
  expect(await names('-name')).toEqual([...up].reverse())
  const one = (await get(`/r5/CodeSystem?url=${RADIOLOGY}&_elements=url,version`)).json().entry[0].resource
  expect(Object.keys(one).sort()).toEqual(
    ['content', 'date', 'id', 'meta', 'name', 'resourceType', 'status', 'url', 'version'].sort(),
  )
  expect(one.meta.tag[0].code).toBe('SUBSETTED')
  for (const query of ['_sort=concept', '_elements=', '_elements=a-b', '_elements=url&_summary=true', '_total=few']) {
    expect([query, (await get(`/r4/CodeSystem?${query}`)).statusCode]).toEqual([query, 400])
  }
})

test('a client that holds a resource is told so, until it says something else', async () => {
  const { id } = (await get(`/r4/CodeSystem?url=${RADIOLOGY}&_elements=url`)).json().entry[0].resource
  const tags = new Set<string>()
  for (const path of [
    `/r4/CodeSystem/${id}`,
    `/r5/CodeSystem/${id}`,
    '/r4/metadata',
    '/r4/metadata?mode=terminology',
  ]) {
    const { headers } = await get(path)
    const etag = String(headers.etag)
    tags.add(etag)
    for (const held of [etag, `"other", ${etag}`, etag.replace('W/', ''), '*']) {
      const again = await get(path, { 'if-none-match': held })
      expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, '', etag])
    }
    expect((await get(path, { 'if-none-match': 'W/"other"' })).statusCode).toBe(200)
    const head = await app.inject({ method: 'HEAD', url: `/fhir${path}`, headers: { 'if-none-match': etag } })
    expect([head.statusCode, head.body]).toEqual([304, ''])
  }
  expect(tags.size).toBe(4)
  // Another format, or less of it, is not what the client holds.
  for (const path of [`/r4/CodeSystem/${id}?_format=xml`, `/r4/CodeSystem/${id}?_summary=true`]) {
    expect(tags.has(String((await get(path)).headers.etag))).toBe(false)
  }
  expect((await get(LOOKUP)).headers.etag).toBeUndefined()
})

test('an address of a system may name its version; two different ones are refused', async () => {
  const lookup = (query: string) => get(`/r4/CodeSystem/$lookup?code=${ITEM}&system=${RADIOLOGY}${query}`)
  expect((await lookup('|1.0.0')).statusCode).toBe(200)
  expect((await lookup('|9')).statusCode).toBe(422)
  expect((await lookup('|1.0.0&version=1.0.0')).statusCode).toBe(200)
  expect((await lookup('|1.0.0&version=9')).statusCode).toBe(400)
  const subsumes = await get(`/r4/CodeSystem/$subsumes?system=${RADIOLOGY}|1.0.0&codeA=${ITEM}&codeB=${ITEM}`)
  expect(subsumes.json().parameter).toEqual([{ name: 'outcome', valueCode: 'equivalent' }])
})

test('a large batch is answered piece by piece, and others are answered meanwhile', async () => {
  await app.listen({ port: 0 })
  const base = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/fhir`
  const request = { method: 'GET', url: `ValueSet/$expand?url=${ALL}` }
  const body = JSON.stringify({ resourceType: 'Bundle', type: 'batch', entry: Array(150).fill({ request }) })
  const headers = { 'content-type': 'application/fhir+json', 'accept-encoding': 'identity' }
  const batch = fetch(`${base}/r4`, { method: 'POST', headers, body })
  let isDone = false
  const whole = batch.then((answer) => answer.json() as Promise<{ entry: readonly object[] }>)
  void whole.finally(() => {
    isDone = true
  })
  // As many as show that nobody waits for its end; how many there could be depends on the machine.
  let meanwhile = 0
  while (!isDone && meanwhile < 5) {
    const answer = await fetch(`${base}${LOOKUP}`)
    expect(answer.status).toBe(200)
    await answer.arrayBuffer()
    meanwhile++
  }
  expect((await whole).entry).toHaveLength(150)
  expect(meanwhile).toBe(5)
  const xml = await fetch(`${base}/r4`, {
    method: 'POST',
    headers: { ...headers, accept: 'application/fhir+xml' },
    body,
  })
  expect(xml.status).toBe(422)
  await xml.arrayBuffer()
})

test('XML of a whole code system keeps nobody waiting, and what no XML can be read from harms nobody', async () => {
  const { id } = (await get(`/r4/CodeSystem?url=${RADIOLOGY}&_elements=url`)).json().entry[0].resource
  let isDone = false
  const whole = get(`/r4/CodeSystem/${id}`, { accept: 'application/fhir+xml' }).finally(() => {
    isDone = true
  })
  let meanwhile = 0
  while (!isDone && meanwhile < 5) {
    expect((await get(LOOKUP)).statusCode).toBe(200)
    meanwhile++
  }
  expect(meanwhile).toBe(5)
  expect((await whole).body).toContain(`<code value="${ITEM}"/>`)
  const wrong = ['<Parameters', '<Nothing xmlns="http://hl7.org/fhir"/>', `<a>${'<b>'.repeat(200_000)}`, '{}', '<']
  const answers = await Promise.all(wrong.map((xml) => post('/r4/CodeSystem/$lookup', xml, 'application/fhir+xml')))
  for (const answer of answers) {
    expect([answer.statusCode, answer.json().resourceType]).toEqual([400, 'OperationOutcome'])
  }
})
