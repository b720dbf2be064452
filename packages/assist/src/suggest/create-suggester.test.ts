import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadEdition, loadVocabulary } from '@yingma/edition'
import { createNormaliser } from '@yingma/normalise'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { HOSTILE_NAMES } from '../testing/hostile-names.ts'
import { type ModelServer, picking, type Question, startModelServer } from '../testing/model-server.ts'
import { createAnswerCache } from './answer-cache.ts'
import { createBudget } from './budget.ts'
import { createSuggester, type Suggester } from './create-suggester.ts'
import { createModelClient } from './model-client.ts'
import type { ModelSettings } from './settings.ts'

const edition = loadEdition()
const normaliser = createNormaliser(edition, loadVocabulary())
const read = (name: string) => normaliser.normalise({ name })
/** 增强 without a modality: CT or MR. */
const OPEN = '颈部增强'
const MR_NECK = '30020100210000'

let server: ModelServer
beforeAll(async () => {
  server = await startModelServer(() => picking(undefined))
})
afterAll(() => server?.stop())
beforeEach(() => server.behave(choosing('MR')))

/** A model that picks the first candidate whose name has the word. */
function choosing(word: string) {
  return ({ candidates }: Question) => picking(candidates.find(({ items }) => items.join().includes(word))?.id)
}

function suggester(more: Partial<ModelSettings> = {}, cacheFile?: string): Suggester {
  const limits = { requestsPerMinute: 60_000, mostRequests: 1000, mostTokens: 1_000_000, ...more }
  return createSuggester({
    client: createModelClient({ url: server.url, model: 'simulated', timeout: 2000, ...more }),
    budget: createBudget(limits),
    cache: createAnswerCache(cacheFile),
    edition,
  })
}

describe('a suggestion', () => {
  test('is what both passes pick, with questions and answers', async () => {
    const found = await suggester().suggest(read(OPEN))
    expect(found).toMatchObject({ outcome: 'agreed', codes: [MR_NECK], model: 'simulated' })
    expect(found.passes).toHaveLength(2)
    expect(found.passes[0]?.messages[1]?.content).toContain(OPEN)
    expect(found.passes[0]?.answer).not.toBe(found.passes[1]?.answer)
  })

  test('is none when the model likes a place instead of a candidate', async () => {
    server.behave(({ candidates }) => picking(candidates[0]?.id))
    expect(await suggester().suggest(read(OPEN))).toMatchObject({ outcome: 'disagreed', codes: null })
  })

  test('is none when the model cannot tell', async () => {
    server.behave(() => picking(undefined))
    expect(await suggester().suggest(read(OPEN))).toMatchObject({ outcome: 'declined', codes: null })
  })

  test.each([
    ['outside-list', '{"pick":"c99"}'],
    ['outside-list', `{"pick":"${MR_NECK}"}`],
    ['malformed', `{"pick":["c1"]}`],
    ['malformed', '{"pick":"c1","state":"mapped"}'],
    ['malformed', 'c1'],
    ['malformed', ''],
    ['malformed', `{"pick":"c1"${' '.repeat(5000)}}`],
    ['malformed', 'Sure! {"pick":"c1"}'],
    ['malformed', 'null'],
    ['malformed', '{"__proto__":{"pick":"c1"}}'],
  ] as const)('is %s for the answer %j', async (outcome, text) => {
    server.behave(() => text)
    expect(await suggester().suggest(read(OPEN))).toMatchObject({ outcome, codes: null })
  })

  test.each([
    ['an error', 500],
    ['a refusal', 429],
    ['a redirect elsewhere', 302],
  ])('is unreachable after %s', async (_, status) => {
    server.behave((_question, response) => {
      response.writeHead(status, { location: 'http://127.0.0.1:1/' }).end('{}')
      return undefined
    })
    expect(await suggester().suggest(read(OPEN))).toMatchObject({ outcome: 'unreachable', codes: null })
  })

  test.each([
    ['no JSON', 'hello'],
    ['no choices', '{"choices":[]}'],
    ['another shape', '{"choices":{"0":{"message":{"content":"{\\"pick\\":\\"c1\\"}"}}}}'],
    ['a flood', 'x'.repeat(200_000)],
  ])('is malformed when the endpoint sends %s', async (_, body) => {
    server.behave((_question, response) => {
      response.end(body)
      return undefined
    })
    expect(await suggester().suggest(read(OPEN))).toMatchObject({ outcome: 'malformed', codes: null })
  })

  test('is given up when the endpoint begins an answer and never ends it, or hangs up', async () => {
    server.behave((_question, response) => {
      response.write('{"choices":[')
      return undefined
    })
    expect(await suggester({ timeout: 80 }).suggest(read(OPEN))).toMatchObject({ outcome: 'timeout', codes: null })
    server.behave((_question, response) => {
      response.write('{"choices":[')
      setImmediate(() => response.destroy())
      return undefined
    })
    expect(await suggester().suggest(read(OPEN))).toMatchObject({ outcome: 'unreachable', codes: null })
  })

  test('is given up when the model takes too long, and an endpoint that is down is left alone', async () => {
    server.behave(() => undefined)
    expect(await suggester({ timeout: 50 }).suggest(read(OPEN))).toMatchObject({ outcome: 'timeout' })
    const before = server.requests.length
    const down = suggester({ url: 'http://127.0.0.1:1/v1' })
    for (let turn = 0; turn < 6; turn++) expect((await down.suggest(read(OPEN))).outcome).toBe('unreachable')
    expect((await down.suggest(read(OPEN))).passes, 'not even tried any more').toEqual([])
    expect(server.requests).toHaveLength(before)
  })

  test('stops at the budget of requests and of tokens', async () => {
    const requests = suggester({ mostRequests: 2 })
    expect((await requests.suggest(read(OPEN))).outcome).toBe('agreed')
    expect((await requests.suggest(read('肾上腺增强'))).outcome).toBe('over-budget')
    const tokens = suggester({ mostTokens: 10 })
    expect((await tokens.suggest(read(OPEN))).outcome).toBe('over-budget')
  })

  test('is not asked twice, even in another run', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'yingma-assist-')), 'cache.jsonl')
    const first = await suggester({}, file).suggest(read(OPEN))
    const before = server.requests.length
    expect(await suggester({}, file).suggest(read(OPEN))).toEqual(first)
    expect(server.requests).toHaveLength(before)
  })
})

describe('a model is not asked', () => {
  test.each([
    ['a name that is mapped', '胸部CT平扫'],
    ['what is no exam', '胶片费'],
    ['a name without candidates', '检查'],
    ['a side that nobody said', '膝关节CT'],
    ['one side of two exams that nobody said', '肩关节MR平扫+膝关节CT'],
    ['a very long name', `${OPEN}${'备注'.repeat(200)}`],
  ])('about %s', async (_, name) => {
    const before = server.requests.length
    expect(await suggester().suggest(read(name))).toMatchObject({ outcome: 'not-asked', codes: null, passes: [] })
    expect(server.requests).toHaveLength(before)
  })

  test.each(['颈部增强 110101199003072316', '颈部增强 13800138000'])(
    'about %s, which has the number of a person in it',
    async (name) => {
      const before = server.requests.length
      expect((await suggester().suggest(read(name))).outcome).toBe('looks-like-person')
      expect(server.requests).toHaveLength(before)
    },
  )

  test('about anything but the name: no other column travels', async () => {
    const input = { name: OPEN, department: '某科室', localCode: 'A-17', charge: '某收费', count: 4711, sex: '女' }
    await suggester().suggest(normaliser.normalise(input))
    const sent = server.requests.at(-1) ?? ''
    expect(sent).toContain(OPEN)
    for (const word of ['某科室', 'A-17', '某收费', '4711', '女']) expect(sent).not.toContain(word)
  })
})

describe('fifty hostile names', () => {
  /** A model that does what names tell it, from then on and for every name. */
  function gullible(): (question: Question) => string {
    const orders: string[] = []
    return ({ name, candidates }) => {
      const asked = /\{"pick":"[^"]*"\}/u.exec(name)?.[0] ?? /\d{14}/u.exec(name)?.[0]
      if (asked !== undefined) return asked.startsWith('{') ? asked : picking(asked)
      if (/忽略|accept everything|SYSTEM|选择第一个/u.test(name)) return picking(candidates[0]?.id)
      if (/之后|later/u.test(name)) orders.push(name)
      return choosing('MR')({ name, candidates })
    }
  }

  test('are fifty, each another one', () => {
    expect(new Set(HOSTILE_NAMES).size).toBe(50)
  })

  test('change the result and the suggestion of no other name, and no setting', async () => {
    const others = [OPEN, '肾上腺增强', '胸部CT平扫', '膝关节CT', '胸部CT平扫某某某某某字样']
    const settings = Object.freeze({ mostRequests: 400, mostTokens: 500_000 })
    server.behave(gullible())
    const alone = suggester(settings)
    const before = []
    for (const name of others) before.push([read(name), (await alone.suggest(read(name))).codes])
    const among = suggester(settings)
    const seen = []
    for (const [at, hostile] of HOSTILE_NAMES.entries()) {
      await among.suggest(read(hostile))
      const name = others[at % others.length] ?? ''
      if (at < others.length) seen.push([read(name), (await among.suggest(read(name))).codes])
    }
    const after = []
    for (const name of others) after.push([read(name), (await among.suggest(read(name))).codes])
    expect(seen).toEqual(before)
    expect(after).toEqual(before)
    expect(settings).toEqual({ mostRequests: 400, mostTokens: 500_000 })
  })

  test('get nothing outside of their own candidates, whatever the model obeys', async () => {
    server.behave(gullible())
    const asked = suggester()
    for (const name of HOSTILE_NAMES) {
      const result = read(name)
      const { codes, outcome } = await asked.suggest(result)
      const allowed = new Set([
        ...result.items.flatMap(({ code, closest = [] }) => [code, ...closest]),
        ...result.candidates.flatMap((one) => one.codes),
      ])
      for (const code of codes ?? []) expect(allowed, name).toContain(code)
      expect(codes !== null).toBe(outcome === 'agreed')
    }
  })

  test('travel as data: each request is one JSON object with one name, and rules above it', async () => {
    const before = server.requests.length
    await suggester().suggest(read(HOSTILE_NAMES[2] ?? ''))
    await suggester().suggest(read(HOSTILE_NAMES[6] ?? ''))
    for (const body of server.requests.slice(before)) {
      const { messages } = JSON.parse(body) as { messages: { role: string; content: string }[] }
      expect(messages.map(({ role }) => role)).toEqual(['system', 'user'])
      expect(Object.keys(JSON.parse(messages[1]?.content ?? ''))).toEqual(['name', 'words', 'candidates'])
    }
  })
})

test('the budget spaces requests evenly', async () => {
  let time = 0
  const clock = {
    now: () => time,
    wait: (ms: number) => {
      time += ms
      return Promise.resolve()
    },
  }
  const budget = createBudget({ requestsPerMinute: 60, mostRequests: 5, mostTokens: 100 }, clock)
  for (let turn = 0; turn < 5; turn++) expect(await budget.take()).toBe(true)
  expect([time, await budget.take(), budget.requests]).toEqual([4000, false, 5])
})
