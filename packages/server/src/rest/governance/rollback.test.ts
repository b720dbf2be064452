import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { standardInForce } from '../../govern/standard-in-force.ts'
import { readyProposal } from '../../testing/govern-stock.ts'
import { type Person, type ServerWorld, startServerWorld } from '../../testing/server-world.ts'

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

function rolledBack(who: Person, version: string, reason = '误改') {
  return world.ask(who, 'POST', `/releases/${version}/rollback`, { date: '2026-03-02', reason })
}

test('the publisher undoes the last release by a new one: words go back, codes stay, and it can be undone itself', async () => {
  const { admin } = world
  const item = world.context.standard.edition.items.find(({ name, grammarName }) => name !== grammarName)
  if (item === undefined) throw new Error('no item with a published name')
  const said = async () => (await standardInForce(world.store)).edition.byCode.get(item.code.toUpperCase())?.nameEn
  await readyProposal(world, 'worse')
  await readyProposal(world, 'new', [{ kind: 'add', subject: 'item', codes: [PERFUSION] }])
  const { body: wrong } = await world.ask(admin, 'POST', '/releases', { date: '2026-03-01' })
  expect(await said()).toBe(`${item.nameEn} worse`)

  expect((await rolledBack(world.a.manager, wrong.version)).status).toBe(403)
  const base = world.context.standard.edition.version
  expect((await rolledBack(admin, base)).body).toMatchObject({ code: 'govern-rollback-not-last', last: wrong.version })
  expect((await rolledBack(admin, '9.9.9')).body).toMatchObject({ code: 'govern-release-unknown' })
  const early = await world.ask(admin, 'POST', `/releases/${wrong.version}/rollback`, {
    date: '2026-02-28',
    reason: 'x',
  })
  expect(early).toMatchObject({ status: 422, body: { code: 'govern-release-day' } })
  expect((await rolledBack(admin, wrong.version, ' ')).body).toMatchObject({ code: 'govern-reason-missing' })

  const { status, body } = await rolledBack(admin, wrong.version)
  expect(status).toBe(201)
  expect(body).toMatchObject({ rollback: { undone: wrong.version, earlier: base }, proposals: [], migration: [] })
  expect(body.notes.en).toContain('Roll back')
  expect(await said()).toBe(item.nameEn)
  const { edition } = await standardInForce(world.store)
  expect(edition.version).toBe(body.version)
  expect(edition.byCode.get(PERFUSION)?.status).toBe('active')

  expect((await rolledBack(admin, wrong.version)).body).toMatchObject({ code: 'govern-rollback-not-last' })
  expect((await rolledBack(admin, body.version)).status).toBe(201)
  expect(await said()).toBe(`${item.nameEn} worse`)
})
