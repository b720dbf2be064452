import { connect as plainConnect } from 'node:net'
import { createServer, connect as secureConnect, type TLSSocket } from 'node:tls'
import { afterEach, expect, test } from 'vitest'
import { border } from '../testing/border-coder.ts'
import { ownCertificate } from '../testing/certificate.ts'
import { startReceiver } from '../testing/mllp-receiver.ts'
import { orderMessage } from '../testing/order-message.ts'
import { frameOf } from './mllp-frames.ts'
import { type ProxyEvent, startMllpProxy } from './mllp-proxy.ts'

const { coder } = border()
const pair = ownCertificate()
const closing: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})
const until = (isTrue: () => boolean) => expect.poll(isTrue, { timeout: 20_000, interval: 5 }).toBe(true)

/** A receiver behind TLS: everything that comes goes on to a plain one. */
async function secureReceiver(settings: { readonly cert: string; readonly key: string }) {
  const receiver = await startReceiver()
  const server = createServer(settings, (socket) => {
    const behind = plainConnect(receiver.port, '127.0.0.1')
    socket.on('error', () => behind.destroy())
    behind.on('error', () => socket.destroy())
    socket.pipe(behind).pipe(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(receiver.close, () => new Promise<void>((resolve) => void server.close(() => resolve())))
  return { receiver, port: (server.address() as { port: number }).port }
}

test.skipIf(pair === undefined)('messages pass over TLS on both sides, coded', async () => {
  const { cert, key } = pair!
  const { receiver, port } = await secureReceiver({ cert, key })
  const events: ProxyEvent[] = []
  const started = await startMllpProxy({
    coder,
    target: { host: 'localhost', port, tls: { ca: cert } },
    port: 0,
    tls: { cert, key, ca: cert },
    asksSenders: true,
    grace: 500,
    onEvent: (event) => void events.push(event),
  })
  if (!started.ok) throw new Error(started.problem.code)
  closing.push(started.value.stop)
  const sender = (settings: object): TLSSocket => {
    const socket = secureConnect({ port: started.value.port, host: '127.0.0.1', ca: cert, ...settings })
    socket.on('error', () => undefined)
    closing.push(() => void socket.destroy())
    return socket
  }
  const good = sender({ cert, key })
  let answer = ''
  good.on('data', (chunk) => {
    answer += String(chunk)
  })
  good.write(frameOf(orderMessage()))
  await until(() => answer.includes('MSA|AA'))
  expect(String(receiver.received[0])).toContain('20040100110000^CT胸部(平扫)^99YINGMA')
  // A sender without a certificate gets nothing through.
  sender({}).write(frameOf(orderMessage()))
  await until(() => events.some((event) => event.kind === 'ended'))
  expect(receiver.received).toHaveLength(1)
  good.destroy()
})

test.skipIf(pair === undefined)('a receiver whose certificate nobody vouches for gets nothing', async () => {
  const { receiver, port } = await secureReceiver(pair!)
  const events: ProxyEvent[] = []
  const target = { host: 'localhost', port, tls: {} }
  const started = await startMllpProxy({ coder, target, port: 0, onEvent: (event) => void events.push(event) })
  if (!started.ok) throw new Error(started.problem.code)
  closing.push(started.value.stop)
  const socket = plainConnect(started.value.port, '127.0.0.1')
  socket.on('error', () => undefined)
  closing.push(() => void socket.destroy())
  socket.write(frameOf(orderMessage()))
  await until(() => events.some((event) => event.kind === 'ended'))
  expect(events.at(-1)).toMatchObject({ end: 'target-gone', reason: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
  expect(receiver.received).toHaveLength(0)
})

test('what is no certificate is told at the start', async () => {
  const target = { host: 'localhost', port: 1 }
  const started = await startMllpProxy({ coder, target, port: 0, tls: { cert: 'x', key: 'y' } })
  expect(started).toMatchObject({ ok: false, problem: { code: 'edge.tls-unusable' } })
})
