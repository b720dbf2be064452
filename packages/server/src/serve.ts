import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { printPdf } from '@yingma/dictionary'
import type { PrintPdf, RegionalList } from '@yingma/insight'
import {
  asResult,
  createCoalescer,
  ensureFirstAdministrator,
  type JobTools,
  openJobQueue,
  openStore,
  registerEdition,
  type Store,
  type StorePlace,
  webhookKey,
  writeCheckpoint,
} from '@yingma/store'
import type { FastifyBaseLogger } from 'fastify'
import { pino } from 'pino'
import { type AppOptions, createApp } from './app.ts'
import { dictionaryJob } from './dictionary/build-job.ts'
import { createDocumentPress } from './document/document-press.ts'
import type { FhirOptions } from './fhir/register-fhir.ts'
import { acceptJob } from './govern/accept-job.ts'
import { createGovernDesk } from './govern/govern-desk.ts'
import { jobToolsOf, standardInForce } from './govern/standard-in-force.ts'
import { watchReleases } from './govern/watch-releases.ts'
import type { Context, Settings, Standard } from './http/context.ts'
import { createListener } from './http/listener.ts'
import { createMetrics } from './http/metrics.ts'
import { createInsightDesk, type InsightDesk } from './insight/desk.ts'
import { startReportSchedule } from './insight/report-schedule.ts'
import type { InsightSettings } from './insight/settings.ts'
import { createIdentityProvider, type Identity, type ProviderSettings } from './people/identity-provider.ts'
import type { ServerProblem } from './problems/server-problem.ts'
import { sendMessage } from './webhooks/send-message.ts'

export interface ServeOptions {
  readonly place: StorePlace
  readonly port: number
  /** Address to listen on; default `127.0.0.1`: put a proxy with TLS before it to serve others. */
  readonly host?: string
  /** Address under which people reach the server; default from host and port. */
  readonly publicUrl?: string
  readonly webRoot?: string
  /** Origins of systems that may embed the picker; none if not said. */
  readonly embedders?: readonly string[]
  readonly trustProxy?: boolean
  readonly logLevel?: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent'
  readonly provider?: Omit<ProviderSettings, 'redirectUri'>
  readonly uploadLimit?: number
  readonly signInsPerMinute?: number
  /** Figures of standardised exams and the reports that are due; `print` makes PDF. */
  readonly insight?: { readonly settings: InsightSettings; readonly print: PrintPdf }
  /** Recognition lists of the region: for recognition, the check of orders and the tools of agents. */
  readonly recognitionLists?: readonly RegionalList[]
  /** What the terminology service serves besides the editions. */
  readonly fhir?: FhirOptions
  /** Key of the secrets of webhooks (64 hexadecimal digits); of the data folder if not said. */
  readonly webhookKey?: string
  /** Whether webhooks may be on this machine and in private nets, over http too; default `false`. */
  readonly privateWebhooks?: boolean
}

export interface RunningServer {
  /** Where it listens, e.g. `http://127.0.0.1:8080`. */
  readonly address: string
  /** The first administrator's link, while there is no administrator who can sign in. */
  readonly firstLink: string | undefined
  /** Turns new requests away, lets running ones and the current step of jobs end, closes the store. Safe to call twice. */
  stop(): Promise<void>
}

export type ServeResult =
  | { readonly ok: true; readonly server: RunningServer }
  | { readonly ok: false; readonly problem: ServerProblem }

const LOCAL = '127.0.0.1'
const MiB = 1024 * 1024
const CHECKPOINT_MS = 60 * 60_000

/**
 * Opens the registry and serves API and web application from one process. Everything has a default. A release of the
 * standard, made here or by another server on the same registry, comes into force within seconds, while requests run.
 */
export async function serve(options: ServeOptions): Promise<ServeResult> {
  const opened = await openStore(options.place, { connections: 12 })
  if (!opened.ok) return opened
  const { store } = opened
  const parts = new Parts()
  parts.add(() => store.close())
  try {
    const started = await asResult(() => start(store, options, parts))
    if (started.ok) return { ok: true, server: { ...started.value, stop: () => parts.close() } }
    await parts.close()
    return started
  } catch (error) {
    await parts.close()
    const { code = '', message } = error as { code?: string; message: string }
    if (!/^E(ADDR|ACCES|NOTFOUND|AI_)/.test(code)) throw error
    const host = options.host ?? LOCAL
    return { ok: false, problem: { code: 'cannot-listen', host, port: options.port, cause: message } }
  }
}

/** What a server was put together of: closed in the opposite order, each once, however often it is asked. */
class Parts {
  readonly #closers: (() => Promise<void>)[] = []
  #closing: Promise<void> | undefined

  add(close: () => Promise<void>): void {
    this.#closers.push(close)
  }

  close(): Promise<void> {
    this.#closing ??= this.#closeAll()
    return this.#closing
  }

  async #closeAll(): Promise<void> {
    for (const close of this.#closers.reverse()) await close()
  }
}

async function start(store: Store, options: ServeOptions, parts: Parts): Promise<Omit<RunningServer, 'stop'>> {
  let standard = await standardInForce(store)
  await makeCurrent(store, standard)
  const first = await ensureFirstAdministrator(store)
  const log = pino({ level: options.logLevel ?? 'info' })
  const failed = (what: string, error: unknown, more: object = {}): void => {
    const { message, stack } = error as Error
    log.error({ ...more, err: { message, stack } }, what)
  }
  const checkpoints = startCheckpoints(store, (error) => failed('checkpoint', error))
  parts.add(() => checkpoints.stop())
  const governance = createGovernDesk()
  const settings = await contextSettings(options)
  const tools = jobToolsOf(() => standard)
  const jobs = await openJobQueue(store, tools, {
    webhooks: { key: settings.webhooks.key, send: (message) => sendMessage(message, settings.webhooks) },
    handlers: { dictionary: dictionaryJob(() => standard), release: acceptJob(governance) },
    onError: (error, jobId) => failed('job', error, { jobId }),
  })
  parts.add(() => jobs.stop())
  const insight = options.insight && startInsight(options.insight, tools, log)
  if (insight) parts.add(() => insight.stop())
  // A document that is being printed outlives the app that was asked for it.
  const press = createDocumentPress(printPdf)
  const shared: Omit<Context, 'standard'> = {
    store,
    jobs,
    decideTogether: createCoalescer(store),
    metrics: createMetrics(store.pool),
    settings,
    ...providerOf(options, settings),
    ...(insight ? { insight: insight.desk } : {}),
  }
  const createAppFor = (inForce: Standard) =>
    createApp({ ...shared, standard: inForce }, appOptions(options, { loggerInstance: log, governance, press }))
  const listener = createListener(await createAppFor(standard))
  parts.add(() => listener.stop())
  // Before the listener, which waits for every answer.
  parts.add(() => press.close())
  const address = await listener.listen(options.port, options.host ?? LOCAL)
  const watch = watchReleases(store, {
    adopt: async () => {
      const next = await standardInForce(store, standard)
      if (next === standard) return
      await makeCurrent(store, next)
      const app = await createAppFor(next)
      standard = next
      await listener.replace(app)
      log.info({ edition: next.edition.version }, 'release in force')
    },
    onError: (error) => failed('release', error),
  })
  parts.add(() => watch.stop())
  return { address, firstLink: first && `${options.publicUrl ?? address}/welcome#${first.token}` }
}

/** Makes the edition known to the registry, and that which new catalogues start with. */
async function makeCurrent(store: Store, { edition }: Standard): Promise<void> {
  await store.asRegistry(undefined, (transaction) => registerEdition(transaction, edition))
}

async function contextSettings(options: ServeOptions): Promise<Settings> {
  const { host = LOCAL, port, place } = options
  const publicUrl = options.publicUrl ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  return {
    publicUrl,
    uploadLimit: options.uploadLimit ?? 64 * MiB,
    signInsPerMinute: options.signInsPerMinute ?? 20,
    secureCookies: publicUrl.startsWith('https:'),
    webhooks: {
      key: await webhookKey(place, options.webhookKey),
      allowPrivate: options.privateWebhooks ?? false,
    },
  }
}

function providerOf({ provider }: ServeOptions, { publicUrl }: Settings): { readonly provider?: Identity } {
  if (provider === undefined) return {}
  return {
    provider: createIdentityProvider({ ...provider, redirectUri: `${publicUrl}/api/v1/session/provider/callback` }),
  }
}

function appOptions(
  options: ServeOptions,
  shared: Required<Pick<AppOptions, 'loggerInstance' | 'governance' | 'press'>>,
): AppOptions {
  return {
    ...shared,
    trustProxy: options.trustProxy ?? false,
    recognitionLists: options.recognitionLists ?? [],
    ...(options.fhir ? { fhir: options.fhir } : {}),
    ...webRootOf(options.webRoot),
    embedders: options.embedders ?? [],
    prepareWhenIdle: true,
  }
}

/** Figures and the jobs of the scheduled reports; the first look is at once. What fails is logged and tried again. */
function startInsight(
  { settings, print }: NonNullable<ServeOptions['insight']>,
  tools: JobTools,
  log: FastifyBaseLogger,
): { readonly desk: InsightDesk; stop(): Promise<void> } {
  const desk = createInsightDesk(settings)
  const schedule = startReportSchedule({
    desk,
    get edition() {
      return tools.edition
    },
    reports: settings.reports,
    print,
    onProblem: (report, problem) => log.warn({ report, problem }, 'report'),
    onError: (report, error) => log.error({ report, err: { message: (error as Error).message } }, 'report'),
  })
  void schedule.look()
  return {
    desk,
    stop: async () => {
      await schedule.stop()
      await desk.close()
    },
  }
}

function webRootOf(webRoot: string | undefined): { webRoot?: string } {
  return webRoot !== undefined && existsSync(join(webRoot, 'index.html')) ? { webRoot } : {}
}

/** Writes a signed checkpoint of the audit chain every hour, and one at the end. */
function startCheckpoints(store: Store, onError: (error: unknown) => void): { stop(): Promise<void> } {
  const checkpoint = () => store.asRegistry(undefined, writeCheckpoint)
  const timer = setInterval(() => {
    checkpoint().catch(onError)
  }, CHECKPOINT_MS)
  timer.unref()
  return {
    stop: async () => {
      clearInterval(timer)
      await checkpoint()
    },
  }
}
