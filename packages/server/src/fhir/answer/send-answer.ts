import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FhirAnswer } from '../dispatch.ts'
import { type FhirVersion, SHORT_VERSION } from '../fhir-version.ts'
import { type Query, queryText } from '../request/read-request.ts'
import { type AnswerFormat, answerFormat } from './answer-format.ts'
import { bundleJson, completeBundle } from './bundle-json.ts'
import { contentTag, isKnownTag } from './entity-tag.ts'
import { resourceJson } from './resource-json.ts'
import { toR4 } from './to-r4.ts'
import { toXml } from './xml.ts'

/** Sends an answer in the format and the release of FHIR that are asked for. */
export function send(
  request: FastifyRequest,
  reply: FastifyReply,
  version: FhirVersion,
  answer: FhirAnswer,
): FastifyReply {
  const { status, resource, allow, entries } = answer
  // Where nothing that is offered will do, the outcome that says so is JSON.
  const format = formatFor(request, version) ?? 'json'
  if (allow !== undefined) void reply.header('allow', allow)
  void reply.code(status)
  if (answer.isLasting === true) {
    const tag = contentTag(resource, version, format)
    void reply.header('etag', tag).header('vary', 'accept, accept-encoding')
    if (isKnownTag(request.headers['if-none-match'], tag)) return reply.code(304).send()
  }
  if (format === 'xml') return sendXml(reply, version, answer)
  const write = isPretty(request) ? prettyJson : resourceJson
  if (entries === undefined) return sendJson(reply, version, write(inVersion(version, resource)))
  const inThisVersion = (entry: object): object => inVersion(version, entry)
  return sendJson(reply, version, Readable.from(bundleJson(resource, entries, inThisVersion, write)))
}

function sendXml(reply: FastifyReply, version: FhirVersion, { resource, entries }: FhirAnswer): FastifyReply {
  const whole = entries === undefined ? Promise.resolve(resource) : completeBundle(resource, entries)
  void reply.type(mediaType('xml', version))
  whole
    .then((complete) => toXml(inVersion(version, complete), version))
    .then(
      (xml) => reply.send(xml),
      (error: unknown) => reply.send(error),
    )
  return reply
}

export function sendJson(reply: FastifyReply, version: FhirVersion, json: string | Buffer | Readable): FastifyReply {
  return reply.type(mediaType('json', version)).send(json)
}

function mediaType(kind: 'json' | 'xml', version: FhirVersion): string {
  return `application/fhir+${kind}; fhirVersion=${SHORT_VERSION[version]}; charset=utf-8`
}

export function inVersion(version: FhirVersion, resource: object): Readonly<Record<string, unknown>> {
  const made = resource as Readonly<Record<string, unknown>>
  return version === 'r4' ? toR4(made) : made
}

function prettyJson(resource: object): string {
  return JSON.stringify(resource, undefined, 2)
}

function isPretty(request: FastifyRequest): boolean {
  return queryText((request.query ?? {}) as Query, '_pretty') === 'true'
}

export function isPlainJson(request: FastifyRequest, version: FhirVersion): boolean {
  return formatFor(request, version) === 'json' && !isPretty(request)
}

/** The format asked for; undefined where it, or the release of FHIR asked for with it, is not spoken. */
export function formatFor(request: FastifyRequest, version: FhirVersion): AnswerFormat {
  const format = queryText((request.query ?? {}) as Query, '_format')
  return answerFormat(format, request.headers.accept, SHORT_VERSION[version])
}
