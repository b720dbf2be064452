import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ServerWorld, startServerWorld } from '../../testing/server-world.ts'

let world: ServerWorld

beforeAll(async () => {
  world = await startServerWorld()
})
afterAll(() => world?.stop())

test('every code of a reading has a text in the language asked for', async () => {
  const { body: reading } = await world.ask(undefined, 'POST', '/normalise', { name: '左膝关节CT增强', side: '右' })
  for (const language of ['zh', 'en']) {
    const { body } = await world.ask(undefined, 'GET', '/normalise/texts', undefined, { 'accept-language': language })
    expect(body.states[reading.state]).toBeTruthy()
    for (const flag of reading.flags) expect(body.flags[flag]).toBeTruthy()
    expect(/[一-鿿]/.test(body.states.mapped)).toBe(language === 'zh')
  }
})
