import { connect, type Socket } from 'node:net'
import { Client, Message } from 'node-hl7-client'
import { afterEach, expect, test } from 'vitest'
import { border } from '../testing/border-coder.ts'
import { type MllpReceiver, startReceiver } from '../testing/mllp-receiver.ts'
import { orderMessage } from '../testing/order-message.ts'
import { frameOf } from './mllp-frames.ts'
import { type MllpProxy, type ProxyEvent, type ProxyOptions, startMllpProxy } from './mllp-proxy.ts'

const { coder } = border()
const CHEST = '^20040100110000^CT胸部(平扫)^99YINGMA'

const closing: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function line(options: Partial<ProxyOptions> = {}): Promise<{
  receiver: MllpReceiver
  proxy: MllpProxy
  events: ProxyEvent[]
}> {
  const receiver = await startReceiver()
  const events: ProxyEvent[] = []
  const target = { host: '127.0.0.1', port: receiver.port }
  const onEvent = (event: ProxyEvent) => void events.push(event)
  const started = await startMllpProxy({ coder, target, port: 0, grace: 500, onEvent, ...options })
  if (!started.ok) throw new Error(started.problem.code)
  closing.push(receiver.close, started.value.stop)
  return { receiver, proxy: started.value, events }
}

/** A plain sender: what it wrote and what came back, byte by byte. */
async function sender(port: number): Promise<{ socket: Socket; answer: () => string; ended: Promise<void> }> {
  let answer = ''
  const socket = connect({ port, host: '127.0.0.1' })
  socket.on('data', (chunk) => {
    answer += chunk.toString()
  })
  const ended = new Promise<void>((resolve) => {
    socket.once('close', () => resolve())
    socket.on('error', () => resolve())
  })
  closing.push(() => void socket.destroy())
  await new Promise<void>((resolve) => socket.once('connect', () => resolve()))
  return { socket, answer: () => answer, ended }
}

const until = (isTrue: () => boolean) => expect.poll(isTrue, { timeout: 20_000, interval: 5 }).toBe(true)

test('an HL7 client sends orders through the proxy, the receiver gets them coded, the client its ACK', async () => {
  const { receiver, proxy } = await line()
  const client = new Client({ host: '127.0.0.1' })
  const acks: string[] = []
  const connection = client.createConnection({ port: proxy.port, waitAck: true }, (answer) => {
    acks.push(answer.getMessage().get('MSA.3').toString())
  })
  closing.push(() => connection.close())
  await connection.connect()
  for (const [sent, name] of ['胸部CT平扫', '膝关节CT平扫', '胸部CT平扫'].entries()) {
    const message = new Message({ text: 'MSH|^~\\&|HIS||RIS||20261103||ORM^O01^ORM_O01|M1|P|2.5||||||UNICODE UTF-8' })
    const order = message.addSegment('OBR')
    order.set('1', '1')
    order.set('4.1', 'X1').set('4.2', name).set('4.3', 'L')
    order.set('24', 'CT')
    await connection.sendMessage(message)
    await until(() => acks.length === sent + 1)
  }
  expect(acks).toEqual(['收到', '收到', '收到'])
  const read = receiver.received.map((bytes) => new Message({ text: bytes.toString() }))
  expect(read.map((message) => message.get('OBR.4.4').toString())).toEqual(['20040100110000', '', '20040100110000'])
  expect(read.map((message) => message.get('OBR.4.6').toString())).toEqual(['99YINGMA', '', '99YINGMA'])
  expect(proxy.counts()).toEqual({ messages: 3, changed: 2, added: 2, left: { ambiguous: 1 } })
})

test('messages keep their order and what is no message keeps its bytes', async () => {
  const { receiver, proxy } = await line()
  const { socket, answer } = await sender(proxy.port)
  const foreign = Buffer.from([0x4d, 0xff, 0x00, 0x81])
  socket.write(Buffer.concat([frameOf(orderMessage()), frameOf(foreign), frameOf(orderMessage({ type: 'ADT^A01' }))]))
  await until(() => answer().split('MSA|AA').length === 4)
  expect(receiver.received[0]?.includes(CHEST)).toBe(true)
  expect(receiver.received.slice(1)).toEqual([foreign, Buffer.from(orderMessage({ type: 'ADT^A01' }))])
})

test('a message beyond the limit passes as it came', async () => {
  const { receiver, proxy } = await line({ maxMessage: 1000 })
  const { socket, answer } = await sender(proxy.port)
  const long = orderMessage({ more: `NTE|1||${'长'.repeat(2000)}\r` })
  socket.write(frameOf(long))
  socket.write(frameOf(orderMessage()))
  await until(() => answer().split('MSA|AA').length === 3)
  expect(receiver.received[0]?.equals(long)).toBe(true)
  expect(receiver.received[1]?.includes(CHEST)).toBe(true)
  expect(proxy.counts().left).toEqual({ 'too-long': 1 })
})

test('a receiver that is gone ends the line without an ACK; one that is back is used again', async () => {
  const { receiver, proxy, events } = await line()
  const first = await sender(proxy.port)
  receiver.answers = false
  first.socket.write(frameOf(orderMessage()))
  await until(() => receiver.received.length === 1)
  await receiver.close()
  await first.ended
  expect(first.answer()).toBe('')

  const second = await sender(proxy.port)
  second.socket.write(frameOf(orderMessage()))
  await second.ended
  await until(() => events.filter(({ kind }) => kind === 'ended').length === 2)
  expect(events.at(-1)).toMatchObject({ kind: 'ended', end: 'target-gone', reason: 'ECONNREFUSED' })

  const back = await startReceiver(receiver.port)
  closing.push(back.close)
  const third = await sender(proxy.port)
  third.socket.write(frameOf(orderMessage()))
  await until(() => third.answer().includes('MSA|AA'))
  expect(back.received[0]?.includes(CHEST)).toBe(true)
})

test('a stop waits for the answer that is under way and cuts off a receiver that gives none', async () => {
  const { receiver, proxy } = await line({ grace: 20_000 })
  receiver.answers = false
  const { socket, answer, ended } = await sender(proxy.port)
  socket.write(frameOf(orderMessage()))
  await until(() => receiver.received.length === 1)
  const stopped = proxy.stop()
  receiver.answerAll()
  await stopped
  await ended
  expect(answer()).toContain('MSA|AA')

  const other = await line({ grace: 50 })
  other.receiver.answers = false
  const waiting = await sender(other.proxy.port)
  waiting.socket.write(frameOf(orderMessage()))
  await until(() => other.receiver.received.length === 1)
  await other.proxy.stop()
  await waiting.ended
  expect(waiting.answer()).toBe('')
})

test('a sender that closes its side still gets its answer', async () => {
  const { receiver, proxy } = await line()
  const { socket, answer, ended } = await sender(proxy.port)
  socket.end(frameOf(orderMessage()))
  await ended
  expect(answer()).toContain('MSA|AA')
  expect(receiver.received).toHaveLength(1)
})

test('connections beyond the limit are refused, idle ones closed, a frame that stays open passes uncoded', async () => {
  const { proxy, events, receiver } = await line({ maxConnections: 1, idleTimeout: 700, frameTimeout: 100 })
  const first = await sender(proxy.port)
  const second = await sender(proxy.port)
  await second.ended
  expect(events).toContainEqual({ kind: 'refused', connections: 1 })
  const frame = frameOf(orderMessage())
  first.socket.write(frame.subarray(0, 60))
  setTimeout(() => first.socket.write(frame.subarray(60)), 300)
  await until(() => receiver.received.length === 1)
  expect(receiver.received[0]?.equals(orderMessage())).toBe(true)
  await first.ended
  await until(() => events.some((event) => event.kind === 'ended' && event.end === 'idle'))
})

test('a port that is taken is a problem with its reason', async () => {
  const { proxy } = await line()
  const target = { host: '127.0.0.1', port: 1 }
  expect(await startMllpProxy({ coder, target, port: proxy.port })).toEqual({
    ok: false,
    problem: { code: 'edge.cannot-listen', address: `127.0.0.1:${proxy.port}`, reason: 'EADDRINUSE' },
  })
})
