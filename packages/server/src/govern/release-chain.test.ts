import { afterAll, beforeAll, expect, test } from 'vitest'
import { readyProposal } from '../testing/govern-stock.ts'
import { type ServerWorld, startServerWorld } from '../testing/server-world.ts'
import { createGovernDesk } from './govern-desk.ts'

let world: ServerWorld

beforeAll(async () => {
  world = await startServerWorld()
})
afterAll(() => world?.stop())

test('every release is found as it was, though only the last are held', async () => {
  const { edition } = world.context.standard
  const reworded = edition.items.find(({ name, grammarName }) => name !== grammarName)
  const versions: string[] = []
  for (const mark of ['一', '二', '三', '四', '五']) {
    await readyProposal(world, mark)
    const { body } = await world.ask(world.admin, 'POST', '/releases', { date: '2026-03-01' })
    versions.push(body.version)
  }
  const desk = createGovernDesk()
  const wordOf = (version: string) =>
    world.store.readAsTenant({ userId: world.admin.id }, async (transaction) => {
      const found = await desk.editionOf(transaction, version)
      return found.byCode.get(reworded?.code.toUpperCase() ?? '')?.nameEn
    })
  // Each re-words the item of the edition before it as the proposal said.
  const words = [await wordOf(versions[0] ?? ''), await wordOf(versions[4] ?? ''), await wordOf(versions[1] ?? '')]
  expect(words).toEqual(['一', '五', '二'].map((mark) => `${reworded?.nameEn} ${mark}`))
  await world.store.readAsTenant({ userId: world.admin.id }, async (transaction) => {
    expect(await desk.chain.versions(transaction)).toEqual([edition.version, ...versions])
    const lastTwo = await desk.chain.lastTwo(transaction)
    expect(lastTwo.map((draft) => draft.edition.version)).toEqual(versions.slice(-2))
    expect((await desk.latest(transaction)).edition.version).toBe(versions.at(-1))
    const released = (await desk.released(transaction)).map(({ version }) => version)
    expect(released.slice(-2)).toEqual([edition.version, versions.at(-1)])
    expect(await desk.findEdition(transaction, '9.9.9')).toBeUndefined()
  })
})
