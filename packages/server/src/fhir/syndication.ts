import { type ArchiveFile, type PublishedEdition, publishEditions, standardResources } from '@yingma/terminology'
import type { FastifyInstance } from 'fastify'
import { lazy } from '../http/lazy.ts'
import { HttpProblem } from '../problems/server-problem.ts'
import { toR4 } from './answer/to-r4.ts'
import { type FhirVersion, FULL_VERSION } from './fhir-version.ts'
import type { ServedEdition } from './library/served-editions.ts'

const MEDIA_TYPES: readonly (readonly [string, string])[] = [
  ['.tgz', 'application/gzip'],
  ['.json', 'application/fhir+json; charset=utf-8'],
  ['.xml', 'application/atom+xml; charset=utf-8'],
]

/**
 * The Atom feed of all releases, `…/syndication/feed.xml`, and the files that it names. Drafts are not published;
 * withdrawn releases are taken back.
 */
export function registerSyndication(
  scope: FastifyInstance,
  version: FhirVersion,
  base: string,
  editions: () => readonly ServedEdition[],
): void {
  const files = lazy(() => {
    const published = publishedFiles(version, `${base}/syndication/`, editions())
    return new Map(published.map((file) => [file.path, file]))
  })
  scope.get<{ Params: { file: string } }>('/syndication/:file', { schema: { hide: true } }, (request, reply) => {
    const { file: path } = request.params
    const file = files().get(path)
    if (file === undefined)
      throw new HttpProblem({ code: 'route-unknown', path: `GET /fhir/${version}/syndication/${path.slice(0, 100)}` })
    const [, type = 'application/octet-stream'] = MEDIA_TYPES.find(([ending]) => path.endsWith(ending)) ?? []
    return reply.type(type).send(Buffer.from(file.bytes))
  })
}

function publishedFiles(version: FhirVersion, url: string, editions: readonly ServedEdition[]): readonly ArchiveFile[] {
  const withStatus = (status: string): readonly PublishedEdition[] =>
    editions
      .filter(({ publication }) => publication.status === status)
      .map(({ edition, publication }) => ({
        version: edition.version,
        date: publication.date,
        resources: standardResources(edition, publication),
      }))
  return publishEditions(withStatus('active'), {
    fhirVersion: FULL_VERSION[version],
    convert: (resource) => (version === 'r4' ? (toR4({ ...resource }) as unknown as typeof resource) : resource),
    retracted: withStatus('retired'),
    url,
  })
}
