import compress from '@fastify/compress'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { printPdf } from '@yingma/dictionary'
import type { RegionalList } from '@yingma/insight'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyServerOptions,
  LogController,
} from 'fastify'
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod'
import { registerCds } from './cds/register-cds.ts'
import { createDocumentPress, type DocumentPress } from './document/document-press.ts'
import { refuseFhirAddress } from './fhir/answer/errors.ts'
import { servedEditions } from './fhir/library/served-editions.ts'
import { type FhirOptions, registerFhir } from './fhir/register-fhir.ts'
import { createGovernDesk, type GovernDesk } from './govern/govern-desk.ts'
import { createTokenCache, registerAuthentication } from './http/authentication.ts'
import type { Context } from './http/context.ts'
import { lazy } from './http/lazy.ts'
import { registerMetrics } from './http/metrics.ts'
import { prepareWhenIdle } from './http/prepare-when-idle.ts'
import { refuseAddress, registerProblems } from './http/problem-details.ts'
import { registerSecurityHeaders } from './http/security-headers.ts'
import { registerStopping } from './http/stopping.ts'
import { registerStrictRoutes } from './http/strict-routes.ts'
import { registerUtf8Json } from './http/utf8-bodies.ts'
import { registerWebPages } from './http/web-pages.ts'
import { createOrderDesk } from './insight/order-desk.ts'
import { createAgentLibrary } from './mcp/agent-library.ts'
import { registerMcp } from './mcp/register-mcp.ts'
import { HttpProblem } from './problems/server-problem.ts'
import { registerCatalogueOperations } from './rest/catalogues/register-catalogue-operations.ts'
import { registerChargingOperations } from './rest/charging/register-charging-operations.ts'
import { registerDictionaryOperations } from './rest/dictionary/register-dictionary-operations.ts'
import { registerGovernanceOperations } from './rest/governance/register-governance-operations.ts'
import { registerInsightOperations } from './rest/insight/register-insight-operations.ts'
import { registerOperations } from './rest/operations.ts'
import { registerRegistryOperations } from './rest/registry/register-registry-operations.ts'
import { registerStandardOperations } from './rest/standard/register-standard-operations.ts'

export interface AppOptions {
  readonly logger?: FastifyServerOptions['logger']
  /** A logger that is there already, instead of one of its own. */
  readonly loggerInstance?: FastifyBaseLogger
  /** Checks every answer against its schema: in tests. Off, answers are only turned into JSON. */
  readonly checkAnswers?: boolean
  /** Folder of the built web application, when there is one. */
  readonly webRoot?: string
  /** Origins of systems that may embed the picker. */
  readonly embedders?: readonly string[]
  /** Believe the `x-forwarded-*` headers of one reverse proxy: what it adds last, never what the client sent. */
  readonly trustProxy?: boolean
  /** Recognition lists of the region: for recognition, the check of orders and the tools of agents. */
  readonly recognitionLists?: readonly RegionalList[]
  /** What the terminology service serves besides the editions. */
  readonly fhir?: FhirOptions
  /** Drafts and releases of the standard, shared with the jobs that work from them; its own if not said. */
  readonly governance?: GovernDesk
  /** Prints documents to PDF, shared by apps that follow one another; its own, with the Chromium of this machine, if not said. */
  readonly press?: DocumentPress
  /** Makes what the first request would wait for a moment after the app is ready; for an app that serves. */
  readonly prepareWhenIdle?: boolean
}

export const API_PREFIX = '/api/v1'

/** Builds the server over an open registry; it does not listen yet. */
export async function createApp(context: Context, options: AppOptions = {}): Promise<FastifyInstance> {
  const app = Fastify({
    ...(options.loggerInstance ? { loggerInstance: options.loggerInstance } : { logger: options.logger ?? false }),
    trustProxy: options.trustProxy ? (_address: string, hop: number) => hop === 0 : false,
    bodyLimit: 1024 * 1024,
    requestIdHeader: false,
    genReqId: () => crypto.randomUUID(),
    // Bodies, queries and addresses may hold names of people: only the pattern of the route is logged.
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { maxParamLength: 300, ignoreTrailingSlash: false },
    ajv: { customOptions: { removeAdditional: false } },
    forceCloseConnections: 'idle',
    frameworkErrors: (error, request, reply) =>
      (request.url.startsWith('/fhir/') ? refuseFhirAddress : refuseAddress)(error, request, reply),
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(options.checkAnswers ? serializerCompiler : () => JSON.stringify)
  registerProblems(app)
  registerUtf8Json(app)
  registerStopping(app)
  registerMetrics(app, context.metrics)
  registerRequestLog(app)

  registerSecurityHeaders(app, context.settings.secureCookies)
  await app.register(compress, { threshold: 2048 })
  await app.register(multipart)
  await app.register(rateLimit, {
    global: false,
    errorResponseBuilder: (_request, limit) =>
      new HttpProblem({ code: 'too-many-requests', retryAfter: Math.ceil(limit.ttl / 1000) }),
  })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: '影码 Yingma',
        description: DESCRIPTION,
        version: context.standard.edition.version,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
      security: [{}, { bearer: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  })
  await app.register(swaggerUi, { routePrefix: '/docs' })

  const cache = createTokenCache()
  registerAuthentication(app, context.store, cache)
  registerStrictRoutes(app)
  registerOperations(app, context)
  const governance = options.governance ?? createGovernDesk()
  const editions = lazy(() => {
    const { edition, releases } = context.standard
    return servedEditions(edition, { releases, withdrawn: options.fhir?.withdrawn })
  })
  const press = options.press ?? createDocumentPress(printPdf)
  if (options.press === undefined) app.addHook('preClose', () => press.close())
  const orders = createOrderDesk(context.standard, options.recognitionLists ?? [])
  await app.register(
    (api, _options, done) => {
      registerStandardOperations(api, context, { governance, editions, press, taken: options.fhir?.taken })
      registerRegistryOperations(api, context, cache)
      registerCatalogueOperations(api, context)
      registerChargingOperations(api, context)
      registerDictionaryOperations(api, context, orders)
      registerInsightOperations(api, context, orders)
      registerGovernanceOperations(api, context, governance)
      done()
    },
    { prefix: API_PREFIX },
  )
  const prepareFhir = registerFhir(app, context, editions, governance, options.fhir?.taken)
  if (options.prepareWhenIdle) prepareWhenIdle(app, 'terminology', prepareFhir)
  registerCds(app, context, orders)
  registerMcp(app, context, createAgentLibrary(context.standard, options.recognitionLists))
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger())
  if (options.webRoot !== undefined) {
    await registerWebPages(app, options.webRoot, options.embedders)
  }
  await app.ready()
  return app
}

const DESCRIPTION = `The standard, the normaliser and the registry over HTTP.

Bodies are at most 1 MiB unless an operation says otherwise. Unknown fields, wrong types and control characters are refused. Errors are problem details (RFC 9457) in Chinese or English (Accept-Language) with a stable code. Decisions use optimistic concurrency: If-Match names the version that you saw.`

function registerRequestLog(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id)
    done()
  })
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown'
    const entry = {
      method: request.method,
      route,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
    }
    if (reply.statusCode >= 500) request.log.error(entry, 'answered')
    else request.log.info(entry, 'answered')
    done()
  })
}
