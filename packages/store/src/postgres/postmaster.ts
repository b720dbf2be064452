import { type ChildProcess, spawn } from 'node:child_process'
import { chown, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { isMissing } from './engine-files.ts'
import type { SystemUser } from './unprivileged-user.ts'

/** A running PostgreSQL server process. */
export interface Postmaster {
  /** Resolves to `undefined` once `probe` succeeds, or to the server's last words when it ended or never answered. */
  ready(probe: () => Promise<boolean>): Promise<string | undefined>
  /** Fast shutdown: open transactions roll back, a checkpoint is written. Safe to call twice. */
  stop(): Promise<void>
}

export interface PostmasterOptions {
  readonly root: string
  readonly data: string
  readonly socket: string
  readonly user: SystemUser | null
  readonly log: string
  readonly durable?: boolean
  readonly maxConnections?: number
}

const START_LIMIT_MS = 60_000
const STOP_LIMIT_MS = 30_000

/**
 * The shell between us and the server holds one end of a pipe: when this process ends in any way, kill -9 included,
 * the pipe closes and the server is told to shut down. So none is ever left behind.
 */
const KEEPER = `
exec 3<&0
"$@" </dev/null 3<&- &
server=$!
( read -r line <&3; kill -INT "$server" 2>/dev/null ) &
watcher=$!
wait "$server"
code=$?
kill "$watcher" 2>/dev/null
exit "$code"
`

/** Runs initdb; `undefined` on success, else what it printed. */
export async function runInitdb(options: {
  readonly root: string
  readonly data: string
  readonly passwordFile: string
  readonly user: SystemUser | null
  readonly sync: boolean
}): Promise<string | undefined> {
  const child = spawn(
    join(options.root, 'bin', 'initdb'),
    [
      ...['-D', options.data, '-U', 'postgres', `--pwfile=${options.passwordFile}`],
      // Builtin C.UTF-8: the same order on every machine, whatever locales it has.
      ...['--auth=scram-sha-256', '--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      ...['--locale=C', '--data-checksums', '--no-instructions', ...(options.sync ? [] : ['--no-sync'])],
    ],
    { ...identity(options.user), stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
  const code = await ended(child)
  return code === 0 ? undefined : Buffer.concat(chunks).toString('utf8')
}

/** Starts the server under its keeper; it listens on a unix socket in `socket` and nowhere else. */
export async function startPostmaster(options: PostmasterOptions): Promise<Postmaster> {
  await previousServerGone(options.data)
  const log = await open(options.log, 'a', 0o600)
  try {
    if (options.user) await chown(options.log, options.user.uid, options.user.gid)
    const child = spawn(
      '/bin/sh',
      ['-c', KEEPER, 'sh', join(options.root, 'bin', 'postgres'), '-D', options.data, ...settings(options)],
      // A group of its own: Ctrl-C in a terminal must reach us first, and the server only when we are done with it.
      { ...identity(options.user), detached: true, stdio: ['pipe', log.fd, log.fd] },
    )
    const exit = ended(child)
    return {
      ready: (probe) => untilReady(probe, exit, options.log),
      stop: async () => {
        child.stdin?.destroy()
        const done = await Promise.race([exit, wait(STOP_LIMIT_MS, 'late' as const, { ref: false })])
        if (done === 'late' && child.pid !== undefined) {
          process.kill(-child.pid, 'SIGQUIT')
          await exit
        }
      },
    }
  } finally {
    await log.close()
  }
}

function settings(options: PostmasterOptions): string[] {
  const pairs: Record<string, string> = {
    listen_addresses: '',
    unix_socket_directories: options.socket,
    unix_socket_permissions: '0700',
    max_connections: String(options.maxConnections ?? 40),
    shared_buffers: '128MB',
    jit: 'off',
    timezone: 'UTC',
    // Names of people may stand in local data: neither statements nor values go to the log.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_parameter_max_length_on_error: '0',
  }
  if (options.durable === false)
    Object.assign(pairs, { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' })
  return Object.entries(pairs).flatMap(([key, value]) => ['-c', `${key}=${value}`])
}

/** After a kill -9 the former server needs a moment to shut itself down; starting earlier would find its lock. */
async function previousServerGone(data: string): Promise<void> {
  const limit = performance.now() + STOP_LIMIT_MS
  while (performance.now() < limit) {
    const pid = await postmasterPid(data)
    if (pid === undefined || !isRunning(pid)) return
    await wait(20)
  }
}

async function postmasterPid(data: string): Promise<number | undefined> {
  try {
    const pid = Number((await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n')[0])
    return Number.isInteger(pid) && pid > 0 ? pid : undefined
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    if ((error as { code?: string }).code === 'ESRCH') return false
    throw error
  }
}

async function untilReady(
  probe: () => Promise<boolean>,
  exit: Promise<number>,
  log: string,
): Promise<string | undefined> {
  const limit = performance.now() + START_LIMIT_MS
  let over = false
  void exit.then(() => {
    over = true
  })
  while (!over && performance.now() < limit) {
    if (await probe()) return undefined
    await wait(15)
  }
  return (await readFile(log, 'utf8')).slice(-2000)
}

/** The child as another user, in a folder that this user can enter, with nothing of our environment but the search path. */
function identity(user: SystemUser | null) {
  const env = { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
  return { cwd: '/', env, ...(user ? { uid: user.uid, gid: user.gid } : {}) }
}

function ended(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? -1))
  })
}
