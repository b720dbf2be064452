import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { createKey, type Scope } from '@yingma/store'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createRandom } from '../testing/generate-value.ts'
import { spoil } from '../testing/hostile.ts'
import { filledCatalogue, type Person, type ServerWorld, startServerWorld } from '../testing/server-world.ts'

let world: ServerWorld
let address: string
let catalogue: Awaited<ReturnType<typeof filledCatalogue>>

beforeAll(async () => {
  world = await startServerWorld()
  address = await world.app.listen({ port: 0, host: '127.0.0.1' })
  catalogue = await filledCatalogue(
    world,
    world.a,
    '目录',
    ['胸部CT平扫', '膝关节CT'].map((name) => ({ name, modality: 'CT' })),
  )
})
afterAll(async () => {
  await world?.stop()
  expect(world.errors).toEqual([])
})

async function connect(key: string | undefined): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' })
  const headers: Record<string, string> = { 'accept-language': 'en', ...(key && { authorization: `Bearer ${key}` }) }
  await client.connect(
    new StreamableHTTPClientTransport(new URL(`${address}/mcp`), { requestInit: { headers } }) as never,
  )
  return client
}

async function keyOf({ id }: Person, scopes: readonly Scope[]): Promise<string> {
  const made = await world.store.asTenant({ userId: id }, (transaction) =>
    createKey(transaction, id, { name: `agent-${scopes.join('-')}-${Math.random()}`, scopes }),
  )
  return made.key
}

const textOf = (answer: unknown) => JSON.stringify((answer as { content: unknown }).content)
const toolNames = async (client: Client) => (await client.listTools()).tools.map(({ name }) => name)

describe('agents over HTTP', () => {
  test('a key that may read finds, prices and explains, and is offered nothing that writes', async () => {
    const client = await connect(await keyOf(world.a.reader, ['read']))
    const found = await client.callTool({ name: 'normalise', arguments: { names: [{ name: '胸部CT平扫' }] } })
    const { readings } = found.structuredContent as { readings: { items: { code: string }[] }[] }
    const code = readings[0]?.items[0]?.code
    expect(code).toBe('20040100110000')
    const quote = await client.callTool({ name: 'quote', arguments: { items: [{ code }], schedule: 'jiangxi-2025' } })
    expect(Number((quote.structuredContent as { total: string }).total)).toBeGreaterThan(0)
    expect(await toolNames(client)).not.toContain('remark')
    const written = await client.callTool({ name: 'remark', arguments: {} })
    expect(written.isError).toBe(true)
    await client.close()
  })

  test('a catalogue is counted for its own institution and does not exist for another', async () => {
    const own = await connect(await keyOf(world.a.reader, ['read']))
    const asked = { name: 'coverage', arguments: { catalogue: catalogue.id } }
    expect((await own.callTool(asked)).structuredContent).toMatchObject({ catalogue: { id: catalogue.id, names: 2 } })
    const foreign = await connect(await keyOf(world.b.manager, ['read', 'decide', 'upload', 'manage']))
    const refused = await foreign.callTool(asked)
    expect(refused.isError).toBe(true)
    expect(textOf(refused)).not.toContain(catalogue.title)
    await Promise.all([own.close(), foreign.close()])
  })

  test('a remark takes the scope, the role and the institution, and changes neither items nor status', async () => {
    const { rows } = await world.store.pool.query(
      'SELECT id, version, status, codes FROM name_states WHERE catalogue_id = $1 LIMIT 1',
      [catalogue.id],
    )
    const remark = { name: 'remark', arguments: { nameId: rows[0].id, version: 0, text: '请看侧别' } }
    const foreign = await connect(await keyOf(world.b.reviewer, ['read', 'decide']))
    expect((await foreign.callTool(remark)).isError).toBe(true)
    const reader = await connect(await keyOf(world.a.reader, ['read', 'decide']))
    expect((await reader.callTool(remark)).isError).toBe(true)
    const reviewer = await connect(await keyOf(world.a.reviewer, ['read', 'decide']))
    expect((await reviewer.callTool(remark)).structuredContent).toEqual({ version: 1 })
    expect((await reviewer.callTool(remark)).isError, 'the version is another one now').toBe(true)
    const after = await world.store.pool.query('SELECT version, codes FROM name_states WHERE id = $1', [rows[0].id])
    expect(after.rows[0]).toEqual({ version: 1, codes: rows[0].codes ?? [] })
    await Promise.all([foreign.close(), reader.close(), reviewer.close()])
  })

  test('without a key, with a wrong one, or without the scope there is no connection', async () => {
    await expect(connect(undefined)).rejects.toThrow()
    await expect(connect('ymk_0000000000000000000000000000')).rejects.toThrow()
    await expect(connect(await keyOf(world.a.manager, ['upload']))).rejects.toThrow(/scope/)
  })

  test('hostile arguments are answered or refused, never a fault of ours', async () => {
    const client = await connect(await keyOf(world.a.reviewer, ['read', 'decide']))
    const random = createRandom(11)
    const wishes: readonly (readonly [string, Record<string, unknown>])[] = [
      ['search', { query: '胸部', limit: 5 }],
      ['item', { code: '20040100110000' }],
      ['decode', { codes: ['20040100110000'] }],
      ['encode', { modality: 'CT', part: '胸部' }],
      ['normalise', { names: [{ name: '胸部CT平扫', count: 3 }] }],
      ['explain', { name: '胸部CT平扫' }],
      ['quote', { items: [{ code: '20040100110000', modifiers: { fetuses: 2 } }], date: '2025-06-01' }],
      ['recognise', { intended: { codes: ['20040100110000'], at: '2026-03-10' }, earlier: [] }],
      ['coverage', { catalogue: catalogue.id }],
      ['diff', { from: '1.0.0', to: 'coming' }],
      ['remark', { nameId: catalogue.id, version: 0, text: 'x' }],
    ]
    for (const [name, input] of wishes) {
      for (let turn = 0; turn < 25; turn++) {
        const spoilt = spoil(input, random)
        const said = await client.callTool({ name, arguments: spoilt as never }).catch((error: Error) => error.message)
        expect(JSON.stringify(said), `${name} ${JSON.stringify(spoilt)}`).not.toContain('fault of the server')
      }
    }
    await client.close()
  })

  test('a browser session reads and is never offered what writes', async () => {
    const client = await connect(world.a.reviewer.session)
    expect(await toolNames(client)).not.toContain('remark')
    await client.close()
  })

  test.each([
    ['GET', undefined, 405],
    ['DELETE', undefined, 405],
    ['POST', { jsonrpc: '2.0' }, 400],
    ['POST', 'x', 400],
    ['POST', 'x'.repeat(2_000_000), 413],
  ] as const)('%s of what is no call is refused', async (method, payload, status) => {
    const headers = {
      authorization: `Bearer ${world.a.reader.key}`,
      accept: 'application/json, text/event-stream',
      ...(payload && { 'content-type': 'application/json' }),
    }
    const request = { method, url: '/mcp', headers, ...(payload && { payload: JSON.stringify(payload) }) }
    expect((await world.app.inject(request)).statusCode).toBe(status)
  })
})
