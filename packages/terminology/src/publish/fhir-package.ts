import type { Canonical } from '../fhir/types.ts'
import { type ArchiveFile, packTgz } from './tar-archive.ts'

export interface PackageFacts {
  /** Lower case, parts joined by points, as names of FHIR packages are. */
  readonly name: string
  readonly version: string
  /** `4.0.1` or `5.0.0`. */
  readonly fhirVersion: string
  readonly canonical: string
  readonly title: string
  /** ISO date. */
  readonly date: string
}

/**
 * A FHIR NPM package (`package/package.json`, `package/.index.json`, a file a resource) as a `.tgz`. The resources are
 * already those of the FHIR version named; each needs an id. Equal resources give equal bytes.
 */
export function fhirPackage(resources: readonly Canonical[], facts: PackageFacts): Uint8Array {
  const named = resources
    .map((resource) => ({ filename: `${resource.resourceType}-${resource.id}.json`, resource }))
    .sort((a, b) => (a.filename < b.filename ? -1 : 1))
  const twice = named.find(({ filename }, at) => named[at + 1]?.filename === filename)
  if (twice !== undefined) throw new Error(`two resources would be the file ${twice.filename}`)
  const json = (path: string, value: unknown): ArchiveFile => ({
    path: `package/${path}`,
    bytes: new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`),
  })
  return packTgz([
    json('package.json', manifestOf(facts)),
    json('.index.json', { 'index-version': 2, files: named.map(indexEntry) }),
    ...named.map(({ filename, resource }) => json(filename, resource)),
  ])
}

function manifestOf({ name, version, fhirVersion, canonical, title, date }: PackageFacts): unknown {
  const core = fhirVersion.startsWith('4') ? 'hl7.fhir.r4.core' : 'hl7.fhir.r5.core'
  return {
    name,
    version,
    type: 'IG',
    title,
    description: `${title}. Codes and names are facts of the standard, which belongs to its publisher; neither made nor endorsed by the publisher. What is added (English names, pinyin, permanent ids, hierarchy) stands under the Apache License 2.0.`,
    canonical,
    url: canonical,
    date: `${date.replaceAll('-', '')}000000`,
    // What standard/NOTICE says: the form is ours, the facts are the publisher's.
    license: 'Apache-2.0',
    fhirVersions: [fhirVersion],
    dependencies: { [core]: fhirVersion },
    author: 'Yingma',
    directories: { lib: 'package' },
  }
}

function indexEntry({ filename, resource }: { readonly filename: string; readonly resource: Canonical }): unknown {
  const { resourceType, id, url, version } = resource
  const { kind, type, content, supplements } = resource as Canonical & Readonly<Record<string, unknown>>
  return {
    filename,
    resourceType,
    id,
    ...(url === undefined ? {} : { url }),
    ...(version === undefined ? {} : { version }),
    ...(kind === undefined ? {} : { kind }),
    ...(type === undefined ? {} : { type }),
    ...(content === undefined ? {} : { content }),
    ...(supplements === undefined ? {} : { supplements }),
  }
}
