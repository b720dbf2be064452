import { loadavg } from 'node:os'
import { loadEdition } from '@yingma/edition'
import { startTestPostgres } from '@yingma/store'
import { createHospital, type HospitalRegistry, startServerProcess } from '../src/testing/hospital-registry.ts'
import { type Load, median, underLoad } from './measure/load.ts'

type BenchRow = Readonly<Record<string, string | number | boolean>>

const UNLIKE = 40_000

const about = `The server in a process of its own, on a PostgreSQL 18 with fsync on; autocannon in another process on the same machine, connections kept
open, answers compressed never (all are small). Search cycles through 16 queries (Chinese, pinyin, initials, codes), which the server keeps the answers of, and
then through ${UNLIKE.toLocaleString('en')} that are all different, more than it keeps; decode through 200 codes; each
decision is on another name, is answered only after its commit, and names the version that it saw. Start: Node process from its creation until it listens, on an
existing registry, PostgreSQL running already; the median of three. By processor time: requests for each second that the server's process had a
processor, which is what it would do with a core of its own; the machine was shared with other work while this ran (load average ${load()}).`

function load(): string {
  return loadavg()[0]!.toFixed(1)
}

const QUERIES = [
  ...[
    '胸部 平扫',
    'xiongbu',
    'xbct',
    '膝关节',
    '左膝',
    '200401',
    'luno',
    '增强',
    '双侧乳腺',
    'chest',
    '腰椎 MR',
    '颅脑',
  ],
  ...['肝胆', 'jing bu', '冠状动脉', '7b'],
]
const SECONDS = 8
const DECISIONS = 6000

export default {
  name: 'server',
  about,
  run: async () => {
    const postgres = await startTestPostgres({ durable: true })
    try {
      const place = { databaseUrl: (await postgres.database()).url }
      const hospital = await createHospital(place, [
        Array.from({ length: DECISIONS + 100 }, (_, index) => ({ name: `胸部CT平扫${index}` })),
      ])
      return await measure(hospital)
    } finally {
      await postgres.stop()
    }
  },
}

async function measure(hospital: HospitalRegistry) {
  const starts: number[] = []
  for (let turn = 0; turn < 2; turn++) {
    const server = await startServerProcess(hospital.place)
    starts.push(server.started)
    await server.stop()
  }
  const server = await startServerProcess(hospital.place)
  starts.push(server.started)
  try {
    const searches = QUERIES.map((q) => ({ path: `/api/v1/search?q=${encodeURIComponent(q)}` }))
    const unlike = unlikeQueries().map((q) => ({ path: `/api/v1/search?q=${encodeURIComponent(q)}` }))
    const decodes = hospital.codes.map((code) => ({ path: `/api/v1/decode/${code}` }))
    const search = await underLoad(server, searches, { connections: 20, duration: SECONDS })
    const searchUnlike = await underLoad(server, unlike, { connections: 20, duration: SECONDS })
    const decode = await underLoad(server, decodes, { connections: 20, duration: SECONDS })
    const decisions = await underLoad(
      server,
      hospital.catalogues[0]!.nameIds.map((id, index) => ({
        method: 'POST',
        path: `/api/v1/names/${id}/decisions`,
        headers: { authorization: `Bearer ${hospital.key}`, 'content-type': 'application/json', 'if-match': '"0"' },
        body: JSON.stringify({
          kind: 'change',
          codes: [hospital.codes[index % hospital.codes.length]],
          reason: 'bench',
        }),
      })),
      { connections: 50, amount: DECISIONS },
    )
    const start = median(starts)
    return [
      ...rows('search', search, 3000),
      { what: 'search, 99th percentile', value: search.p99, unit: 'ms', goal: '≤ 30', met: search.p99 <= 30 },
      ...rows('search, no query twice', searchUnlike, 3000),
      {
        what: 'search, no query twice, 99th percentile',
        value: searchUnlike.p99,
        unit: 'ms',
        goal: '≤ 30',
        met: searchUnlike.p99 <= 30,
      },
      ...rows('decode', decode, 8000),
      { what: 'decode, 99th percentile', value: decode.p99, unit: 'ms' },
      ...rows('decisions, durable', decisions, 500),
      { what: 'decisions, 99th percentile', value: decisions.p99, unit: 'ms' },
      { what: 'start', value: start / 1000, unit: 's', goal: '≤ 3', met: start <= 3000 },
    ]
  } finally {
    await server.stop()
  }
}

/** Beginnings of one name and ends of another, as people narrow a search down. */
function unlikeQueries(): readonly string[] {
  const { items } = loadEdition()
  return Array.from({ length: UNLIKE }, (_, i) => {
    const [a, b] = [items[(i * 7) % items.length]!, items[(i * 13 + Math.floor(i / items.length)) % items.length]!]
    return `${a.name.slice(0, 3 + (i % 3))} ${b.name.slice(2, 5)}`
  })
}

function rows(what: string, { perSecond, perProcessorSecond }: Load, goal: number): BenchRow[] {
  const text = `≥ ${goal.toLocaleString('en')}`
  return [
    { what, value: perSecond, unit: 'per s', goal: text, met: perSecond >= goal },
    {
      what: `${what}, by processor time`,
      value: perProcessorSecond,
      unit: 'per s',
      goal: text,
      met: perProcessorSecond >= goal,
    },
  ]
}
