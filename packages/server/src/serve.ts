import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { PrintPdf, RegionalList } from '@yingma/insight'
import {
  asResult,
  createCoalescer,
  ensureFirstAdministrator,
  type JobQueue,
  openJobQueue,
  openStore,
  registerEdition,
  type Store,
  type StorePlace,
  webhookKey,
  writeCheckpoint,
} from '@yingma/store'
import type { FastifyInstance } from 'fastify'
import { createApp } from './app.ts'
import { dictionaryJob } from './dictionary/build-job.ts'
import type { FhirOptions } from './fhir/register-fhir.ts'
import { acceptJob } from './govern/accept-job.ts'
import { createGovernDesk } from './govern/govern-desk.ts'
import { standardInForce } from './govern/standard-in-force.ts'
import type { Standard } from './http/context.ts'
import { createMetrics } from './http/metrics.ts'
import { createInsightDesk, type InsightDesk } from './insight/desk.ts'
import { type ReportSchedule, startReportSchedule } from './insight/report-schedule.ts'
import type { InsightSettings } from './insight/settings.ts'
import { createIdentityProvider, type ProviderSettings } from './people/identity-provider.ts'
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
  readonly app: FastifyInstance
  /** Turns new requests away, lets running ones and the current step of jobs end, closes the store. Safe to call twice. */
  stop(): Promise<void>
}

export type ServeResult =
  | { readonly ok: true; readonly server: RunningServer }
  | { readonly ok: false; readonly problem: ServerProblem }

const LOCAL = '127.0.0.1'
const MiB = 1024 * 1024
const CHECKPOINT_MS = 60 * 60_000

/** Opens the registry and serves API and web application from one process. Everything has a default. */
export async function serve(options: ServeOptions): Promise<ServeResult> {
  const opened = await openStore(options.place, { connections: 12 })
  if (!opened.ok) return opened
  const { store } = opened
  let jobs: JobQueue | undefined
  let app: FastifyInstance | undefined
  const desk = options.insight && createInsightDesk(options.insight.settings)
  try {
    const standard = await standardInForce(store)
    const registered = await asResult(() =>
      store.asRegistry(undefined, (transaction) => registerEdition(transaction, standard.edition)),
    )
    if (!registered.ok) {
      await store.close()
      return registered
    }
    const first = await ensureFirstAdministrator(store)
    const host = options.host ?? LOCAL
    const publicUrl = options.publicUrl ?? `http://${host.includes(':') ? `[${host}]` : host}:${options.port}`
    const governance = createGovernDesk()
    const webhooks = {
      key: await webhookKey(options.place, options.webhookKey),
      allowPrivate: options.privateWebhooks ?? false,
    }
    jobs = await openJobQueue(store, standard, {
      webhooks: { key: webhooks.key, send: (message) => sendMessage(message, webhooks) },
      handlers: { dictionary: dictionaryJob(standard), release: acceptJob(governance) },
      onError: (error, jobId) =>
        app?.log.error({ jobId, err: { message: (error as Error).message, stack: (error as Error).stack } }, 'job'),
    })
    const redirectUri = `${publicUrl}/api/v1/session/provider/callback`
    app = await createApp(
      {
        store,
        standard,
        jobs,
        decideTogether: createCoalescer(store),
        metrics: createMetrics(store.pool),
        settings: {
          publicUrl,
          uploadLimit: options.uploadLimit ?? 64 * MiB,
          signInsPerMinute: options.signInsPerMinute ?? 20,
          secureCookies: publicUrl.startsWith('https:'),
          webhooks,
        },
        ...(options.provider ? { provider: createIdentityProvider({ ...options.provider, redirectUri }) } : {}),
        ...(desk ? { insight: desk } : {}),
      },
      {
        logger: { level: options.logLevel ?? 'info' },
        trustProxy: options.trustProxy ?? false,
        recognitionLists: options.recognitionLists ?? [],
        ...(options.fhir ? { fhir: options.fhir } : {}),
        ...webRootOf(options.webRoot),
        embedders: options.embedders ?? [],
        governance,
      },
    )
    const address = await app.listen({ port: options.port, host })
    const firstLink = first && `${options.publicUrl ?? address}/welcome#${first.token}`
    const reports = desk && startReports(app, desk, standard, options)
    const stopFigures = async (): Promise<void> => {
      await reports?.stop()
      await desk?.close()
    }
    return { ok: true, server: { address, firstLink, app, stop: stopper(app, jobs, store, stopFigures) } }
  } catch (error) {
    await app?.close()
    await desk?.close()
    await jobs?.stop()
    await store.close()
    const { code = '', message } = error as { code?: string; message: string }
    if (!/^E(ADDR|ACCES|NOTFOUND|AI_)/.test(code)) throw error
    const host = options.host ?? LOCAL
    return { ok: false, problem: { code: 'cannot-listen', host, port: options.port, cause: message } }
  }
}

/** Starts the jobs of the scheduled reports; the first look is at once. What fails is logged and tried again. */
function startReports(
  app: FastifyInstance,
  desk: InsightDesk,
  { edition }: Standard,
  { insight }: ServeOptions,
): ReportSchedule | undefined {
  if (insight === undefined || insight.settings.reports.length === 0) return undefined
  const schedule = startReportSchedule({
    desk,
    edition,
    reports: insight.settings.reports,
    print: insight.print,
    onProblem: (report, problem) => app.log.warn({ report, problem }, 'report'),
    onError: (report, error) => app.log.error({ report, err: { message: (error as Error).message } }, 'report'),
  })
  void schedule.look()
  return schedule
}

function webRootOf(webRoot: string | undefined): { webRoot?: string } {
  return webRoot !== undefined && existsSync(join(webRoot, 'index.html')) ? { webRoot } : {}
}

function stopper(
  app: FastifyInstance,
  jobs: JobQueue,
  store: Store,
  stopFigures: () => Promise<void>,
): () => Promise<void> {
  const timer = setInterval(() => {
    checkpoint().catch((error: unknown) => app.log.error({ err: { message: (error as Error).message } }, 'checkpoint'))
  }, CHECKPOINT_MS)
  timer.unref()
  const checkpoint = () => store.asRegistry(undefined, writeCheckpoint)
  let stopping: Promise<void> | undefined
  const stop = async (): Promise<void> => {
    clearInterval(timer)
    app.beginStopping()
    await app.close()
    await stopFigures()
    await jobs.stop()
    await checkpoint()
    await store.close()
  }
  return () => {
    stopping ??= stop()
    return stopping
  }
}
