import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js'
import { createCodec, createNearest, createSearch, createSets, createWordEncoder } from '@yingma/core'
import { loadEdition, loadPinyin, loadVocabulary } from '@yingma/edition'
import { createNormaliser } from '@yingma/normalise'
import { expect, test } from 'vitest'
import { createMcpServer } from './create-mcp-server.ts'
import type { AgentLibrary, CallerAccess } from './library.ts'
import { TOOLS } from './tools.ts'

const edition = loadEdition()
const vocabulary = loadVocabulary()
const nearest = createNearest(edition)
const codec = createCodec(edition, nearest)
const library: AgentLibrary = {
  edition,
  codec,
  sets: createSets(edition),
  search: createSearch(edition, { pinyin: loadPinyin(), lexicon: vocabulary.terms }),
  encode: createWordEncoder(edition, { codec, nearest, lexicon: vocabulary.terms }),
  normaliser: createNormaliser(edition, vocabulary),
  schedules: [],
  pricerOf: () => {
    throw new Error('there are no schedules')
  },
  releases: { versions: ['1.0.0'], load: () => edition },
  recognise: () => [],
}

async function connect(access: Partial<CallerAccess>): Promise<{ client: Client; faults: unknown[] }> {
  const faults: unknown[] = []
  const server = createMcpServer(library, { language: 'en', onFault: (error) => void faults.push(error), ...access })
  const [own, theirs] = InMemoryTransport.createLinkedPair()
  const client = new Client({ name: 'test', version: '1' })
  await Promise.all([server.connect(own), client.connect(theirs)])
  return { client, faults }
}

test('a fault of ours is heard by whoever runs the server, and told to the agent without what it met', async () => {
  const { client, faults } = await connect({
    catalogues: () => Promise.reject(new Error('SELECT secret FROM patients')),
  })
  const asked = { name: 'coverage', arguments: { catalogue: '00000000-0000-4000-8000-000000000000' } }
  const answer = await client.callTool(asked)
  expect(answer.isError).toBe(true)
  expect(JSON.stringify(answer)).not.toContain('secret')
  expect(faults).toHaveLength(1)
  expect((await client.callTool({ name: 'search', arguments: { query: '胸部' } })).isError).toBeFalsy()
})

test('tools say the same of themselves in both languages, and what writes is offered with its scope only', async () => {
  const [english, chinese] = [await connect({}), await connect({ language: 'zh' })]
  const [en, zh] = [await english.client.listTools(), await chinese.client.listTools()]
  expect(zh.tools.map(({ name }) => name)).toEqual(en.tools.map(({ name }) => name))
  for (const { description = '' } of zh.tools) expect(description).toMatch(/\p{Script=Han}/u)
  for (const { description = '' } of en.tools) expect(description).not.toMatch(/\p{Script=Han}/u)
  expect(en.tools).toHaveLength(TOOLS.length - 1)
  const { client } = await connect({ remark: () => Promise.resolve({ ok: true, value: { version: 2 } }) })
  const { tools } = await client.listTools()
  expect(tools.find(({ name }) => name === 'remark')?.annotations?.readOnlyHint).toBe(false)
})
