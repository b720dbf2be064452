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

export const PACKAGE_NAME = 'yingma.imaging-exams'

/**
 * An edition as files to put on any web server: the FHIR NPM package, each CodeSystem, ValueSet and ConceptMap by
 * itself, and `feed.xml`, which lists them all with size and SHA-256 and takes withdrawn editions back.
 */
export function publishEdition(edition: PublishedEdition, options: PublishOptions): readonly ArchiveFile[] {
  const { fhirVersion, convert, retracted = [], url = '', base = DEFAULT_BASE_URI } = options
  const release = fhirVersion.startsWith('4') ? 'r4' : 'r5'
  const name = `${PACKAGE_NAME}.${release}`
  const title = '医学影像检查项目名称及编码'
  const resources = edition.resources.map(convert)
  const facts = { name, version: edition.version, fhirVersion, canonical: base, title, date: edition.date }
  const tgz: ArchiveFile = { path: `${name}-${edition.version}.tgz`, bytes: fhirPackage(resources, facts) }
  const singles = edition.resources.flatMap((resource, at) => {
    const kind = kindOf(resource)
    if (kind === null) return []
    const path = `${resource.resourceType}-${resource.id}-${resource.version}.json`
    const bytes = new TextEncoder().encode(`${JSON.stringify(resources[at])}\n`)
    return [{ kind, resource, file: { path, bytes } }]
  })
  const entryOf = (resource: Canonical, kind: FeedEntry['kind'], date: string, file: FeedEntry['file']): FeedEntry => ({
    kind,
    title: resource.title ?? resource.name ?? resource.id ?? '',
    identifier: resource.url ?? '',
    version: resource.version ?? '',
    date,
    fhirVersion,
    file,
  })
  const packageEntry = ({ version, date }: PublishedEdition, file: FeedEntry['file']): FeedEntry => ({
    kind: 'Package',
    title: `${title} ${version}`,
    identifier: name,
    version,
    date,
    fhirVersion,
    file,
  })
  const entries: FeedEntry[] = [
    packageEntry(edition, { href: `${url}${tgz.path}`, mediaType: 'application/gzip', bytes: tgz.bytes }),
    ...singles.map(({ kind, resource, file: { path, bytes } }) =>
      entryOf(resource, kind, edition.date, { href: `${url}${path}`, mediaType: 'application/fhir+json', bytes }),
    ),
    ...retracted.flatMap((old) => [
      packageEntry({ ...old, date: edition.date }, null),
      ...old.resources.flatMap((resource) => {
        const kind = kindOf(resource)
        return kind === null ? [] : [entryOf(resource, kind, edition.date, null)]
      }),
    ]),
  ]
  const feed = syndicationFeed(entries, {
    title: `${title} (FHIR ${fhirVersion})`,
    id: `${base}/syndication/${release}`,
    date: edition.date,
    base,
    ...(url === '' ? {} : { self: `${url}feed.xml` }),
  })
  return [tgz, ...singles.map(({ file }) => file), { path: 'feed.xml', bytes: new TextEncoder().encode(feed) }]
}

function kindOf({ resourceType }: Canonical): 'CodeSystem' | 'ValueSet' | 'ConceptMap' | null {
  return resourceType === 'CodeSystem' || resourceType === 'ValueSet' || resourceType === 'ConceptMap'
    ? resourceType
    : null
}
