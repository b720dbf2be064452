import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { fuzz } from './testing/fuzz.ts'
import { type ServerWorld, startServerWorld } from './testing/server-world.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 90_000 })

let world: ServerWorld

beforeAll(async () => {
  const provider = {
    begin: () => Promise.resolve({ url: 'http://provider.invalid/', memory: 'm' }),
    complete: () => Promise.resolve({ issuer: 'i', subject: 's', login: 'sso', name: 'SSO' }),
  }
  world = await startServerWorld({ provider })
})
afterAll(async () => {
  await world?.stop()
  expect(world.errors).toEqual([])
})

test('requests made from the schemas, valid and spoilt, are done or refused as documented, never failed', async () => {
  const report = await fuzz(world, { requests: 950, successes: 1, most: 2_000, seed: 20_260_101 })
  expect(report.failures).toEqual([])
  const never = Object.entries(report.successes).filter(([, count]) => count === 0)
  expect(never.map(([name]) => `${name}: ${report.refusals[name]}`)).toEqual([])
})
