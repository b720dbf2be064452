import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type RunningServer, serve } from './serve.ts'
import { readyProposal } from './testing/govern-stock.ts'
import { type ServerWorld, startServerWorld } from './testing/server-world.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 90_000 })

const PERFUSION = '20040100410000'

let world: ServerWorld
let server: RunningServer

beforeAll(async () => {
  world = await startServerWorld()
})
afterAll(() => world?.stop())

beforeEach(async () => {
  const result = await serve({ place: { databaseUrl: world.store.url }, port: 0, logLevel: 'silent' })
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  server = result.server
})
afterEach(() => server.stop())

async function versionNow(): Promise<{ readonly status: number; readonly version: string }> {
  const response = await fetch(`${server.address}/api/v1/edition`)
  const { version } = (await response.json()) as { version: string }
  return { status: response.status, version }
}

function lookUp(version: string): Promise<Response> {
  const system = encodeURIComponent('https://w3id.org/yingma/radiology')
  return fetch(`${server.address}/fhir/r4/CodeSystem/$lookup?system=${system}&code=${PERFUSION}&version=${version}`)
}

async function readName(name: string): Promise<unknown> {
  const response = await fetch(`${server.address}/api/v1/normalise`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, modality: 'CT' }),
  })
  expect(response.status).toBe(200)
  return await response.json()
}

test('a release of another server on the registry comes into force while requests run, none of which fails', async () => {
  const { version: before } = await versionNow()
  expect(JSON.stringify(await readName('胸部CT灌注成像'))).not.toContain(PERFUSION)
  await readyProposal(world, 'new', [{ kind: 'add', subject: 'item', codes: [PERFUSION] }])
  const { body: released } = await world.ask(world.admin, 'POST', '/releases', { date: '2026-03-01' })

  const statuses = new Set<number>()
  await vi.waitUntil(
    async () => {
      const answers = await Promise.all(Array.from({ length: 8 }, versionNow))
      for (const { status } of answers) statuses.add(status)
      return answers.every(({ version }) => version === released.version)
    },
    { timeout: 30_000, interval: 5 },
  )
  expect(before).not.toBe(released.version)
  expect([...statuses]).toEqual([200])
  expect(JSON.stringify(await readName('胸部CT灌注成像'))).toContain(PERFUSION)
  const found = await lookUp(released.version)
  expect(found.status).toBe(200)
  expect((await lookUp(before)).status).not.toBe(200)
})

test('stopping lets a request that runs be answered, and is safe to ask for twice', async () => {
  const running = fetch(`${server.address}/fhir/r4/CodeSystem`)
  expect((await fetch(`${server.address}/api/v1/edition`)).status).toBe(200)
  await Promise.all([server.stop(), server.stop()])
  expect((await running).status).toBe(200)
  await expect(fetch(`${server.address}/api/v1/edition`)).rejects.toThrow('fetch failed')
})
