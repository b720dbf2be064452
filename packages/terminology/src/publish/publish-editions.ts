import { DEFAULT_BASE_URI } from '@yingma/core'
import type { Canonical } from '../fhir/types.ts'
import { fhirPackage } from './fhir-package.ts'
import { type FeedEntry, syndicationFeed } from './syndication-feed.ts'
import type { ArchiveFile } from './tar-archive.ts'

export interface PublishedEdition {
  readonly version: string
  readonly date: string
  /** Resources of the edition, in the shapes of R5. */
  readonly resources: readonly Canonical[]
}

export interface PublishOptions {
  /** `4.0.1` or `5.0.0`. */
  readonly fhirVersion: string
  /** Turns a resource of R5 into one of that version. */
  readonly convert: (resource: Canonical) => Canonical
  /** Earlier editions that are withdrawn. */
  readonly retracted?: readonly PublishedEdition[]
  /** Where the files will be found, with `/` at the end; relative to the feed if not said. */
  readonly url?: string | undefined
  readonly base?: string | undefined
}

const TITLE = '医学影像检查项目名称及编码'

export const PACKAGE_NAME = 'yingma.imaging-exams'

/**
 * Editions as files to put on any web server: for each a FHIR NPM package and every CodeSystem, ValueSet and ConceptMap
 * by itself, and `feed.xml`, which lists them all with size and SHA-256 and takes withdrawn editions back.
 */
export function publishEditions(
  editions: readonly PublishedEdition[],
  options: PublishOptions,
): readonly ArchiveFile[] {
  const { fhirVersion, retracted = [], url = '', base = DEFAULT_BASE_URI } = options
  const release = fhirVersion.startsWith('4') ? 'r4' : 'r5'
  const name = `${PACKAGE_NAME}.${release}`
  const date = editions.map((edition) => edition.date).reduce((a, b) => (a > b ? a : b), '')
  const offered = editions.map((edition) => offer(edition, name, options))
  const entries: FeedEntry[] = [
    ...offered.flatMap((one) => one.entries),
    ...retracted.flatMap((old) => [
      packageEntry({ ...old, date }, name, fhirVersion, null),
      ...old.resources.flatMap((resource) => {
        const kind = kindOf(resource)
        return kind === null ? [] : [resourceEntry(resource, kind, date, fhirVersion, null)]
      }),
    ]),
  ]
  const feed = syndicationFeed(entries, {
    title: `${TITLE} (FHIR ${fhirVersion})`,
    id: `${base}/syndication/${release}`,
    date,
    base,
    ...(url === '' ? {} : { self: `${url}feed.xml` }),
  })
  const files = offered.flatMap((one) => one.files)
  return [...files, { path: 'feed.xml', bytes: new TextEncoder().encode(feed) }]
}

/** The files of one edition and what the feed says of them. */
function offer(
  edition: PublishedEdition,
  name: string,
  { fhirVersion, convert, url = '', base = DEFAULT_BASE_URI }: PublishOptions,
): { readonly files: readonly ArchiveFile[]; readonly entries: readonly FeedEntry[] } {
  const { version, date } = edition
  const resources = edition.resources.map(convert)
  const facts = { name, version, fhirVersion, canonical: base, title: TITLE, date }
  const tgz: ArchiveFile = { path: `${name}-${version}.tgz`, bytes: fhirPackage(resources, facts) }
  const singles = edition.resources.flatMap((resource, at) => {
    const kind = kindOf(resource)
    if (kind === null) return []
    const path = `${resource.resourceType}-${resource.id}-${resource.version}.json`
    const bytes = new TextEncoder().encode(`${JSON.stringify(resources[at])}\n`)
    const file = { href: `${url}${path}`, mediaType: 'application/fhir+json', bytes }
    return [{ file: { path, bytes }, entry: resourceEntry(resource, kind, date, fhirVersion, file) }]
  })
  const packed = { href: `${url}${tgz.path}`, mediaType: 'application/gzip', bytes: tgz.bytes }
  return {
    files: [tgz, ...singles.map(({ file }) => file)],
    entries: [packageEntry(edition, name, fhirVersion, packed), ...singles.map(({ entry }) => entry)],
  }
}

function packageEntry(
  { version, date }: PublishedEdition,
  name: string,
  fhirVersion: string,
  file: FeedEntry['file'],
): FeedEntry {
  return { kind: 'Package', title: `${TITLE} ${version}`, identifier: name, version, date, fhirVersion, file }
}

function resourceEntry(
  { title, name, id, url = '', version = '' }: Canonical,
  kind: FeedEntry['kind'],
  date: string,
  fhirVersion: string,
  file: FeedEntry['file'],
): FeedEntry {
  return { kind, title: title ?? name ?? id ?? '', identifier: url, version, date, fhirVersion, file }
}

function kindOf({ resourceType }: Canonical): 'CodeSystem' | 'ValueSet' | 'ConceptMap' | null {
  return resourceType === 'CodeSystem' || resourceType === 'ValueSet' || resourceType === 'ConceptMap'
    ? resourceType
    : null
}
