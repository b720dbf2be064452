import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { readyProposal } from '../../testing/govern-stock.ts'
import { type ServerWorld, startServerWorld } from '../../testing/server-world.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 90_000 })

const PERFUSION = '20040100410000'
const ADD = [{ kind: 'add', subject: 'item', codes: [PERFUSION] }] as const

let world: ServerWorld

beforeAll(async () => {
  world = await startServerWorld()
})
afterAll(async () => {
  await world?.stop()
  expect(world.errors).toEqual([])
})

test('a preview is what the release becomes, records nothing, and what became ready since is not released unseen', async () => {
  const { admin } = world
  const look = () => world.ask(admin, 'GET', '/release-preview?date=2026-03-01')
  expect((await look()).status).toBe(422)
  const first = await readyProposal(world, 'one', ADD)
  expect((await world.ask(world.a.manager, 'GET', '/release-preview?date=2026-03-01')).status).toBe(403)
  const { body: seen } = await look()
  expect(seen).toMatchObject({ items: { added: 1, retired: 0, reworded: 0 }, proposals: [{ id: first }] })
  expect((await world.ask(admin, 'GET', '/releases')).body).toEqual([])

  const second = await readyProposal(world, 'two')
  const order = { date: '2026-03-01', version: seen.version }
  const late = await world.ask(admin, 'POST', '/releases', { ...order, proposals: [first] })
  expect(late).toMatchObject({ status: 412, body: { code: 'govern-ready-changed', proposal: second } })
  const { body: now } = await look()
  const made = await world.ask(admin, 'POST', '/releases', { ...order, proposals: [first, second] })
  expect(made).toMatchObject({ status: 201, body: { notes: now.notes, version: now.version } })
})
