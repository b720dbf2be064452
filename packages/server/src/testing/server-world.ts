import { writeFile } from 'node:fs/promises'
import {
  addNames,
  asResult,
  type Catalogue,
  createAccount,
  createCatalogue,
  createCoalescer,
  createInstitution,
  createKey,
  getCatalogue,
  grantRole,
  type Institution,
  type JobQueue,
  type NewName,
  openJobQueue,
  openSession,
  openStore,
  type Role,
  registerEdition,
  SCOPES,
  type Store,
  startTestPostgres,
} from '@yingma/store'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { API_PREFIX, type AppOptions, createApp } from '../app.ts'
import { dictionaryJob } from '../dictionary/build-job.ts'
import { createDocumentPress } from '../document/document-press.ts'
import { acceptJob } from '../govern/accept-job.ts'
import { createGovernDesk } from '../govern/govern-desk.ts'
import type { Context, Settings } from '../http/context.ts'
import { loadStandard } from '../http/load-standard.ts'
import { createMetrics } from '../http/metrics.ts'
import type { InsightDesk } from '../insight/desk.ts'
import type { Identity } from '../people/identity-provider.ts'
import { sendMessage } from '../webhooks/send-message.ts'
import { insightWorld, RECOGNITION_LIST } from './insight-world.ts'

/** Someone with an account, a browser session and an API key of all scopes. */
export interface Person {
  readonly id: string
  readonly login: string
  readonly session: string
  readonly key: string
}

export interface Hospital {
  readonly institution: Institution
  readonly manager: Person
  readonly mapper: Person
  readonly reviewer: Person
  readonly reader: Person
}

/** A server over a real, throw-away PostgreSQL, with one administrator and two hospitals. */
export interface ServerWorld {
  readonly app: FastifyInstance
  readonly store: Store
  readonly context: Context
  readonly jobs: JobQueue
  readonly region: Institution
  readonly admin: Person
  readonly a: Hospital
  readonly b: Hospital
  /** Errors that jobs or handlers threw; a test that ends with some has failed. */
  readonly errors: unknown[]
  ask(
    person: Person | undefined,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>
  stop(): Promise<void>
}

export interface Answer {
  readonly status: number
  readonly headers: Record<string, unknown>
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly body: any
  readonly text: string
}

export interface WorldOptions {
  readonly settings?: Partial<Settings>
  readonly app?: AppOptions
  readonly provider?: Identity
}

const SETTINGS: Settings = {
  publicUrl: 'http://localhost',
  uploadLimit: 4 * 1024 * 1024,
  signInsPerMinute: 1_000_000,
  secureCookies: false,
  webhooks: { key: Buffer.alloc(32, 7), allowPrivate: true },
}

export async function startServerWorld(options: WorldOptions = {}): Promise<ServerWorld> {
  const postgres = await startTestPostgres()
  const opened = await openStore({ databaseUrl: (await postgres.database()).url })
  if (!opened.ok) throw new Error(JSON.stringify(opened.problem))
  const { store } = opened
  const standard = loadStandard()
  const errors: unknown[] = []
  const people = await store.asRegistry(undefined, async (transaction) => {
    await registerEdition(transaction, standard.edition)
    const region = await createInstitution(transaction, { kind: 'region', code: 'R', name: '东区', parentId: null })
    const admin = await createAccount(transaction, { login: 'root', name: '管理员' })
    await grantRole(transaction, { userId: admin.id, institutionId: null, role: 'admin' })
    return { region, admin: admin.id }
  })
  const admin = await person(store, 'root', people.admin)
  const governance = createGovernDesk()
  const jobs = await openJobQueue(store, standard, {
    handlers: { dictionary: dictionaryJob(() => standard), release: acceptJob(governance) },
    onError: (error) => errors.push(error),
    pollSeconds: 0.5,
    webhooks: {
      key: SETTINGS.webhooks.key,
      pollSeconds: 0.5,
      delays: [0.5, 0.5],
      send: (message) => sendMessage(message, { allowPrivate: true, timeout: 1500 }),
    },
  })
  const insight: InsightDesk = insightWorld(standard)
  const context: Context = {
    store,
    standard,
    jobs,
    decideTogether: createCoalescer(store),
    metrics: createMetrics(store.pool),
    settings: { ...SETTINGS, ...options.settings },
    insight,
    ...(options.provider ? { provider: options.provider } : {}),
  }
  const logger = { level: 'error', stream: { write: (entry: string) => void errors.push(JSON.parse(entry)) } }
  const app = await createApp(context, {
    checkAnswers: true,
    logger,
    recognitionLists: [RECOGNITION_LIST],
    governance,
    press: createDocumentPress(async (_page, pdf) => {
      await writeFile(pdf, '%PDF-')
      return { ok: true }
    }),
    ...options.app,
  })
  const world: Omit<ServerWorld, 'a' | 'b'> = {
    app,
    store,
    context,
    jobs,
    region: people.region,
    admin,
    errors,
    ask: (who, method, path, body, headers) => ask(app, who, method, path, body, headers),
    stop: async () => {
      await app.close()
      await insight.close()
      await jobs.stop()
      await store.close()
      await postgres.stop()
    },
  }
  return { ...world, a: await hospital(store, people.region, 'A'), b: await hospital(store, people.region, 'B') }
}

/** An account's session and key; keys are made past the API, which wants a session for it. */
async function person(store: Store, login: string, id: string): Promise<Person> {
  const { token } = await openSession(store, id)
  const { key } = await store.asTenant({ userId: id }, (transaction) =>
    createKey(transaction, id, { name: 'all', scopes: SCOPES }),
  )
  return { id, login, session: token, key }
}

export async function newPerson(store: Store, login: string, role: Role, institutionId: string): Promise<Person> {
  const id = await store.asRegistry(undefined, async (transaction) => {
    const made = await createAccount(transaction, { login, name: `姓名-${login}` })
    await grantRole(transaction, { userId: made.id, institutionId, role })
    return made.id
  })
  return await person(store, login, id)
}

async function hospital(store: Store, region: Institution, code: string): Promise<Hospital> {
  const institution = await store.asRegistry(undefined, (transaction) =>
    createInstitution(transaction, { kind: 'institution', code, name: `医院${code}`, parentId: region.id }),
  )
  const at = (role: Role) => newPerson(store, `${role}-${code}`, role, institution.id)
  return {
    institution,
    manager: await at('institution-admin'),
    mapper: await at('mapper'),
    reviewer: await at('reviewer'),
    reader: await at('reader'),
  }
}

/** A catalogue whose names are read already, without waiting for a job. */
export async function filledCatalogue(
  world: ServerWorld,
  at: Hospital,
  title: string,
  names: readonly NewName[],
): Promise<Catalogue> {
  const institutionId = at.institution.id
  const made = await asResult(() =>
    world.store.asTenant({ userId: at.mapper.id }, async (transaction) => {
      const { id } = await createCatalogue(transaction, at.mapper.id, { institutionId, kind: 'exam-dictionary', title })
      await addNames(transaction, { institutionId, catalogueId: id }, names)
      return await getCatalogue(transaction, id)
    }),
  )
  if (!made.ok) throw new Error(made.problem.code)
  const job = await world.jobs.enqueue({
    kind: 'suggest',
    institutionId,
    requestedBy: at.mapper.id,
    params: { catalogueId: made.value.id },
  })
  await jobEnded(world, at.mapper, job.id)
  return made.value
}

export async function jobEnded(world: ServerWorld, who: Person, id: string): Promise<Answer['body']> {
  for (let turn = 0; turn < 600; turn++) {
    const { body } = await world.ask(who, 'GET', `/jobs/${id}`)
    if (body.finishedAt !== null) return body
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`job ${id} did not end`)
}

async function ask(
  app: FastifyInstance,
  who: Person | undefined,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await app.inject({
    method: method as 'GET',
    url: path.startsWith('/') && !path.startsWith('//') ? API_PREFIX + path : path.slice(1),
    headers: { ...(who ? { authorization: `Bearer ${who.session}` } : {}), ...headers },
    ...(body === undefined ? {} : { payload: body as NonNullable<InjectOptions['payload']> }),
  })
  const type = String(response.headers['content-type'] ?? '')
  return {
    status: response.statusCode,
    headers: response.headers,
    text: response.body,
    body: type.includes('json') && !type.includes('ndjson') ? response.json() : undefined,
  }
}
