import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PROGRAM = fileURLToPath(new URL('../../cli/bin/yingma.mjs', import.meta.url))
export const PASSWORD = 'a long enough password'

type Body = Record<string, unknown>

/** Runs the command line to its end and gives what it printed. */
export function runProgram(...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`yingma ${args.join(' ')}: ${stderr}`)
  return stdout
}

/** `yingma serve` as anybody starts it (with these further options), on a registry of its own, with an administrator and a hospital. */
export interface Served {
  readonly address: string
  readonly institutionId: string
  /** For files of the test; it is gone when the server is stopped. */
  readonly folder: string
  /** Asks the API as a signed-in person (by default the administrator). */
  api(method: string, path: string, body?: unknown, token?: string): Promise<Body>
  /** Makes somebody with this role at the hospital, who signs in with `PASSWORD`. */
  person(login: string, role: string): Promise<{ readonly id: string; readonly token: string }>
  /** A table of names, read and ready for review. */
  catalogue(title: string, names: readonly Body[]): Promise<string>
  stop(): Promise<void>
}

/** Starts it, with further options where a test needs them. The hospital has the code `h`. */
export async function startServed(options: readonly string[] = []): Promise<Served> {
  const data = mkdtempSync(join(tmpdir(), 'yingma-served-'))
  const child = spawn(
    process.execPath,
    [PROGRAM, 'serve', '--port', '0', '--data', data, '--log-level', 'warn', '--json', ...options],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  )
  const { address, firstLink } = await announced(child)
  const call = async (method: string, path: string, body?: unknown, token?: string): Promise<Body> => {
    const response = await fetch(`${address}/api/v1${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return text === '' ? {} : (JSON.parse(text) as Body)
  }
  const redeem = (link: string) =>
    call('POST', '/links/redeem', { token: link.split('#')[1] ?? '', password: PASSWORD })
  const admin = String((await redeem(firstLink)).token)
  const api: Served['api'] = (method, path, body, token = admin) => call(method, path, body, token)
  const region = await api('POST', '/institutions', { kind: 'region', code: 'r', name: '示范区' })
  const hospital = await api('POST', '/institutions', {
    kind: 'institution',
    code: 'h',
    name: '示范医院',
    parentId: region.id,
  })
  const institutionId = String(hospital.id)
  return {
    address,
    institutionId,
    folder: data,
    api,
    person: async (login, role) => {
      const made = await api('POST', `/institutions/${institutionId}/members`, { role, invite: { login, name: login } })
      const { token } = await redeem((made.link as { url: string }).url)
      return { id: String(made.userId), token: String(token) }
    },
    catalogue: async (title, names) => {
      const { id } = await api('POST', `/institutions/${institutionId}/catalogues`, { kind: 'exam-dictionary', title })
      const added = await api('POST', `/catalogues/${id}/names`, { names })
      for (let job = added.job as Body; job.finishedAt === null; ) {
        await new Promise((resolve) => setTimeout(resolve, 100))
        job = await api('GET', `/jobs/${job.id}`)
      }
      return String(id)
    },
    stop: async () => {
      const ended = new Promise((resolve) => child.once('close', resolve))
      child.kill('SIGTERM')
      await ended
      rmSync(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    },
  }
}

/** The line of JSON that tells where it listens; whatever else it says before is part of the error when it ends. */
function announced(child: ChildProcess): Promise<{ readonly address: string; readonly firstLink: string }> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text
      const line = said.split('\n').find((one) => one.startsWith('{"address"'))
      if (line !== undefined) resolve(JSON.parse(line) as { address: string; firstLink: string })
    })
    child.once('close', (code) => reject(new Error(`yingma serve ended with ${code}: ${said}`)))
  })
}
