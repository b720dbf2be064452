import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createApp } from './app.ts'
import type { Context } from './http/context.ts'
import { loadStandard } from './http/load-standard.ts'
import { createMetrics } from './http/metrics.ts'

let folder: string
let app: FastifyInstance
let world: Context

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yingma-web-'))
  await writeFile(join(folder, 'main.js'), 'export {}')
  // What is asked here needs no registry behind it, and finds out that there is none.
  const gone = () => Promise.reject(Object.assign(new Error('no database'), { code: 'ECONNREFUSED' }))
  const context = {
    store: { pool: { query: gone } } as unknown as Context['store'],
    standard: loadStandard(),
    metrics: createMetrics({ totalCount: 0, idleCount: 0, waitingCount: 0 }),
    settings: { publicUrl: 'https://x', uploadLimit: 1, signInsPerMinute: 1, secureCookies: true },
  } as Context
  world = context
  app = await createApp(context, { webRoot: folder })
})
beforeEach(() => writeFile(join(folder, 'index.html'), '<title>影码</title>'))
afterAll(async () => {
  await app?.close()
  await rm(folder, { recursive: true, force: true })
})

const get = (url: string, accept = 'text/html,*/*') => app.inject({ url, headers: { accept } })

test('the web application answers every address of its own with its one page', async () => {
  for (const url of ['/', '/welcome', '/catalogues/7/queue?x=1']) {
    const { statusCode, body } = await get(url)
    expect([statusCode, body], url).toEqual([200, '<title>影码</title>'])
  }
  expect((await get('/main.js')).headers['content-type']).toContain('javascript')
})

test('each answer has its own nonce, in the page and in its policy', async () => {
  await writeFile(join(folder, 'index.html'), '<meta content="__NONCE__">')
  const paged = await createApp({ ...world }, { webRoot: folder })
  const nonces = await Promise.all(
    ['/', '/'].map(async (url) => {
      const { body, headers } = await paged.inject({ url, headers: { accept: 'text/html' } })
      const nonce = /content="([^"]+)"/.exec(body)?.[1]
      expect(headers['content-security-policy']).toContain(`'nonce-${nonce}'`)
      return nonce
    }),
  )
  await paged.close()
  expect(new Set(nonces).size).toBe(2)
})

test('a newer build is served without a restart', async () => {
  await writeFile(join(folder, 'index.html'), '<title>newer</title>')
  await writeFile(join(folder, 'newer.js'), 'export {}')
  expect((await get('/')).body).toBe('<title>newer</title>')
  expect((await get('/newer.js', '*/*')).statusCode).toBe(200)
})

test('what is neither page nor file is a problem, not the page', async () => {
  for (const [url, accept] of [
    ['/api/v1/nothing', 'text/html'],
    ['/missing.js', '*/*'],
    ['/..%2f..%2fetc/passwd', '*/*'],
    [`/api/v1/items/${'x'.repeat(5000)}`, '*/*'],
  ] as const) {
    const { statusCode, headers } = await get(url, accept)
    expect([statusCode, headers['content-type']], url).toEqual([404, 'application/problem+json; charset=utf-8'])
  }
})

test('pages load from here only, data is never run, browsers stay on https', async () => {
  const page = (await get('/')).headers
  expect(page['content-security-policy']).toContain("default-src 'self'")
  expect(page['content-security-policy']).toMatch(/style-src 'self' 'nonce-[\w+/=]{24}'$/)
  expect(page['content-security-policy']).not.toContain('unsafe')
  expect(page['strict-transport-security']).toContain('max-age')
  const data = (await get('/api/v1/decode/20040100110000')).headers
  expect(data['content-security-policy']).toBe("default-src 'none'; frame-ancestors 'none'")
  expect(data['x-content-type-options']).toBe('nosniff')
})

test('the picker alone may be framed, by the systems that are named and no others', async () => {
  const embedding = await createApp({ ...world }, { webRoot: folder, embedders: ['https://his.example.org'] })
  const headersOf = async (url: string) => (await embedding.inject({ url, headers: { accept: 'text/html' } })).headers
  const picker = await headersOf('/picker?catalogue=1')
  expect(picker['content-security-policy']).toContain("frame-ancestors 'self' https://his.example.org;")
  expect(picker['x-frame-options']).toBeUndefined()
  const other = await headersOf('/map')
  expect(other['content-security-policy']).toContain("frame-ancestors 'none'")
  expect(other['x-frame-options']).toBe('DENY')
  await embedding.close()
  const closed = (await get('/picker')).headers
  expect([closed['x-frame-options'], closed['content-security-policy']]).toEqual([
    'DENY',
    expect.stringContaining("frame-ancestors 'none'"),
  ])
})

test('names in another encoding than UTF-8 are refused, said or not, never read as other signs', async () => {
  const post = (payload: string | Buffer, type: string) =>
    app.inject({ method: 'POST', url: '/api/v1/normalise', headers: { 'content-type': type }, payload })
  const good = JSON.stringify({ name: '胸部CT平扫' })
  // 胸部 as GB18030 has it.
  const gb = Buffer.concat([Buffer.from('{"name":"'), Buffer.from([0xd0, 0xd8, 0xb2, 0xbf]), Buffer.from('"}')])
  for (const [payload, type, status, code] of [
    [good, 'application/json', 200, undefined],
    [good, 'application/json; charset="UTF-8"', 200, undefined],
    [gb, 'application/json', 400, 'request-malformed'],
    [gb, 'application/json; charset=gb18030', 415, 'media-type-unsupported'],
    ['{"name":', 'application/json', 400, 'request-malformed'],
    ['', 'application/json', 400, 'request-malformed'],
  ] as const) {
    const answer = await post(payload, type)
    expect([type, answer.statusCode, answer.json().code]).toEqual([type, status, code])
  }
})

test('without its database the server lives but is not ready, and says so as a problem', async () => {
  expect((await get('/health')).statusCode).toBe(200)
  const ready = await get('/ready')
  expect([ready.statusCode, ready.json().code]).toEqual([503, 'store-unreachable'])
})
