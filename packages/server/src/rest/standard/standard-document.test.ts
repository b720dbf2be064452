import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { readyProposal } from '../../testing/govern-stock.ts'
import { type ServerWorld, startServerWorld } from '../../testing/server-world.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 90_000 })

const PERFUSION = '20040100410000'
let world: ServerWorld

beforeAll(async () => {
  world = await startServerWorld()
})
afterAll(async () => {
  await world?.stop()
  expect(world.errors).toEqual([])
})

const get = (url: string, headers: Record<string, string> = {}) =>
  world.app.inject({ method: 'GET', url: `/api/v1${url}`, headers })

test('everybody reads the standard in either language; nothing but its own style is allowed, and it is sent once', async () => {
  for (const [language, words] of [
    ['zh', '适用范围'],
    ['en', 'Certificate of uniqueness'],
  ] as const) {
    const answer = await get(`/edition/document?language=${language}`)
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
    expect(answer.body).toContain(words)
    const policy = String(answer.headers['content-security-policy'])
    const styles = [...answer.body.matchAll(/<style>([^<]*)<\/style>/g)].map(([, text = '']) =>
      createHash('sha256').update(text).digest('base64'),
    )
    expect(styles).toHaveLength(1)
    expect(policy).toBe(
      `default-src 'none'; style-src 'sha256-${styles[0]}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    )
    const again = await get(`/edition/document?language=${language}`, { 'if-none-match': String(answer.headers.etag) })
    expect([again.statusCode, again.body]).toEqual([304, ''])
  }
  expect((await get('/edition/document', { 'accept-language': 'en' })).body).toContain('<html lang="en">')
  expect((await get('/edition/document?language=fr')).statusCode).toBe(400)
})

test('the PDF is a file named after edition and language', async () => {
  const answer = await get('/edition/document.pdf?language=en')
  expect([answer.statusCode, answer.headers['content-type'], answer.body]).toEqual([200, 'application/pdf', '%PDF-'])
  const { version } = world.context.standard.edition
  expect(answer.headers['content-disposition']).toBe(`attachment; filename="standard-${version}.en.pdf"`)
  const again = await get('/edition/document.pdf?language=en', { 'if-none-match': String(answer.headers.etag) })
  expect(again.statusCode).toBe(304)
})

test('the coming edition is read as a draft, by those who may propose, and is not kept anywhere', async () => {
  expect((await get('/draft/document')).statusCode).toBe(401)
  await readyProposal(world, '灌注', [{ kind: 'add', subject: 'item', codes: [PERFUSION] }])
  const draft = await world.ask(world.a.reader, 'GET', '/draft/document?language=zh')
  expect(draft.headers['cache-control']).toBe('no-store')
  expect(draft.text).toContain(PERFUSION)
  expect(draft.text).toContain('草案：尚未发布')
  expect((await get('/edition/document?language=zh')).body).not.toContain(PERFUSION)
})
