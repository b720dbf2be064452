import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import type { Edition } from '@yingma/core'
import { loadEdition } from '@yingma/edition'
import { expect, test } from 'vitest'
import { standardResources } from '../standard/standard-resources.ts'
import { editionChanges } from './edition-changes.ts'
import { type PublishedEdition, publishEditions } from './publish-editions.ts'
import { readTar } from './tar-archive.ts'

const edition = loadEdition()
const publication = { date: '2026-11-24', status: 'active' } as const
const published: PublishedEdition = {
  version: edition.version,
  date: publication.date,
  resources: standardResources(edition, publication),
}
const options = { fhirVersion: '5.0.0', convert: <T>(resource: T): T => resource }
const textOf = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes)

test('the package holds every resource of the edition, and its index says what is in it', () => {
  const [tgz] = publishEditions([published], options)
  const files = readTar(gunzipSync(tgz!.bytes))!
  const byPath = new Map(files.map(({ path, bytes }) => [path, bytes]))
  const manifest = JSON.parse(textOf(byPath.get('package/package.json')))
  expect(manifest).toMatchObject({ name: 'yingma.imaging-exams.r5', version: edition.version, fhirVersions: ['5.0.0'] })
  const index = JSON.parse(textOf(byPath.get('package/.index.json')))
  expect(index.files).toHaveLength(published.resources.length)
  for (const { filename, resourceType, id, url, version } of index.files) {
    expect(JSON.parse(textOf(byPath.get(`package/${filename}`)))).toMatchObject({ resourceType, id, url, version })
  }
  expect(byPath.size).toBe(published.resources.length + 2)
})

test('every edition has a package and files of its own, and the feed names them all', () => {
  const later = {
    version: '2.0.0',
    date: '2027-01-01',
    resources: published.resources.map((one) => ({ ...one, id: `${one.id}-2`, version: '2.0.0' })),
  }
  const files = publishEditions([published, later], options)
  expect(files.filter(({ path }) => path.endsWith('.tgz'))).toHaveLength(2)
  const feed = textOf(files.at(-1)?.bytes)
  expect(feed.match(/<entry>/g)).toHaveLength(files.length - 1)
  expect(feed).toContain('<updated>2027-01-01T00:00:00Z</updated>')
})

test('the same edition gives the same bytes', () => {
  const hash = () =>
    publishEditions([published], options).map(({ bytes }) => createHash('sha256').update(bytes).digest('hex'))
  expect(hash()).toEqual(hash())
})

test('the feed names each file with its size and hash, no version twice, and retractions without a file', () => {
  const old = {
    version: '0.9.0',
    date: '2026-01-01',
    resources: published.resources.map((one) => ({ ...one, version: '0.9.0' })),
  }
  const files = publishEditions([published], { ...options, retracted: [old], url: 'https://example.org/r5/' })
  const feed = textOf(files.find(({ path }) => path === 'feed.xml')?.bytes)
  const links = [
    ...feed.matchAll(
      /<link rel="alternate" [^>]*href="https:\/\/example\.org\/r5\/([^"]+)" length="(\d+)" ncts:sha256Hash="(\w+)"/g,
    ),
  ]
  expect(links).toHaveLength(files.length - 1)
  for (const [, path, length, hash] of links) {
    const file = files.find((one) => one.path === path)!
    expect(String(file.bytes.length)).toBe(length)
    expect(createHash('sha256').update(file.bytes).digest('hex')).toBe(hash)
  }
  const versions = [...feed.matchAll(/<ncts:contentItemVersion>([^<]+)</g)].map(([, version]) => version)
  expect(new Set(versions).size).toBe(versions.length)
  const retracted = feed.split('<entry>').filter((entry) => entry.includes('_RETRACT"'))
  expect(retracted).toHaveLength(files.length - 1)
  expect(retracted.every((entry) => !entry.includes('rel="alternate"') && entry.includes('|0.9.0<'))).toBe(true)
})

test('codes that are retired, moved or gone stand in the map from one edition to the next', () => {
  const [gone, moved, retired, ...rest] = edition.items
  const after: Edition = {
    ...edition,
    version: '2.0.0',
    items: [
      { ...moved!, code: '20999999991100' },
      { ...retired!, status: 'retired', successors: [rest[0]!.code] },
      ...rest,
    ],
  }
  const map = editionChanges(edition, after, publication)
  const elements = map.group?.flatMap(({ element = [] }) => element) ?? []
  expect(elements.map(({ code }) => code).sort()).toEqual([gone!.code, moved!.code, retired!.code].sort())
  expect(elements.find(({ code }) => code === gone!.code)).toMatchObject({ noMap: true })
  expect(elements.find(({ code }) => code === retired!.code)?.target).toMatchObject([{ code: rest[0]!.code }])
  expect(editionChanges(edition, edition, publication).group).toBeUndefined()
})
