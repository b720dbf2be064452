import { createHmac } from 'node:crypto'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { openJobQueue } from '@yingma/store'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { readyProposal } from '../../testing/govern-stock.ts'
import { type ServerWorld, startServerWorld } from '../../testing/server-world.ts'
import { sendMessage } from '../../webhooks/send-message.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 90_000 })

interface Received {
  readonly path: string
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: string
}

/** A receiver on this machine that answers as it is told. */
interface Receiver {
  readonly url: string
  readonly received: Received[]
  answer: (response: ServerResponse) => void
  close(): Promise<void>
}

const accepts = (response: ServerResponse): void => void response.writeHead(204).end()

async function startReceiver(): Promise<Receiver> {
  const received: Received[] = []
  const server: Server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text
    })
    request.once('end', () => {
      received.push({ path: request.url ?? '', headers: request.headers, body })
      receiver.answer(response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    answer: accepts,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return receiver
}

let world: ServerWorld
let receiver: Receiver
let serial = 0

beforeAll(async () => {
  world = await startServerWorld()
})
afterAll(async () => {
  await world?.stop()
  expect(world.errors).toEqual([])
})
beforeEach(async () => {
  receiver = await startReceiver()
})
afterEach(() => receiver.close())

async function register(path = '/hook'): Promise<{ readonly id: string; readonly secret: string }> {
  const made = await world.ask(world.admin, 'POST', '/webhooks', { url: receiver.url + path })
  expect(made.status).toBe(201)
  return made.body
}

async function release(): Promise<string> {
  await readyProposal(world, `w${++serial}`)
  const made = await world.ask(world.admin, 'POST', '/releases', { date: '2026-03-01' })
  expect(made.status).toBe(201)
  return made.body.version
}

async function settled(id: string, is: (row: { status: string; attempts: number }) => boolean) {
  for (let turn = 0; turn < 200; turn++) {
    const { body } = await world.ask(world.admin, 'GET', `/webhooks/${id}/deliveries`)
    const [row] = body.rows
    if (row !== undefined && is(row)) return row
    await wait(100)
  }
  throw new Error('the delivery did not settle')
}

describe('webhooks of releases', () => {
  test('tell of a release once, signed with a secret that was shown once, in numbers and links only', async () => {
    const { id, secret } = await register()
    expect(secret).toMatch(/^ymw_[\w-]{43}$/)
    const list = await world.ask(world.admin, 'GET', '/webhooks')
    expect(list.text).not.toContain(secret)
    const kept = await world.store.pool.query('SELECT * FROM webhooks')
    expect(JSON.stringify(kept.rows)).not.toContain(secret)

    const version = await release()
    expect(await settled(id, ({ status }) => status === 'delivered')).toMatchObject({
      version,
      attempts: 1,
      answered: 204,
    })
    expect(receiver.received).toHaveLength(1)
    const [{ headers, body }] = receiver.received as [Received]
    const [, moment = '', signature = ''] =
      /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['yingma-signature'])) ?? []
    expect(signature).toBe(createHmac('sha256', secret).update(`${moment}.${body}`).digest('hex'))
    const told = JSON.parse(body)
    const { body: made } = await world.ask(world.admin, 'GET', `/releases/${version}`)
    expect(told).toMatchObject({
      event: 'release',
      edition: version,
      summary: { added: 0, retired: 0, reworded: 1, proposals: 1 },
      checksum: { algorithm: 'sha256', value: made.sha256 },
      links: { release: `http://localhost/api/v1/releases/${version}` },
    })
    for (const word of [world.a.institution.name, world.a.institution.id, world.admin.id])
      expect(body).not.toContain(word)
    await world.ask(world.admin, 'DELETE', `/webhooks/${id}`)
  })

  test('try again after wrong answers, redirects and silence, the same bytes each time, and end as failed', async () => {
    const { id } = await register()
    let turn = 0
    receiver.answer = (response) => {
      turn++
      if (turn === 1) response.writeHead(500).end('secret of the receiver')
      else if (turn === 2) response.writeHead(302, { location: `${receiver.url}/elsewhere` }).end()
      // The third is never answered.
    }
    await release()
    const row = await settled(id, ({ status }) => status === 'failed')
    expect(row).toMatchObject({ attempts: 3, answered: null, failure: 'timeout' })
    expect(receiver.received.map(({ path }) => path)).toEqual(['/hook', '/hook', '/hook'])
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1)
    expect(new Set(receiver.received.map(({ headers }) => headers['yingma-delivery'])).size).toBe(1)
    const log = await world.ask(world.admin, 'GET', `/webhooks/${id}/deliveries`)
    expect(log.text).not.toContain('secret of the receiver')
    await world.ask(world.admin, 'DELETE', `/webhooks/${id}`)
  })

  test('an endless answer costs nothing, and a receiver that is gone does not stop the others', async () => {
    const gone = await world.ask(world.admin, 'POST', '/webhooks', { url: 'http://127.0.0.1:9/gone' })
    const { id } = await register()
    receiver.answer = (response) => {
      response.writeHead(200)
      const timer = setInterval(() => response.write('x'.repeat(65_536)), 1)
      response.once('close', () => clearInterval(timer))
    }
    await release()
    expect(await settled(id, ({ status }) => status === 'delivered')).toMatchObject({ answered: 200 })
    const failed = await settled(gone.body.id, ({ status }) => status === 'failed')
    expect(failed).toMatchObject({ attempts: 3, failure: 'connection' })
    for (const hook of [id, gone.body.id]) await world.ask(world.admin, 'DELETE', `/webhooks/${hook}`)
  })

  test('what a killed process was sending is sent again by the next one', async () => {
    const { id } = await register()
    const { rows } = await world.store.pool.query<{ id: string }>(
      `INSERT INTO webhook_deliveries (webhook_id, version, body, attempts, next_at)
       VALUES ($1, '9.0.0', '{}', 1, now() + interval '1 second') RETURNING id`,
      [id],
    )
    // Taken by a process that is no more: nobody has it in a queue, its lease runs out.
    await wait(1200)
    const next = await openJobQueue(world.store, world.context.standard, {
      pollSeconds: 0.5,
      onError: (error) => world.errors.push(error),
      webhooks: {
        key: world.context.settings.webhooks.key,
        pollSeconds: 0.5,
        send: (message) => sendMessage(message, { allowPrivate: true }),
      },
    })
    expect(await settled(id, ({ status }) => status === 'delivered')).toMatchObject({ id: rows[0]?.id, attempts: 2 })
    await next.stop()
    expect(receiver.received).toHaveLength(1)
    await world.ask(world.admin, 'DELETE', `/webhooks/${id}`)
  })

  test('nothing is sent where the key of the secrets is another one', async () => {
    const { id } = await register()
    await world.store.pool.query(`UPDATE webhooks SET token_hash = sha256('other') WHERE id = $1`, [id])
    await release()
    expect(await settled(id, ({ status }) => status === 'failed')).toMatchObject({ failure: 'key-changed' })
    expect(receiver.received).toEqual([])
    await world.ask(world.admin, 'DELETE', `/webhooks/${id}`)
  })

  test('a test is sent at once, signed like a release and told apart from one, and says how it went', async () => {
    const { a, b } = world
    const wanted = { url: `${receiver.url}/test`, institutionId: a.institution.id }
    const { id, secret } = (await world.ask(a.manager, 'POST', '/webhooks', wanted)).body
    const tried = await world.ask(a.manager, 'POST', `/webhooks/${id}/test`)
    expect(tried.body).toEqual({ answered: 204, failure: null })
    const [{ headers, body }] = receiver.received as [Received]
    expect(headers['yingma-event']).toBe('test')
    expect(JSON.parse(body)).toMatchObject({ event: 'test', webhook: id })
    const [, moment = '', signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['yingma-signature'])) ?? []
    expect(signature).toBe(createHmac('sha256', secret).update(`${moment}.${body}`).digest('hex'))
    expect((await world.ask(a.manager, 'GET', `/webhooks/${id}/deliveries`)).body).toMatchObject({ total: 0 })
    receiver.answer = (response) => void response.writeHead(410).end('words of the receiver')
    const gone = await world.ask(a.manager, 'POST', `/webhooks/${id}/test`)
    expect(gone.text).toBe('{"answered":410,"failure":"answer"}')
    expect((await world.ask(a.mapper, 'POST', `/webhooks/${id}/test`)).status).toBe(403)
    expect((await world.ask(b.manager, 'POST', `/webhooks/${id}/test`)).status).toBe(404)
    expect(receiver.received).toHaveLength(2)
    await world.ask(a.manager, 'DELETE', `/webhooks/${id}`)
  })

  test('are registered by whoever leads the institution, and seen by nobody else', async () => {
    const { a, b } = world
    const wanted = { url: 'https://his.example.org/hook', institutionId: a.institution.id }
    expect((await world.ask(a.mapper, 'POST', '/webhooks', wanted)).status).toBe(403)
    expect((await world.ask(b.manager, 'POST', '/webhooks', wanted)).status).toBe(404)
    expect((await world.ask(a.manager, 'POST', '/webhooks', { url: wanted.url })).status).toBe(403)
    const made = await world.ask(a.manager, 'POST', '/webhooks', wanted)
    expect(made.status).toBe(201)
    expect((await world.ask(a.manager, 'POST', '/webhooks', wanted)).body).toMatchObject({ code: 'already-there' })
    expect((await world.ask(a.mapper, 'GET', `/webhooks/${made.body.id}/deliveries`)).status).toBe(403)
    expect((await world.ask(b.manager, 'GET', `/webhooks/${made.body.id}/deliveries`)).status).toBe(404)
    expect((await world.ask(b.manager, 'DELETE', `/webhooks/${made.body.id}`)).status).toBe(404)
    expect((await world.ask(a.manager, 'GET', '/webhooks')).status).toBe(403)
    expect((await world.ask(a.manager, 'DELETE', `/webhooks/${made.body.id}`)).status).toBe(204)
  })
})

describe('sending', () => {
  const message = { id: 'd', event: 'test' as const, url: 'https://his.example.org/hook', body: '{}', secret: 'ymw_x' }

  test('never reaches a private address, by number or by a name that leads to one', async () => {
    const strict = { allowPrivate: false }
    const inside = { ...message, url: `${receiver.url.replace('http:', 'https:')}/` }
    expect(await sendMessage(inside, strict)).toEqual({ failure: 'private' })
    expect(await sendMessage({ ...message, url: receiver.url }, strict)).toEqual({ failure: 'not-https' })
    // The name is no address; where it leads is seen by the look-up only.
    const named = { ...message, url: inside.url.replace('127.0.0.1', 'localhost') }
    expect(await sendMessage(named, strict)).toEqual({ failure: 'private' })
    expect(receiver.received).toEqual([])
  })

  test('gives up after its time', async () => {
    receiver.answer = () => undefined
    const slow = await sendMessage({ ...message, url: receiver.url }, { allowPrivate: true, timeout: 200 })
    expect(slow).toEqual({ failure: 'timeout' })
  })
})
