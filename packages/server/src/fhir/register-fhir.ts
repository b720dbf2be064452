import type { Language } from '@yingma/core'
import { Refusal } from '@yingma/store'
import type { Canonical, Library } from '@yingma/terminology'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { GovernDesk } from '../govern/govern-desk.ts'
import type { Context } from '../http/context.ts'
import { lazy } from '../http/lazy.ts'
import { foreseenProblem } from '../http/problem-details.ts'
import { statusOf } from '../http/status-of.ts'
import { HttpProblem, type ServerProblem } from '../problems/server-problem.ts'
import { type AnswerFormat, answerFormat, wantsPlainJson } from './answer-format.ts'
import { AnswerMemory } from './answer-memory.ts'
import { answerBatch } from './batch.ts'
import { dispatch, type FhirAnswer, type FhirCall, refuse } from './dispatch.ts'
import { createDraftLibraries } from './draft-library.ts'
import { FHIR_VERSIONS, type FhirVersion, SHORT_VERSION } from './fhir-version.ts'
import { fromR4 } from './from-r4.ts'
import { createInstitutionLibraries } from './institution-maps.ts'
import { plainVersions } from './metadata.ts'
import { problemOutcome } from './outcome.ts'
import { priceResources } from './price-resources.ts'
import { formFields, type Query, queryText } from './read-request.ts'
import { resourceJson } from './resource-json.ts'
import { frozenInstead, type ServedEdition } from './served-editions.ts'
import { registerSyndication } from './syndication.ts'
import { createTerminologyService } from './terminology-service.ts'
import { toR4 } from './to-r4.ts'
import { translationKey } from './translation-key.ts'
import { fromXml, toXml } from './xml.ts'

const IDLE_MS = 1000
/** Resources come along with requests, so bodies are larger than elsewhere. */
const BODY_LIMIT = 8 * 1024 * 1024
/** Translations kept as they were written, for each FHIR release: all of ours, some of which have hundreds of matches. */
const MOST_TRANSLATED = 8 * 1024 * 1024
/** Shorter ones are written as fast as found, and thousands of them would drive the long ones out. */
const SHORTEST_KEPT = 8 * 1024
/** Those that FHIR knows; what changes something is refused as FHIR says it. */
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']
const JSON_TYPES = ['application/json', 'application/fhir+json', 'text/json']
const FORM_TYPE = 'application/x-www-form-urlencoded'
const XML_TYPES = ['application/fhir+xml', 'application/xml', 'text/xml']

export interface FhirOptions {
  /** Resources taken over from others, in the shapes of R5. */
  readonly taken?: readonly Canonical[]
  /** Versions of releases that are withdrawn: still readable, never the default, taken back in the feed. */
  readonly withdrawn?: readonly string[]
}

/** Which library answers a request: at once, or after the registry was asked. */
type LibraryOf = (request: FastifyRequest) => Library | Promise<Library>

/** The terminology service at /fhir/r4 and /fhir/r5, and that of the coming edition at /fhir/draft/r4 and /fhir/draft/r5. */
export function registerFhir(
  app: FastifyInstance,
  context: Context,
  editions: () => readonly ServedEdition[],
  desk: GovernDesk,
  taken: readonly Canonical[] = [],
): void {
  const service = lazy(() => {
    const { releases, prices: schedules } = context.standard
    const versions = frozenInstead(releases)
    if (versions.length > 0)
      app.log.warn({ versions }, 'served as frozen in the folder of releases, not as in the registry')
    const prices = priceResources(editions().at(-1)!.edition, schedules)
    return createTerminologyService(editions(), [...prices, ...taken], context.settings.publicUrl)
  })
  prepareWhenIdle(app, service)
  const institutions = lazy(() => createInstitutionLibraries(context.store, service().editions))
  const draftLibrary = createDraftLibraries(context, desk)
  for (const version of FHIR_VERSIONS) {
    const libraryOf: LibraryOf = (request) => {
      const library = service().libraries[version]
      const { principal, url, body } = request
      if (principal === undefined || !isAboutMaps(request)) return library
      return institutions()(principal, `${url} ${JSON.stringify(body ?? '')}`, library)
    }
    const prefix = `/fhir/${version}`
    const translated = new AnswerMemory(MOST_TRANSLATED)
    registerService(app, context, { version, prefix, libraryOf, translated }, (scope, base) =>
      registerSyndication(scope, version, base, () => service().editions),
    )
    registerService(app, context, {
      version,
      prefix: `/fhir/draft/${version}`,
      libraryOf: (request) => draftLibrary(request, version),
    })
  }
}

interface ServiceAt {
  readonly version: FhirVersion
  readonly prefix: string
  readonly libraryOf: LibraryOf
  /** Translations by the library that is there at once: it is everybody's and never changes. */
  readonly translated?: AnswerMemory
}

/** One service below an address; `more` registers what it has besides. */
function registerService(
  app: FastifyInstance,
  context: Context,
  { version, prefix, libraryOf, translated }: ServiceAt,
  more: (scope: FastifyInstance, base: string) => void = () => undefined,
): void {
  void app.register(
    (scope, _options, done) => {
      registerBodies(scope, version)
      registerErrors(scope, version)
      const base = `${context.settings.publicUrl}${prefix}`
      const answer = (request: FastifyRequest, reply: FastifyReply, library: Library): FastifyReply => {
        const call = callOf(request, version, base, library, context)
        if (isPlainVersions(request, call)) return reply.type('application/json').send(plainVersions(version))
        if (formatFor(request) === undefined) return send(request, reply, version, notAcceptable(request, call))
        const isBatch = call.method === 'POST' && call.path.length === 0
        return send(request, reply, version, isBatch ? answerBatch(call) : dispatch(call))
      }
      const handler = (request: FastifyRequest, reply: FastifyReply): FastifyReply | Promise<FastifyReply> => {
        const library = libraryOf(request)
        if (library instanceof Promise) return library.then((found) => answer(request, reply, found))
        const key = translated === undefined || !isPlainJson(request) ? undefined : translationKey(request)
        if (translated === undefined || key === undefined) return answer(request, reply, library)
        const known = translated.get(key)
        if (known !== undefined) return sendJson(reply.code(200), version, known)
        const { status, resource } = dispatch(callOf(request, version, base, library, context))
        if (status !== 200) return send(request, reply, version, { status, resource })
        const json = resourceJson(inVersion(version, resource))
        if (json.length < SHORTEST_KEPT) return sendJson(reply.code(200), version, json)
        const bytes = Buffer.from(json)
        translated.keep(key, bytes)
        return sendJson(reply.code(200), version, bytes)
      }
      const route = {
        bodyLimit: BODY_LIMIT,
        schema: { hide: true, consumes: [...JSON_TYPES, ...XML_TYPES] },
        handler,
      }
      more(scope, base)
      for (const url of ['/', '/*']) scope.route({ ...route, method: METHODS, url, exposeHeadRoute: false })
      done()
    },
    { prefix },
  )
}

/** Makes what the first request would wait for a moment after the start, which does not wait for it. */
function prepareWhenIdle(app: FastifyInstance, prepare: () => unknown): void {
  let timer: NodeJS.Timeout | undefined
  app.addHook('onListen', (done) => {
    timer = setTimeout(() => {
      try {
        prepare()
      } catch (error) {
        // The first request tells it again; nothing else of the server depends on it.
        app.log.error({ err: { message: (error as Error).message, stack: (error as Error).stack } }, 'terminology')
      }
    }, IDLE_MS)
    timer.unref()
    done()
  })
  app.addHook('onClose', (_app, done) => {
    clearTimeout(timer)
    done()
  })
}

/** Only maps can be an institution's own; everything else is answered without asking the registry. */
function isAboutMaps({ params, method }: FastifyRequest): boolean {
  const rest = (params as { readonly '*'?: string })['*'] ?? ''
  return rest.startsWith('ConceptMap') || (rest === '' && method === 'POST')
}

function callOf(
  request: FastifyRequest,
  version: FhirVersion,
  base: string,
  library: FhirCall['library'],
  { standard }: Context,
): FhirCall {
  const rest = (request.params as { readonly '*'?: string })['*'] ?? ''
  const { body } = request
  const threshold = request.headers['x-too-costly-threshold']
  return {
    version,
    method: request.method === 'HEAD' ? 'GET' : request.method,
    path: rest.split('/').filter((part) => part !== ''),
    query: request.query as Query,
    body: version === 'r4' ? fromR4(body) : body,
    isForm: request.headers['content-type']?.startsWith(FORM_TYPE) === true,
    library,
    language: languageOfMessages(request),
    acceptLanguage: request.headers['accept-language'],
    limit: typeof threshold === 'string' && /^\d{1,7}$/.test(threshold) ? Number(threshold) : undefined,
    facts: { base, softwareVersion: standard.edition.version, date: '2026-11-24' },
  }
}

/** FHIR's own world speaks English; Chinese for those who put it first. */
function languageOfMessages(request: FastifyRequest): Language {
  return /^\s*zh/i.test(request.headers['accept-language'] ?? '') ? 'zh' : 'en'
}

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  version: FhirVersion,
  { status, resource, allow }: FhirAnswer,
): FastifyReply {
  const shown = inVersion(version, resource)
  if (allow !== undefined) void reply.header('allow', allow)
  void reply.code(status)
  if (formatFor(request) === 'xml') {
    void reply.type(mediaType('xml', version))
    toXml(shown, version).then(
      (xml) => reply.send(xml),
      (error: unknown) => reply.send(error),
    )
    return reply
  }
  return sendJson(reply, version, isPretty(request) ? JSON.stringify(shown, undefined, 2) : resourceJson(shown))
}

function sendJson(reply: FastifyReply, version: FhirVersion, json: string | Buffer): FastifyReply {
  return reply.type(mediaType('json', version)).send(json)
}

function mediaType(kind: 'json' | 'xml', version: FhirVersion): string {
  return `application/fhir+${kind}; fhirVersion=${SHORT_VERSION[version]}; charset=utf-8`
}

function inVersion(version: FhirVersion, resource: object): Readonly<Record<string, unknown>> {
  const made = resource as Readonly<Record<string, unknown>>
  return version === 'r4' ? toR4(made) : made
}

function isPretty(request: FastifyRequest): boolean {
  return queryText((request.query ?? {}) as Query, '_pretty') === 'true'
}

function isPlainJson(request: FastifyRequest): boolean {
  return formatFor(request) === 'json' && !isPretty(request)
}

function isPlainVersions({ query, headers }: FastifyRequest, { path, method }: FhirCall): boolean {
  if (method !== 'GET' || path.length !== 1 || path[0] !== '$versions') return false
  return wantsPlainJson(queryText((query ?? {}) as Query, '_format'), headers.accept)
}

function formatFor(request: FastifyRequest): AnswerFormat {
  return answerFormat(queryText((request.query ?? {}) as Query, '_format'), request.headers.accept)
}

function notAcceptable(request: FastifyRequest, call: FhirCall): FhirAnswer {
  const format = queryText(call.query, '_format')
  const [name, value] = format === undefined ? ['Accept', request.headers.accept ?? ''] : ['_format', format]
  const expected = 'application/fhir+json | application/fhir+xml'
  return refuse(call, 406, { code: 'parameter-invalid', name, value: value.slice(0, 200), expected })
}

function registerBodies(scope: FastifyInstance, version: FhirVersion): void {
  scope.removeAllContentTypeParsers()
  const readJson = scope.getDefaultJsonParser('error', 'error')
  scope.addContentTypeParser(JSON_TYPES, { parseAs: 'string', bodyLimit: BODY_LIMIT }, readJson)
  scope.addContentTypeParser(
    XML_TYPES,
    { parseAs: 'string', bodyLimit: BODY_LIMIT },
    async (_request: FastifyRequest, body: string | Buffer) => {
      const resource = await fromXml(String(body), version)
      if (resource === undefined) throw new HttpProblem({ code: 'request-malformed', cause: 'XML' })
      return resource
    },
  )
  scope.addContentTypeParser(FORM_TYPE, { parseAs: 'string', bodyLimit: BODY_LIMIT }, (_request, body, done) =>
    done(null, formFields(String(body))),
  )
}

/** Whatever is refused on the way here is told as an OperationOutcome, too. */
function registerErrors(scope: FastifyInstance, version: FhirVersion): void {
  scope.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error as FastifyError, request)
    if (problem.code === 'internal') {
      request.log.error({ err: { message: (error as Error).message, stack: (error as Error).stack } }, 'unforeseen')
    }
    if (statusOf(problem) === 401) void reply.header('www-authenticate', 'Bearer realm="yingma"')
    const resource = problemOutcome(problem, languageOfMessages(request), request.id)
    return send(request, reply, version, { status: statusOf(problem), resource })
  })
}

function problemOf(error: FastifyError, request: FastifyRequest): ServerProblem {
  if (error instanceof HttpProblem) return error.problem
  if (error instanceof Refusal) return error.problem
  return foreseenProblem(error, request) ?? { code: 'internal' }
}
