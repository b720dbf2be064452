import type { Canonical, Library } from '@yingma/terminology'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { GovernDesk } from '../govern/govern-desk.ts'
import type { Context } from '../http/context.ts'
import { lazy } from '../http/lazy.ts'
import { wantsPlainJson } from './answer/answer-format.ts'
import { AnswerMemory } from './answer/answer-memory.ts'
import { answerToError, languageOfMessages, registerErrors } from './answer/errors.ts'
import { resourceJson } from './answer/resource-json.ts'
import { formatFor, inVersion, isPlainJson, send, sendJson } from './answer/send-answer.ts'
import { translationKey } from './answer/translation-key.ts'
import { answerBatch } from './batch.ts'
import { dispatch, type FhirAnswer, type FhirCall, refuse } from './dispatch.ts'
import { FHIR_VERSIONS, type FhirVersion } from './fhir-version.ts'
import { createDraftLibraries } from './library/draft-library.ts'
import { createInstitutionLibraries } from './library/institution-maps.ts'
import { plainVersions, type ServerFacts } from './library/metadata.ts'
import { priceResources } from './library/price-resources.ts'
import { frozenInstead, type ServedEdition } from './library/served-editions.ts'
import { createTerminologyService } from './library/terminology-service.ts'
import { fromR4 } from './request/from-r4.ts'
import { BODY_LIMIT, isForm, RESOURCE_TYPES, registerBodies } from './request/read-body.ts'
import { type Query, queryText } from './request/read-request.ts'
import { registerSyndication } from './syndication.ts'

/** Translations kept as they were written, for each FHIR release: all of ours, some of which have hundreds of matches. */
const MOST_TRANSLATED = 8 * 1024 * 1024
/** Shorter ones are written as fast as found, and thousands of them would drive the long ones out. */
const SHORTEST_KEPT = 8 * 1024
/** Those that FHIR knows; what changes something is refused as FHIR says it. */
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

export interface FhirOptions {
  /** Resources taken over from others, in the shapes of R5. */
  readonly taken?: readonly Canonical[]
  /** Versions of releases that are withdrawn: still readable, never the default, taken back in the feed. */
  readonly withdrawn?: readonly string[]
}

/** Which library answers a request: at once, or after the registry was asked. */
type LibraryOf = (request: FastifyRequest) => Library | Promise<Library>

/**
 * The terminology service at /fhir/r4 and /fhir/r5, and that of the coming edition at /fhir/draft/r4 and /fhir/draft/r5. What
 * comes back makes beforehand what the first request would wait for.
 */
export function registerFhir(
  app: FastifyInstance,
  context: Context,
  editions: () => readonly ServedEdition[],
  desk: GovernDesk,
  taken: readonly Canonical[] = [],
): () => void {
  const instead = lazy(() => frozenInstead(context.standard.releases))
  const service = lazy(() => {
    const { prices: schedules } = context.standard
    const versions = instead()
    if (versions.length > 0)
      app.log.warn({ versions }, 'served as frozen in the folder of releases, not as the registry released it')
    const prices = priceResources(editions().at(-1)!.edition, schedules)
    return createTerminologyService(editions(), [...prices, ...taken], context.settings.publicUrl)
  })
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
    registerService(app, context, { version, prefix, libraryOf, translated, instead }, (scope, base) =>
      registerSyndication(scope, version, base, () => service().editions),
    )
    registerService(app, context, {
      version,
      prefix: `/fhir/draft/${version}`,
      libraryOf: (request) => draftLibrary(request, version),
    })
  }
  return service
}

interface ServiceAt {
  readonly version: FhirVersion
  readonly prefix: string
  readonly libraryOf: LibraryOf
  /** Translations by the library that is there at once: it is everybody's and never changes. */
  readonly translated?: AnswerMemory
  /** Versions served with another content than the registry has released; none if not said. */
  readonly instead?: () => readonly string[]
}

/** One service below an address; `more` registers what it has besides. */
function registerService(
  app: FastifyInstance,
  context: Context,
  { version, prefix, libraryOf, translated, instead = () => [] }: ServiceAt,
  more: (scope: FastifyInstance, base: string) => void = () => undefined,
): void {
  void app.register(
    (scope, _options, done) => {
      registerBodies(scope, version)
      registerErrors(scope, version)
      const base = `${context.settings.publicUrl}${prefix}`
      const facts: ServerFacts = {
        base,
        softwareVersion: context.standard.edition.version,
        date: '2026-11-24',
        // Asked of the registry's releases when somebody wants to know, not at every start.
        get frozenInstead() {
          return instead()
        },
      }
      const answer = (request: FastifyRequest, reply: FastifyReply, library: Library): FastifyReply => {
        const call = callOf(request, version, facts, library)
        if (isPlainVersions(request, call)) return reply.type('application/json').send(plainVersions(version))
        const format = formatFor(request, version)
        if (format === undefined) return send(request, reply, version, notAcceptable(request, call))
        if (call.method !== 'POST' || call.path.length > 0) return send(request, reply, version, dispatch(call))
        const failed = (error: unknown): FhirAnswer => answerToError(error as FastifyError, request)
        return send(request, reply, version, answerBatch(call, { isWhole: format === 'xml', failed }))
      }
      const handler = (request: FastifyRequest, reply: FastifyReply): FastifyReply | Promise<FastifyReply> => {
        const library = libraryOf(request)
        if (library instanceof Promise) return library.then((found) => answer(request, reply, found))
        const key = translated === undefined || !isPlainJson(request, version) ? undefined : translationKey(request)
        if (translated === undefined || key === undefined) return answer(request, reply, library)
        const known = translated.get(key)
        if (known !== undefined) return sendJson(reply.code(200), version, known)
        const { status, resource } = dispatch(callOf(request, version, facts, library))
        if (status !== 200) return send(request, reply, version, { status, resource })
        const json = resourceJson(inVersion(version, resource))
        if (json.length < SHORTEST_KEPT) return sendJson(reply.code(200), version, json)
        const bytes = Buffer.from(json)
        translated.keep(key, bytes)
        return sendJson(reply.code(200), version, bytes)
      }
      const route = {
        bodyLimit: BODY_LIMIT,
        schema: { hide: true, consumes: [...RESOURCE_TYPES] },
        handler,
      }
      more(scope, base)
      for (const url of ['/', '/*']) scope.route({ ...route, method: METHODS, url, exposeHeadRoute: false })
      done()
    },
    { prefix },
  )
}

/** Only maps can be an institution's own; everything else is answered without asking the registry. */
function isAboutMaps({ params, method }: FastifyRequest): boolean {
  const rest = (params as { readonly '*'?: string })['*'] ?? ''
  return rest.startsWith('ConceptMap') || (rest === '' && method === 'POST')
}

function callOf(
  request: FastifyRequest,
  version: FhirVersion,
  facts: ServerFacts,
  library: FhirCall['library'],
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
    isForm: isForm(request),
    library,
    language: languageOfMessages(request),
    acceptLanguage: request.headers['accept-language'],
    limit: typeof threshold === 'string' && /^\d{1,7}$/.test(threshold) ? Number(threshold) : undefined,
    facts,
  }
}

function isPlainVersions({ query, headers }: FastifyRequest, { path, method }: FhirCall): boolean {
  if (method !== 'GET' || path.length !== 1 || path[0] !== '$versions') return false
  return wantsPlainJson(queryText((query ?? {}) as Query, '_format'), headers.accept)
}

function notAcceptable(request: FastifyRequest, call: FhirCall): FhirAnswer {
  const format = queryText(call.query, '_format')
  const [name, value] = format === undefined ? ['Accept', request.headers.accept ?? ''] : ['_format', format]
  const expected = 'application/fhir+json | application/fhir+xml'
  return refuse(call, 406, { code: 'parameter-invalid', name, value: value.slice(0, 200), expected })
}
