import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterEach, expect, test } from 'vitest'
import { createApp } from '../app.ts'
import type { Context } from '../http/context.ts'
import { loadStandard } from '../http/load-standard.ts'
import { createMetrics } from '../http/metrics.ts'

let app: FastifyInstance | undefined
afterEach(() => app?.close())

async function serve(withdrawn: readonly string[]): Promise<FastifyInstance> {
  app = await createApp(
    {
      store: {},
      standard: loadStandard(),
      metrics: createMetrics({ totalCount: 0, idleCount: 0, waitingCount: 0 }),
      settings: { publicUrl: 'https://x.example', uploadLimit: 1, signInsPerMinute: 1, secureCookies: false },
    } as unknown as Context,
    { fhir: { withdrawn } },
  )
  return app
}

test('every file that the feed names is there, with the hash and the size that it says', async () => {
  const server = await serve([])
  const feed = await server.inject({ url: '/fhir/r4/syndication/feed.xml' })
  expect(feed.headers['content-type']).toContain('application/atom+xml')
  const links = [...feed.body.matchAll(/href="https:\/\/x\.example([^"]+)" length="(\d+)" ncts:sha256Hash="(\w+)"/g)]
  expect(links.length).toBeGreaterThan(60)
  for (const [, url = '', length, hash] of links) {
    const { rawPayload, statusCode } = await server.inject({ url })
    expect([statusCode, String(rawPayload.length)]).toEqual([200, length])
    expect(createHash('sha256').update(rawPayload).digest('hex')).toBe(hash)
  }
  const missing = await server.inject({ url: '/fhir/r4/syndication/none.tgz' })
  expect([missing.statusCode, missing.json().resourceType]).toEqual([404, 'OperationOutcome'])
})

test('a withdrawn release is taken back and is no longer what the feed offers', async () => {
  const server = await serve(['1.0.0'])
  const { body } = await server.inject({ url: '/fhir/r5/syndication/feed.xml' })
  expect(body).toContain('FHIR_NPM_PACKAGE_RETRACT')
  expect(body).not.toContain('rel="alternate"')
  const read = await server.inject({ url: '/fhir/r5/CodeSystem/radiology-1.0.0' })
  expect(read.json().status).toBe('retired')
})
