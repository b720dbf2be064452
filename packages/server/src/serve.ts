import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { RegionalList } from '@yingma/insight'
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
  writeCheckpoint,
} from '@yingma/store'
import type { FastifyInstance } from 'fastify'
import { createApp } from './app.ts'
import type { FhirOptions } from './fhir/register-fhir.ts'
import { loadStandard } from './http/load-standard.ts'
import { createMetrics } from './http/metrics.ts'
import { createIdentityProvider, type ProviderSettings } from './people/identity-provider.ts'
import type { ServerProblem } from './problems/server-problem.ts'

export interface ServeOptions {
  readonly place: StorePlace
  readonly port: number
  /** Address to listen on; default `127.0.0.1`: put a proxy with TLS before it to serve others. */
  readonly host?: string
  /** Address under which people reach the server; default from host and port. */
  readonly publicUrl?: string
  readonly webRoot?: string
  readonly trustProxy?: boolean
  readonly logLevel?: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent'
  readonly provider?: Omit<ProviderSettings, 'redirectUri'>
  readonly uploadLimit?: number
  readonly signInsPerMinute?: number
  /** Recognition lists of the region, for the tools of agents. */
  readonly recognitionLists?: readonly RegionalList[]
  /** What the terminology service serves besides the editions. */
  readonly fhir?: FhirOptions
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
  const standard = loadStandard()
  const opened = await openStore(options.place, { connections: 12 })
  if (!opened.ok) return opened
  const { store } = opened
  let jobs: JobQueue | undefined
  let app: FastifyInstance | undefined
  try {
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
    jobs = await openJobQueue(store, standard, {
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
        },
        ...(options.provider ? { provider: createIdentityProvider({ ...options.provider, redirectUri }) } : {}),
      },
      {
        logger: { level: options.logLevel ?? 'info' },
        trustProxy: options.trustProxy ?? false,
        recognitionLists: options.recognitionLists ?? [],
        ...(options.fhir ? { fhir: options.fhir } : {}),
        ...webRootOf(options.webRoot),
      },
    )
    const address = await app.listen({ port: options.port, host })
    const firstLink = first && `${options.publicUrl ?? address}/welcome#${first.token}`
    return { ok: true, server: { address, firstLink, app, stop: stopper(app, jobs, store) } }
  } catch (error) {
    await app?.close()
    await jobs?.stop()
    await store.close()
    const { code = '', message } = error as { code?: string; message: string }
    if (!/^E(ADDR|ACCES|NOTFOUND|AI_)/.test(code)) throw error
    const host = options.host ?? LOCAL
    return { ok: false, problem: { code: 'cannot-listen', host, port: options.port, cause: message } }
  }
}

function webRootOf(webRoot: string | undefined): { webRoot?: string } {
  return webRoot !== undefined && existsSync(join(webRoot, 'index.html')) ? { webRoot } : {}
}

function stopper(app: FastifyInstance, jobs: JobQueue, store: Store): () => Promise<void> {
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
    await jobs.stop()
    await checkpoint()
    await store.close()
  }
  return () => {
    stopping ??= stop()
    return stopping
  }
}
