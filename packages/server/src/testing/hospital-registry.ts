import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import {
  addNames,
  createAccount,
  createCatalogue,
  createInstitution,
  createKey,
  grantRole,
  type NewName,
  openStore,
  registerEdition,
  SCOPES,
  type Store,
  type StorePlace,
} from '@yingma/store'
import { loadStandard } from '../http/load-standard.ts'

/** A registry with one hospital in it, and what a client needs to work with it. */
export interface HospitalRegistry {
  readonly place: StorePlace
  readonly institutionId: string
  /** API key of the institution's administrator, all scopes. */
  readonly key: string
  readonly catalogues: readonly { readonly id: string; readonly nameIds: readonly string[] }[]
  /** Codes of some items, to decide on. */
  readonly codes: readonly string[]
}

/** Makes a registry with catalogues of these names. */
export async function createHospital(
  place: StorePlace,
  catalogues: readonly (readonly NewName[])[],
): Promise<HospitalRegistry> {
  const store = await opened(place)
  try {
    const { edition } = loadStandard()
    const { institutionId, userId } = await store.asRegistry(undefined, async (transaction) => {
      await registerEdition(transaction, edition)
      const region = await createInstitution(transaction, { kind: 'region', code: 'R', name: '东区', parentId: null })
      const hospital = await createInstitution(transaction, {
        kind: 'institution',
        code: 'A',
        name: '第一医院',
        parentId: region.id,
      })
      const { id } = await createAccount(transaction, { login: 'manager', name: '管理' })
      await grantRole(transaction, { userId: id, institutionId: hospital.id, role: 'institution-admin' })
      return { institutionId: hospital.id, userId: id }
    })
    const made = await store.asTenant({ userId }, async (transaction) => {
      const { key } = await createKey(transaction, userId, { name: 'client', scopes: SCOPES })
      const ids: string[] = []
      for (const [index, names] of catalogues.entries()) {
        const { id } = await createCatalogue(transaction, userId, {
          institutionId,
          kind: 'exam-dictionary',
          title: `字典${index}`,
        })
        await addNames(transaction, { institutionId, catalogueId: id }, names)
        ids.push(id)
      }
      return { key, ids }
    })
    const { rows } = await store.pool.query<{ id: string; catalogue: string }>(
      'SELECT id, catalogue_id AS catalogue FROM local_names ORDER BY id',
    )
    return {
      place,
      institutionId,
      key: made.key,
      catalogues: made.ids.map((id) => ({
        id,
        nameIds: rows.filter(({ catalogue }) => catalogue === id).map((row) => row.id),
      })),
      codes: edition.items.slice(0, 200).map(({ code }) => code),
    }
  } finally {
    await store.close()
  }
}

/** Opens the registry, beside a server that runs on it too. */
export async function opened(place: StorePlace): Promise<Store> {
  const result = await openStore(place, { attach: true, connections: 2 })
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return result.store
}

/** A server in a process of its own. */
export interface ServerProcess {
  readonly address: string
  /** Milliseconds of the Node process from its start until it listens, as it says itself. */
  readonly started: number
  readonly process: ChildProcess
  /** kill -9: nothing is closed, nothing is written. */
  kill(): Promise<void>
  stop(): Promise<void>
}

/** Serves a registry from another process on any free port. */
export async function startServerProcess(place: StorePlace): Promise<ServerProcess> {
  const script = `
    import { register } from 'node:module'
    register('tsx/esm', ${JSON.stringify(import.meta.url)}, { data: {} })
    const { serve } = await import(${JSON.stringify(new URL('../serve.ts', import.meta.url).href)})
    const result = await serve({ place: ${JSON.stringify(place)}, port: 0, logLevel: 'error', signInsPerMinute: 1e6 })
    if (!result.ok) throw new Error(JSON.stringify(result.problem))
    process.stdout.write(JSON.stringify({ address: result.server.address, started: performance.now() }) + '\\n')
    process.once('SIGTERM', () => void result.server.stop().then(() => process.exit(0)))`
  // As the command line starts Node and registers the loader.
  const how = ['--max-semi-space-size=8', '--input-type=module', '-e', script]
  const child = spawn(process.execPath, how, { stdio: ['ignore', 'pipe', 'inherit'] })
  const exit = once(child, 'exit')
  const lines = createInterface({ input: child.stdout })
  const first = await Promise.race([once(lines, 'line'), exit.then(() => undefined)])
  if (first === undefined) throw new Error('the server ended before it listened')
  const { address, started } = JSON.parse(String(first[0])) as { address: string; started: number }
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal)
    await exit
  }
  return { address, started, process: child, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') }
}
