import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ServerWorld, startServerWorld } from '../../testing/server-world.ts'

let world: ServerWorld

beforeAll(async () => {
  world = await startServerWorld()
})
afterAll(() => world?.stop())

test('the contents of the edition let a program take every code apart and put it together again', async () => {
  const { body } = await world.ask(undefined, 'GET', '/edition/contents')
  expect(body.items.length).toBe(world.context.standard.edition.items.length)
  for (const { code } of body.items) {
    const layout = body.layouts.find(({ head }: { head: string }) => head === code.slice(0, 2).toUpperCase())
    let built = ''
    for (const slot of layout.slots) {
      const value = code.slice(slot.valueStart, slot.end).toUpperCase()
      if (slot.dictionary !== null) {
        const { values } = body.dictionaries[slot.dictionary]
        expect(
          values.some((known: { code: string }) => known.code.toUpperCase() === value),
          code,
        ).toBe(true)
      }
      built += slot.dictionary === null ? slot.fixed : value.slice(slot.start - slot.valueStart)
    }
    expect(built.toUpperCase()).toBe(code.toUpperCase())
  }
})

test('who has the contents already gets them again only when the edition changed', async () => {
  const first = await world.ask(undefined, 'GET', '/edition/contents')
  const again = await world.ask(undefined, 'GET', '/edition/contents', undefined, {
    'if-none-match': String(first.headers.etag),
  })
  expect([again.status, again.text]).toEqual([304, ''])
})

test('a search lists every item that it finds', async () => {
  const { body } = await world.ask(undefined, 'GET', `/search/codes?q=${encodeURIComponent('胸部')}`)
  expect(body.length).toBeGreaterThan(20)
  expect(body).toContain('20040100110000')
})

test('items are exported in the order asked for, and an unknown one is named', async () => {
  const codes = ['30010100110000', '20040100110000']
  const csv = await world.ask(undefined, 'POST', '/items/export', { format: 'csv', codes })
  expect(csv.text.split('\n').map((row) => row.split(',')[0]?.replace(/\W/g, ''))).toEqual(['code', ...codes, ''])
  const unknown = await world.ask(undefined, 'POST', '/items/export', { codes: ['999'] })
  expect(unknown.body).toMatchObject({ code: 'item-unknown', value: '999' })
})
