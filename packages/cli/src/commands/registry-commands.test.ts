import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCommand } from '../testing/run-command.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'

const program = fileURLToPath(new URL('../../bin/yingma.mjs', import.meta.url))

let folder: string
let data: string
let server: ChildProcess
let address: string
let firstLink: string

beforeAll(async () => {
  folder = await temporaryFolder()
  // As root, PostgreSQL runs as another user, who has to get here.
  await chmod(folder, 0o711)
  data = join(folder, 'data')
  server = spawn(process.execPath, [program, 'serve', '--port', '0', '--json'], {
    env: { ...process.env, YINGMA_DATA: data, DATABASE_URL: '' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const line = await new Promise<string>((resolve) =>
    server.stderr?.once('data', (chunk: Buffer) => resolve(String(chunk))),
  )
  expect(line).toContain('firstLink')
  ;({ address, firstLink } = JSON.parse(line) as { address: string; firstLink: string })
})
afterAll(() => {
  server.kill('SIGKILL')
})

test('serves with nothing configured; beside it the registry is backed up, verified and restored', async () => {
  const redeemed = await fetch(`${address}/api/v1/links/redeem`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: firstLink.split('#')[1], password: 'a long enough password 7' }),
  })
  expect(redeemed.status).toBe(201)
  const { token } = (await redeemed.json()) as { token: string }
  const made = await fetch(`${address}/api/v1/institutions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ kind: 'region', code: 'R1', name: '东区', parentId: null }),
  })
  expect(made.status).toBe(201)

  const heads = join(folder, 'heads.json')
  const verified = await runCommand(['audit', 'verify', '--data', data, '--keep', heads, '--lang', 'en'])
  expect([verified.exit, verified.err]).toEqual([0, ''])
  expect(verified.out).toMatch(/^the audit is whole: 2 chains, \d+ entries\n$/)

  const file = join(folder, 'registry.backup')
  expect((await runCommand(['backup', file, '--data', data])).exit).toBe(0)
  expect(await runCommand(['backup', file, '--data', data, '--lang', 'en'])).toMatchObject({
    exit: 1,
    err: expect.stringContaining('exists already'),
  })
  const busy = await runCommand(['serve', '--port', '0', '--data', data, '--lang', 'en'])
  expect(busy).toMatchObject({ exit: 1, err: expect.stringContaining('in use by process') })

  const exported = join(folder, 'audit.jsonl')
  expect((await runCommand(['audit', 'export', '--data', data, '--out', exported])).exit).toBe(0)
  expect((await runCommand(['audit', 'verify', exported, '--heads', heads])).exit).toBe(0)
  await writeFile(exported, (await readFile(exported, 'utf8')).replace('东区', '西区'))
  const changed = await runCommand(['audit', 'verify', exported, '--heads', heads, '--json'])
  expect([changed.exit, JSON.parse(changed.err).problems[0]]).toMatchObject([1, { code: 'audit-broken', what: 'hash' }])

  const reset = await runCommand(['user', 'reset', 'admin', '--data', data, '--json'])
  expect(JSON.parse(reset.out).link).toMatch(/\/welcome#[\w-]{20,}$/)
  expect((await runCommand(['user', 'reset', 'nobody', '--data', data])).exit).toBe(1)

  const again = join(folder, 'restored')
  const restored = await runCommand(['restore', file, '--data', again, '--json'])
  expect([restored.err, restored.exit]).toEqual(['', 0])
  expect(JSON.parse(restored.out).rows).toBeGreaterThan(1882)
  expect((await runCommand(['audit', 'verify', '--data', again, '--heads', heads])).exit).toBe(0)
  expect((await runCommand(['restore', file, '--data', again])).exit).toBe(1)

  const ended = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGTERM')
  expect(await ended).toBe(0)
})

test('a wrong port, address or file is said and nothing is started', async () => {
  expect((await runCommand(['serve', '--port', '70000'])).exit).toBe(2)
  expect((await runCommand(['serve', '--public-url', 'yingma.example.org'])).exit).toBe(2)
  expect((await runCommand(['audit', 'verify', join(folder, 'none.jsonl')])).exit).toBe(1)
  const text = join(folder, 'text.jsonl')
  await writeFile(text, '{}\n')
  expect((await runCommand(['audit', 'verify', text, '--lang', 'en'])).err).toContain('line 1 is no entry')
})

test('registers an address that is told of releases beside the server, lists and removes it', async () => {
  const hooks = (...options: string[]) => runCommand(['govern', 'webhooks', ...options, '--data', data, '--json'])
  const made = await hooks('--add', 'https://his.example.org/hook', '--login', 'admin')
  expect(made.exit).toBe(0)
  const { id, secret } = JSON.parse(made.out) as { id: string; secret: string }
  expect(secret).toMatch(/^ymw_/)
  const listed = await hooks()
  expect(JSON.parse(listed.out)).toMatchObject([{ id, url: 'https://his.example.org/hook', last: null }])
  expect(listed.out).not.toContain(secret)
  expect((await hooks('--add', 'http://127.0.0.1/', '--login', 'admin')).err).toContain('webhook-address-refused')
  expect((await hooks('--add', 'https://his.example.org/hook', '--login', 'nobody')).exit).toBe(1)
  expect((await hooks('--remove', 'x')).exit).toBe(2)
  expect((await hooks('--remove', id)).exit).toBe(0)
  expect(JSON.parse((await hooks()).out)).toEqual([])
})

test('an empty export is not taken for a whole audit', async () => {
  const file = join(folder, 'empty.jsonl')
  await writeFile(file, '')
  expect(await runCommand(['audit', 'verify', file, '--lang', 'en'])).toMatchObject({
    exit: 1,
    err: expect.stringContaining('holds no entry of an audit'),
  })
})

test('a backup that is not there is said before a data folder is made', async () => {
  const place = join(folder, 'never')
  const ran = await runCommand(['restore', join(folder, 'none.yingma'), '--data', place, '--lang', 'zh'])
  expect([ran.exit, ran.err.includes('没有这个文件或文件夹，ENOENT')]).toEqual([1, true])
  await expect(stat(place)).rejects.toThrow('ENOENT')
})

test.each([['backup', 'b.yingma'], ['audit', 'verify'], ['rollout'], ['user', 'reset', 'admin']])(
  '%s refuses a folder without a registry instead of making an empty one there',
  async (...command) => {
    const place = join(folder, 'typo')
    const ran = await runCommand([...command, '--data', place, '--lang', 'en'])
    expect([ran.exit, ran.err.includes('there is no registry in')]).toEqual([1, true])
    await expect(stat(place)).rejects.toThrow('ENOENT')
  },
)

test('a file in the place of the data folder is said', async () => {
  const place = join(folder, 'a-file')
  await writeFile(place, '')
  for (const command of [
    ['backup', join(folder, 'b')],
    ['serve', '--port', '0', '--web', folder],
  ]) {
    const ran = await runCommand([...command, '--data', place, '--lang', 'en'])
    expect([ran.exit, ran.err.includes('a file stands where a folder is needed')]).toEqual([1, true])
  }
})
