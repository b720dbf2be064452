import { readFileSync } from 'node:fs'
import { type StorePlace, startTestPostgres } from '@yingma/store'
import { createHospital, type ServerProcess, startServerProcess } from '../src/testing/hospital-registry.ts'
import { underLoad } from './measure/load.ts'
import { releaseMerges, translationsOf } from './measure/translations.ts'

type BenchRow = Readonly<Record<string, string | number | boolean>>

/** Requests of one kind and how many a second are wanted. */
interface Kind {
  readonly what: string
  readonly paths: readonly string[]
  readonly goal: number
}

const SECONDS = 4
const SYSTEM = 'https://w3id.org/yingma/radiology'
const CONNECTIONS = 10

const about = `The FHIR terminology service (R4) in a process of its own, asked by autocannon over 10 connections kept open, requests distinct as far as the items
of the edition go (200 codes, every pair of neighbours, 60 texts of one to three words; translations: every code that a map holds and, back, every
target). The maps are those that the server has by itself: items to every price schedule, and, served anew, from the edition to a release of the registry that
merges 100 items. A price item has dozens of items, up to hundreds, which are all in one answer. By processor time: requests for each second that the
server's process had a processor, which is what it would do with a core of its own.`

const WORDS = [
  '胸',
  '腹部',
  '平扫',
  '增强',
  '膝',
  'CT',
  'MR',
  '左',
  '颈',
  '血管',
  'ping',
  'xiong',
  'chest',
  '三维',
  '200401',
]

export default {
  name: 'fhir',
  about,
  run: async (): Promise<readonly BenchRow[]> => {
    const postgres = await startTestPostgres({ durable: false })
    try {
      const { place, codes } = await createHospital({ databaseUrl: (await postgres.database()).url }, [
        [{ name: '胸部CT平扫' }],
      ])
      const server = await startServerProcess(place)
      const rows: BenchRow[] = []
      try {
        rows.push(...(await measure(server, codes)))
      } finally {
        await server.stop()
      }
      return [...rows, ...(await measureRelease(place, codes))]
    } finally {
      await postgres.stop()
    }
  },
}

async function measure(server: ServerProcess, codes: readonly string[]): Promise<readonly BenchRow[]> {
  const rows: BenchRow[] = [{ what: 'first answer', value: await firstAnswer(server), unit: 'ms' }]
  const translations = await translationKinds(server, '/price-', ['item to price', 'price to items'])
  for (const kind of [...kinds(codes), ...translations]) rows.push(...(await measureKind(server, kind)))
  const start = server.started / 1000
  rows.push(memoryOf(server, 'memory after the load'))
  rows.push({ what: 'start', value: start, unit: 's', goal: '≤ 3', met: start <= 3 })
  return rows
}

/** From edition to edition and back, on a server that starts with a release of the registry. */
async function measureRelease(place: StorePlace, codes: readonly string[]): Promise<readonly BenchRow[]> {
  await releaseMerges(place, codes)
  const server = await startServerProcess(place)
  try {
    const rows: BenchRow[] = []
    const translations = await translationKinds(server, '/changes-', ['edition to edition', 'edition to edition, back'])
    for (const kind of translations) rows.push(...(await measureKind(server, kind)))
    return [...rows, memoryOf(server, 'memory with two editions, after the load')]
  } finally {
    await server.stop()
  }
}

function memoryOf({ process: { pid } }: ServerProcess, what: string): BenchRow {
  const value = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
  return { what, value, unit: 'MiB', goal: '≤ 300', met: value <= 300 }
}

async function measureKind(server: ServerProcess, { what, paths, goal }: Kind): Promise<readonly BenchRow[]> {
  const requests = paths.map((path) => ({ path: `/fhir/r4${path}` }))
  const load = await underLoad(server, requests, { connections: CONNECTIONS, duration: SECONDS })
  const text = `≥ ${goal.toLocaleString('en')}`
  return [
    { what, value: load.perSecond, unit: 'per s', goal: text, met: load.perSecond >= goal },
    {
      what: `${what}, by processor time`,
      value: load.perProcessorSecond,
      unit: 'per s',
      goal: text,
      met: load.perProcessorSecond >= goal,
    },
    {
      what: `${what}, 99th percentile`,
      value: load.p99,
      unit: 'ms',
      ...(what.includes('text') ? { goal: '≤ 30', met: load.p99 <= 30 } : {}),
    },
  ]
}

async function translationKinds(
  server: ServerProcess,
  maps: string,
  [there, back]: readonly [string, string],
): Promise<readonly Kind[]> {
  const translations = await translationsOf(server, maps)
  return [
    { what: `$translate, ${there}`, paths: translations.forward, goal: 4000 },
    { what: `$translate, ${back}`, paths: translations.back, goal: 4000 },
  ]
}

/** The code systems are indexed when somebody first asks for them: milliseconds that this one waits. */
async function firstAnswer({ address }: ServerProcess): Promise<number> {
  const begun = performance.now()
  const answer = await fetch(`${address}/fhir/r4/metadata?mode=terminology`)
  await answer.arrayBuffer()
  if (!answer.ok) throw new Error(`the first request failed: ${answer.status}`)
  return performance.now() - begun
}

function kinds(codes: readonly string[]): readonly Kind[] {
  const all = encodeURIComponent('https://w3id.org/yingma/ValueSet/all')
  const texts = WORDS.flatMap((one) => WORDS.slice(0, 4).map((other) => `${one} ${other}`))
  return [
    { what: '$lookup', paths: codes.map((code) => `/CodeSystem/$lookup?system=${SYSTEM}&code=${code}`), goal: 4000 },
    {
      what: '$validate-code',
      paths: codes.map((code) => `/ValueSet/$validate-code?url=${all}&system=${SYSTEM}&code=${code}`),
      goal: 4000,
    },
    {
      what: '$subsumes',
      paths: codes.map(
        (code, at) => `/CodeSystem/$subsumes?system=${SYSTEM}&codeA=${code}&codeB=${codes[(at + 1) % codes.length]}`,
      ),
      goal: 4000,
    },
    {
      what: '$expand with a text',
      paths: texts.map((text) => `/ValueSet/$expand?url=${all}&count=20&filter=${encodeURIComponent(text)}`),
      goal: 1000,
    },
    {
      what: '$expand of a whole system',
      paths: [`/ValueSet/$expand?url=${encodeURIComponent('https://w3id.org/yingma/ValueSet/radiology')}`],
      goal: 300,
    },
  ]
}
