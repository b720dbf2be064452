import { randomBytes } from 'node:crypto'
import { chmod, chown, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { findEngineFiles, firstClosedFolder, isMissing } from './engine-files.ts'
import { type LockHolder, takeFolderLock } from './folder-lock.ts'
import { type Postmaster, runInitdb, startPostmaster } from './postmaster.ts'
import { type SystemUser, unprivilegedUser } from './unprivileged-user.ts'

/** Why the embedded PostgreSQL does not start; texts stand in the locale files. */
export type EmbeddedProblem =
  | { readonly code: 'store-no-binaries'; readonly platform: string }
  | { readonly code: 'store-no-unprivileged-user' }
  | { readonly code: 'store-folder-closed'; readonly folder: string; readonly user: string }
  | { readonly code: 'store-folder-unusable'; readonly folder: string; readonly reason: string }
  | { readonly code: 'store-no-registry'; readonly folder: string }
  | { readonly code: 'store-folder-in-use'; readonly folder: string; readonly pid: number }
  | { readonly code: 'store-engine-failed'; readonly step: 'initdb' | 'postgres'; readonly output: string }

export interface EmbeddedPostgres {
  /** Connection string of the application role: owner of its database, no superuser, no other rights. */
  readonly url: string
  /** Connection string of the superuser, for maintenance and for test databases; never handed to requests. */
  readonly superuserUrl: string
  readonly folder: string
  /** Milliseconds from the call until connections were accepted. */
  readonly startMs: number
  /** Stops PostgreSQL cleanly (checkpoint, nothing to recover) and frees the folder. Safe to call twice. */
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  /** `false` gives up durability for speed: throw-away test clusters only. Default `true`. */
  readonly durable?: boolean
  readonly maxConnections?: number
  /** `false` refuses a folder without a registry instead of making one in it. Default `true`. */
  readonly create?: boolean
}

export type EmbeddedResult =
  | { readonly ok: true; readonly postgres: EmbeddedPostgres }
  | { readonly ok: false; readonly problem: EmbeddedProblem }

/** Passwords of the two roles, in a file that only the owner of the folder reads. */
export interface Secret {
  readonly superuser: string
  readonly application: string
}

const DATABASE = 'yingma'
const APPLICATION_ROLE = 'yingma'
/** Requests act in this role: row-level security holds for it, it owns nothing and cannot log in. */
export const TENANT_ROLE = 'yingma_tenant'

/**
 * Starts a real PostgreSQL in `folder` (made when missing), reachable by a unix socket inside it only. One opener at a
 * time; when this process dies, PostgreSQL shuts itself down. As root it runs under an unprivileged user of the system.
 */
export async function startEmbeddedPostgres(folder: string, options: EmbeddedOptions = {}): Promise<EmbeddedResult> {
  const begun = performance.now()
  const at = resolve(folder)
  const user = await unprivilegedUser()
  if (user === undefined) return { ok: false, problem: { code: 'store-no-unprivileged-user' } }
  const files = await findEngineFiles()
  if (files === undefined) {
    return { ok: false, problem: { code: 'store-no-binaries', platform: `${process.platform}-${process.arch}` } }
  }
  const unusable = await prepareFolder(at, options.create ?? true)
  if (unusable !== undefined) return { ok: false, problem: unusable }
  if (user) await chmod(at, 0o711)
  const closed = user ? await firstClosedFolder(at, user.uid) : undefined
  if (user && closed !== undefined) {
    return { ok: false, problem: { code: 'store-folder-closed', folder: closed, user: user.name } }
  }
  const lock = await takeFolderLock(join(at, 'lock'))
  if (!lock.ok) return inUse(at, lock.holder)

  let postmaster: Postmaster | undefined
  const fail = async (step: 'initdb' | 'postgres', output: string): Promise<EmbeddedResult> => {
    await postmaster?.stop()
    await lock.release()
    return { ok: false, problem: { code: 'store-engine-failed', step, output: output.slice(-2000) } }
  }
  try {
    const root = await reachableEngine(files.root, at, user)
    const data = join(at, 'postgres')
    const secret = await readSecret(join(at, 'secret.json'))
    if (await isUnfinished(data)) {
      const output = await initialise(root, at, data, secret, user, options)
      if (output !== undefined) return await fail('initdb', output)
    }
    const socket = await socketFolder(at, user)
    postmaster = await startPostmaster({ root, data, socket, user, log: join(at, 'postgres.log'), ...options })
    const superuserUrl = connectionUrl('postgres', secret.superuser, socket, 'postgres')
    const waiting = await postmaster.ready(() => answers(superuserUrl))
    if (waiting !== undefined) return await fail('postgres', waiting)
    await ensureDatabase(superuserUrl, secret.application)
    const running = postmaster
    const postgres: EmbeddedPostgres = {
      url: applicationUrl(secret, socket),
      superuserUrl,
      folder: at,
      startMs: performance.now() - begun,
      stop: async () => {
        await running.stop()
        if (!socket.startsWith(at)) await rm(socket, { recursive: true, force: true })
        await lock.release()
      },
    }
    return { ok: true, postgres }
  } catch (error) {
    await postmaster?.stop()
    await lock.release()
    throw error
  }
}

/** Makes the folder, or says why it cannot be one of a registry. */
async function prepareFolder(folder: string, create: boolean): Promise<EmbeddedProblem | undefined> {
  try {
    if (!create && (await isUnfinished(join(folder, 'postgres')))) return { code: 'store-no-registry', folder }
    await mkdir(folder, { recursive: true })
    return undefined
  } catch (error) {
    const { code = '' } = error as { code?: string }
    if (!/^E[A-Z]+$/.test(code)) throw error
    // A file in the place of the folder is EEXIST to mkdir.
    return { code: 'store-folder-unusable', folder, reason: code === 'EEXIST' ? 'ENOTDIR' : code }
  }
}

function inUse(folder: string, holder: LockHolder): EmbeddedResult {
  return { ok: false, problem: { code: 'store-folder-in-use', folder, pid: holder.pid } }
}

/** The programs where they are, or a copy in the data folder when the unprivileged user cannot walk there (a checkout under /root). */
async function reachableEngine(root: string, folder: string, user: SystemUser | null): Promise<string> {
  if (!user || (await firstClosedFolder(join(root, 'bin'), user.uid)) === undefined) return root
  const copy = join(folder, 'engine')
  await cp(root, copy, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true })
  await chmod(copy, 0o755)
  return copy
}

async function readSecret(path: string): Promise<Secret> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Secret
  } catch (error) {
    if (!isMissing(error)) throw error
    const secret: Secret = { superuser: password(), application: password() }
    await writeFile(path, JSON.stringify(secret), { mode: 0o600, flag: 'wx' })
    return secret
  }
}

function password(): string {
  return randomBytes(24).toString('base64url')
}

/** initdb writes PG_VERSION early but our mark only after success, so a half-made cluster is made anew, never used. */
async function isUnfinished(data: string): Promise<boolean> {
  try {
    await readFile(join(data, 'yingma.ready'))
    return false
  } catch (error) {
    if (isMissing(error)) return true
    throw error
  }
}

async function initialise(
  root: string,
  folder: string,
  data: string,
  secret: Secret,
  user: SystemUser | null,
  options: EmbeddedOptions,
): Promise<string | undefined> {
  await rm(data, { recursive: true, force: true })
  await mkdir(data, { mode: 0o700 })
  const passwordFile = join(folder, 'initdb.password')
  await writeFile(passwordFile, secret.superuser, { mode: 0o600 })
  try {
    if (user) for (const path of [data, passwordFile]) await chown(path, user.uid, user.gid)
    const output = await runInitdb({ root, data, passwordFile, user, sync: options.durable !== false })
    if (output === undefined) await writeFile(join(data, 'yingma.ready'), '', { mode: 0o600 })
    return output
  } finally {
    await rm(passwordFile, { force: true })
  }
}

/** A socket's path holds at most 107 bytes: a deep data folder gets a private folder under the system's temporary one. */
async function socketFolder(folder: string, user: SystemUser | null): Promise<string> {
  const inside = join(folder, 'run')
  const path = Buffer.byteLength(inside) <= 80 ? inside : join(tmpdir(), `yingma-${randomBytes(6).toString('hex')}`)
  await mkdir(path, { recursive: true, mode: 0o700 })
  if (user) await chown(path, user.uid, user.gid)
  return path
}

/** Connection string of the application role through the socket in `socket`. */
export function applicationUrl(secret: Secret, socket: string): string {
  return connectionUrl(APPLICATION_ROLE, secret.application, socket, DATABASE)
}

function connectionUrl(user: string, secret: string, socket: string, database: string): string {
  return `postgres://${user}:${secret}@localhost/${database}?host=${encodeURIComponent(socket)}`
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return true
  } catch (error) {
    const code = (error as { code?: string }).code
    // No socket yet, nobody listening yet, or still starting up (57P03): ask again.
    if (code === 'ENOENT' || code === 'ECONNREFUSED' || code === 'ECONNRESET' || code === '57P03') return false
    throw error
  } finally {
    await client.end()
  }
}

async function ensureDatabase(superuserUrl: string, secret: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  try {
    const roles = await client.query<{ rolname: string }>('SELECT rolname FROM pg_roles WHERE rolname = ANY($1)', [
      [APPLICATION_ROLE, TENANT_ROLE],
    ])
    const known = new Set(roles.rows.map((row) => row.rolname))
    if (!known.has(TENANT_ROLE)) await client.query(`CREATE ROLE ${TENANT_ROLE} NOLOGIN`)
    if (!known.has(APPLICATION_ROLE)) {
      await client.query(`CREATE ROLE ${APPLICATION_ROLE} LOGIN PASSWORD ${client.escapeLiteral(secret)}`)
      await client.query(`GRANT ${TENANT_ROLE} TO ${APPLICATION_ROLE}`)
    }
    const databases = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE])
    if (databases.rowCount === 0) {
      await client.query(`CREATE DATABASE ${DATABASE} OWNER ${APPLICATION_ROLE}`)
      await client.query(`REVOKE ALL ON DATABASE ${DATABASE} FROM PUBLIC`)
    }
  } finally {
    await client.end()
  }
}
