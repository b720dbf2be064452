import type { Language } from '@yingma/core'
import { GovernRefusal } from '@yingma/govern'
import { Refusal } from '@yingma/store'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type FieldError, HttpProblem, renderServerProblem, type ServerProblem } from '../problems/server-problem.ts'
import { statusOf } from './status-of.ts'

/** Base of the type URIs; each stands for one stable code. */
const PROBLEM_TYPES = 'https://w3id.org/yingma/problems/'

/** Problem details (RFC 9457) as they are answered. */
export const problemDetails = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string(),
    detail: z.string(),
    instance: z.string().describe('id of the request, also in the header x-request-id and in the log'),
  })
  .loose()
  .meta({ id: 'Problem' })

/** English when asked for first, else Chinese. */
export function languageOf(request: FastifyRequest): Language {
  return /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh'
}

function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  problem: ServerProblem,
  extra: Readonly<Record<string, unknown>> = {},
): FastifyReply {
  const status = statusOf(problem)
  const text = renderServerProblem(problem, languageOf(request))
  const { code, ...data } = problem
  if (status === 401) void reply.header('www-authenticate', 'Bearer realm="yingma"')
  return reply
    .code(status)
    .type('application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .serializer(JSON.stringify)
    .send({
      ...data,
      ...extra,
      type: PROBLEM_TYPES + code,
      title: code,
      status,
      code,
      detail: text,
      instance: request.id,
    })
}

/** Turns whatever was thrown into problem details; what nobody foresaw is logged and answered as `internal`. */
export function registerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    if (error instanceof HttpProblem) return sendProblem(request, reply, error.problem, error.extra)
    if (error instanceof Refusal || error instanceof GovernRefusal) return sendProblem(request, reply, error.problem)
    const problem = foreseenProblem(error as FastifyError, request)
    if (problem) return sendProblem(request, reply, problem)
    request.log.error({ err: { message: (error as Error).message, stack: (error as Error).stack } }, 'unforeseen')
    return sendProblem(request, reply, { code: 'internal' })
  })
  app.setNotFoundHandler((request, reply) =>
    sendProblem(request, reply, { code: 'route-unknown', path: `${request.method} ${pathOf(request)}` }),
  )
}

/** What the framework refuses before any route is found: an address that cannot be read or a part of it that is too long. */
export function refuseAddress(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  sendProblem(request, reply, unreadableAddress(error, request))
}

/** What is wrong with an address that the framework refuses. */
export function unreadableAddress(error: FastifyError, request: FastifyRequest): ServerProblem {
  return error.code === 'FST_ERR_MAX_PARAM_LENGTH'
    ? { code: 'route-unknown', path: `${request.method} ${pathOf(request)}` }
    : { code: 'request-malformed', cause: error.code }
}

/** The path without its query, which may hold names. */
function pathOf(request: FastifyRequest): string {
  return request.url.split('?')[0]!.slice(0, 200)
}

/** The problem behind an error of the framework or the database; undefined for what nobody foresaw. */
export function foreseenProblem(error: FastifyError, request: FastifyRequest): ServerProblem | undefined {
  if (hasZodFastifySchemaValidationErrors(error)) {
    return {
      code: 'request-invalid',
      errors: error.validation.flatMap((issue) => fieldErrors(issue, error.validationContext, languageOf(request))),
    }
  }
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
    case 'FST_REQ_FILE_TOO_LARGE':
      return { code: 'request-too-large', limit: request.routeOptions.bodyLimit }
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
    case 'FST_INVALID_MULTIPART_CONTENT_TYPE':
      return { code: 'media-type-unsupported', given: request.headers['content-type'] ?? '' }
    default:
  }
  // The database went away under the request: it may come back, and the log of the database says why it went.
  if (/^(ECONN[A-Z]+|EPIPE|ENOENT|57P0.|08...)$/.test(error.code ?? '')) {
    return { code: 'store-unreachable', cause: error.code }
  }
  const status = error.statusCode ?? 500
  if (status === 429) return { code: 'too-many-requests', retryAfter: 60 }
  if (status >= 400 && status < 500) return { code: 'request-malformed', cause: error.code ?? 'syntax' }
  return undefined
}

const PLACES: Readonly<Record<string, FieldError['in']>> = {
  body: 'body',
  querystring: 'query',
  params: 'path',
  headers: 'headers',
}

const WORDINGS = { zh: z.locales.zhCN().localeError, en: z.locales.en().localeError } as const
type Wording = Parameters<(typeof WORDINGS)['en']>[0]

/** What the library words itself, in the language of the reader; what a schema words of its own stays. */
function worded(issue: Wording, message: string, language: Language): string {
  return said('en', issue) === message ? (said(language, issue) ?? message) : message
}

function said(language: Language, issue: Wording): string | undefined {
  const text = WORDINGS[language](issue)
  return typeof text === 'string' ? text : text?.message
}

function fieldErrors(
  issue: {
    readonly keyword: string
    readonly instancePath: string
    readonly message?: string | undefined
    readonly params: unknown
  },
  context: string | undefined,
  language: Language,
): FieldError[] {
  const place = PLACES[context ?? ''] ?? 'body'
  const field = issue.instancePath.replace(/^\//, '').replaceAll('/', '.')
  const asIssue = { ...(issue.params as object), code: issue.keyword, path: [], input: undefined } as unknown as Wording
  const message = worded(asIssue, issue.message ?? issue.keyword, language)
  // An unknown field is named itself, not the object that should not have it.
  if (asIssue.code === 'unrecognized_keys') {
    return asIssue.keys
      .slice(0, 20)
      .map((key) => ({ in: place, field: field ? `${field}.${key}` : key, rule: 'unknown-field', message }))
  }
  return [{ in: place, field, rule: issue.keyword, message }]
}
