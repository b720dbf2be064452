import { spawn } from 'node:child_process'
import { access, chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'

let folder: string
const started: EmbeddedPostgres[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yingma-embedded-'))
  await chmod(folder, 0o711)
})

afterEach(async () => {
  for (const postgres of started.splice(0)) await postgres.stop()
  await rm(folder, { recursive: true, force: true })
})

async function start(at = folder): Promise<EmbeddedPostgres> {
  const result = await startEmbeddedPostgres(at, { durable: false })
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  started.push(result.postgres)
  return result.postgres
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

/** Server processes whose command line names the folder; checked so that no test leaves one. */
async function serversOf(path: string): Promise<number> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')))
  return lines.filter((line) => line.split('\0')[0]?.endsWith('/bin/postgres') && line.includes(path)).length
}

describe('embedded PostgreSQL', () => {
  test('what was committed is there after a stop and a start', async () => {
    const first = await start()
    await query(first.url, "CREATE TABLE kept (value text); INSERT INTO kept VALUES ('胸部CT平扫')")
    await first.stop()
    const second = await start()
    expect(await query(second.url, 'SELECT value FROM kept')).toEqual([{ value: '胸部CT平扫' }])
  })

  test('the application role has no right beyond its own database, by password only, and nothing listens outside', async () => {
    const { url } = await start()
    await expect(query(url.replace(/:[^:@/]+@/, ':wrong@'), 'SELECT 1')).rejects.toThrow(/password/)
    expect(await query(url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '' }])
    const [role] = await query(
      url,
      'SELECT rolsuper, rolcreaterole, rolcreatedb, rolbypassrls, rolreplication FROM pg_roles WHERE rolname = current_user',
    )
    expect(role).toEqual({
      rolsuper: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolbypassrls: false,
      rolreplication: false,
    })
  })

  test('values stay out of its log', async () => {
    const { url } = await start()
    await query(url, 'CREATE TABLE person (name text UNIQUE)')
    const insert = "INSERT INTO person VALUES ('王小明')"
    await query(url, insert)
    await expect(query(url, insert)).rejects.toThrow(/duplicate key/)
    expect(await readFile(join(folder, 'postgres.log'), 'utf8')).not.toContain('王小明')
  })

  test('a second opener is told who holds the folder', async () => {
    await start()
    const second = await startEmbeddedPostgres(folder)
    expect(second).toEqual({ ok: false, problem: { code: 'store-folder-in-use', folder, pid: process.pid } })
  })

  test('a lock whose holder is dead is taken over', async () => {
    await writeFile(join(folder, 'lock'), JSON.stringify({ pid: 2 ** 22 - 7, started: '1', token: 'x' }))
    const { url } = await start()
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  })

  test('stopping leaves no process, no lock and no socket', async () => {
    const postgres = await start()
    expect(await serversOf(folder)).toBe(1)
    await postgres.stop()
    await postgres.stop()
    expect(await serversOf(folder)).toBe(0)
    expect(await readdir(join(folder, 'run'))).toEqual([])
    await expect(access(join(folder, 'lock'))).rejects.toThrow()
  })

  test('a half-made cluster is made anew', async () => {
    await mkdir(join(folder, 'postgres'))
    await writeFile(join(folder, 'postgres', 'PG_VERSION'), '18\n')
    const { url } = await start()
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  })

  test('a folder with a long path works through a short socket', async () => {
    const deep = join(folder, '一个很长的文件夹名字'.repeat(6))
    const { url } = await start(deep)
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  })

  test.runIf(process.getuid?.() === 0)('a folder that the unprivileged user cannot reach is named', async () => {
    await chmod(folder, 0o700)
    const result = await startEmbeddedPostgres(join(folder, 'data'))
    expect(result).toMatchObject({ ok: false, problem: { code: 'store-folder-closed', folder } })
    await chmod(folder, 0o711)
  })

  test('kill -9 of the owner leaves no server, and what it committed is there', async () => {
    const script = `
      import { startEmbeddedPostgres } from ${JSON.stringify(new URL('./embedded-postgres.ts', import.meta.url).href)}
      const result = await startEmbeddedPostgres(${JSON.stringify(folder)})
      console.log(JSON.stringify(result))
      setInterval(() => undefined, 1000)`
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const line = await new Promise<string>((done) => child.stdout.once('data', (chunk: Buffer) => done(String(chunk))))
    const { postgres } = JSON.parse(line) as { postgres: EmbeddedPostgres }
    await query(postgres.url, 'CREATE TABLE kept AS SELECT 7 AS value')
    const gone = new Promise((done) => child.once('exit', done))
    child.kill('SIGKILL')
    await gone
    const again = await start()
    expect(await query(again.url, 'SELECT value FROM kept')).toEqual([{ value: 7 }])
    await again.stop()
    for (let turn = 0; turn < 100 && (await serversOf(folder)) > 0; turn++) await wait(50)
    expect(await serversOf(folder)).toBe(0)
  })
})
