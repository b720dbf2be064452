import type { FastifyInstance, FastifyRequest } from 'fastify'
import { mediaParameter } from '../../http/media-type.ts'
import { utf8Text } from '../../http/utf8-bodies.ts'
import { HttpProblem } from '../../problems/server-problem.ts'
import { fromXml } from '../answer/xml.ts'
import { type FhirVersion, SHORT_VERSION } from '../fhir-version.ts'
import { formFields } from './read-request.ts'

/** Resources come along with requests, so bodies are larger than elsewhere. */
export const BODY_LIMIT = 8 * 1024 * 1024
/** Lists and objects in one another: no resource needs more, and whatever goes down a resource goes as deep as it does. */
const DEEPEST = 1000

const JSON_TYPES = ['application/json', 'application/fhir+json', 'text/json']
const XML_TYPES = ['application/fhir+xml', 'application/xml', 'text/xml']
const FORM_TYPE = 'application/x-www-form-urlencoded'
export const RESOURCE_TYPES = [...JSON_TYPES, ...XML_TYPES]

/** How bodies are read: JSON, XML and forms, in UTF-8 and in the release of FHIR that is spoken here; nothing is guessed. */
export function registerBodies(scope: FastifyInstance, version: FhirVersion): void {
  scope.removeAllContentTypeParsers()
  const options = { parseAs: 'buffer', bodyLimit: BODY_LIMIT } as const
  const readJson = scope.getDefaultJsonParser('error', 'error')
  scope.addContentTypeParser<Buffer>(JSON_TYPES, options, (request, body, done) => {
    const text = utf8Of(request, body, version)
    if (text instanceof HttpProblem) return done(text)
    return readJson(request, text, (error, value) => done(error ?? depthProblem(value), value))
  })
  scope.addContentTypeParser<Buffer>(XML_TYPES, options, async (request: FastifyRequest, body: Buffer) => {
    const text = utf8Of(request, body, version)
    if (text instanceof HttpProblem) throw text
    const resource = await fromXml(text, version)
    if (resource === undefined) throw new HttpProblem({ code: 'request-malformed', cause: 'XML' })
    const problem = depthProblem(resource)
    if (problem !== null) throw problem
    return resource
  })
  scope.addContentTypeParser<Buffer>(FORM_TYPE, options, (request, body, done) => {
    const text = utf8Of(request, body, version)
    return text instanceof HttpProblem ? done(text) : done(null, formFields(text))
  })
}

/** Whether the body is a form: fields with their values. */
export function isForm({ headers }: FastifyRequest): boolean {
  return headers['content-type']?.startsWith(FORM_TYPE) === true
}

/** The text of a body; FHIR knows no other encoding than UTF-8, and another release of it would be misread. */
function utf8Of({ headers }: FastifyRequest, body: Buffer, version: FhirVersion): string | HttpProblem {
  const given = headers['content-type'] ?? ''
  const spoken = mediaParameter(given, 'fhirVersion') ?? SHORT_VERSION[version]
  if (!spoken.startsWith(SHORT_VERSION[version])) return new HttpProblem({ code: 'media-type-unsupported', given })
  return utf8Text(given, body)
}

function depthProblem(body: unknown): HttpProblem | null {
  return isDeeper(body, DEEPEST) ? new HttpProblem({ code: 'request-malformed', cause: `nesting > ${DEEPEST}` }) : null
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (levels === 0) return true
  const inside: readonly unknown[] = Array.isArray(value) ? value : Object.values(value)
  return inside.some((one) => isDeeper(one, levels - 1))
}
