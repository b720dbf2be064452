import { randomUUID } from 'node:crypto'
import { loadVocabulary } from '@yingma/edition'
import { buildRelease, draftOf, type ReadyProposal, readTables } from '@yingma/govern'
import { appendGovernance, type StorePlace } from '@yingma/store'
import type { ConceptMap } from '@yingma/terminology'
import { opened, type ServerProcess } from '../../src/testing/hospital-registry.ts'

/** Requests of `$translate` over maps, each code once. */
interface Translations {
  readonly forward: readonly string[]
  readonly back: readonly string[]
}

const DATE = '2026-03-01'

/** Requests over the maps that the server gives out and whose address holds `kind`; no such map is an error. */
export async function translationsOf({ address }: ServerProcess, kind: string): Promise<Translations> {
  const answer = await fetch(`${address}/fhir/r5/ConceptMap?_count=1000`)
  if (!answer.ok) throw new Error(`the maps cannot be read: ${answer.status}`)
  const { entry = [] } = (await answer.json()) as { readonly entry?: readonly { readonly resource: ConceptMap }[] }
  const maps = entry.map(({ resource }) => resource).filter(({ url = '' }) => url.includes(kind))
  if (maps.length === 0) throw new Error(`the server has no map ${kind}`)
  return { forward: distinct(maps.flatMap(forwardIn)), back: distinct(maps.flatMap(backIn)) }
}

function forwardIn({ url = '', group = [] }: ConceptMap): readonly string[] {
  return group.flatMap(({ source = '', element = [] }) =>
    element.filter(({ target }) => target !== undefined).map(({ code = '' }) => pathOf(url, source, code)),
  )
}

function backIn({ url = '', group = [] }: ConceptMap): readonly string[] {
  return group.flatMap(({ target: end = '', element = [] }) =>
    element.flatMap(({ target = [] }) => target.map(({ code = '' }) => `${pathOf(url, end, code)}&reverse=true`)),
  )
}

function pathOf(url: string, canonical: string, code: string): string {
  const [system = ''] = canonical.split('|')
  return `/ConceptMap/$translate?url=${encodeURIComponent(url)}&system=${encodeURIComponent(system)}&code=${code}`
}

function distinct(paths: readonly string[]): readonly string[] {
  return [...new Set(paths)]
}

/** Records a release in a registry that nobody serves, in which items go into one another two by two. */
export async function releaseMerges(place: StorePlace, codes: readonly string[]): Promise<void> {
  const result = draftOf(readTables())
  if (!result.ok) throw new Error(JSON.stringify(result.problems[0]))
  const before = result.draft
  const proposals = [mergesOf(codes)]
  const built = buildRelease({
    before,
    proposals,
    releases: [before.edition],
    surroundings: loadVocabulary(),
    date: DATE,
  })
  if (!built.ok) throw new Error(JSON.stringify(built.problems[0]))
  const { manifest, notes, migration } = built.release
  const { version, expansion } = manifest
  const body = { version, date: DATE, sha256: expansion.sha256, notes, migration, proposals }
  const store = await opened(place)
  try {
    const { rows } = await store.pool.query<{ id: string }>('SELECT id FROM users LIMIT 1')
    const event = { stream: `release/${version}`, expectedVersion: 0, kind: 'release', body, actor: rows[0]?.id ?? '' }
    await store.asRegistry(undefined, (transaction) => appendGovernance(transaction, event))
  } finally {
    await store.close()
  }
}

function mergesOf(codes: readonly string[]): ReadyProposal {
  const changes = codes.flatMap((code, at) => {
    const into = codes[at + 1]
    if (at % 2 === 1 || into === undefined) return []
    return [{ kind: 'merge', subject: 'item', codes: [code], into, reason: '合并', date: DATE } as const]
  })
  return { id: randomUUID(), title: { zh: '合并', en: 'Merges' }, reason: '合并', changes, names: [], evidence: [] }
}
