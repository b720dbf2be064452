import { createServer, type Socket } from 'node:net'

/** A receiver of HL7 messages as a RIS is one: keeps what came, acknowledges each message, or breaks off instead. */
export interface MllpReceiver {
  readonly port: number
  /** Bodies of the frames that came, framing taken off. */
  readonly received: Buffer[]
  /** While false messages are taken and not acknowledged. */
  answers: boolean
  /** Acknowledges what came while `answers` was false. */
  answerAll(): void
  close(): Promise<void>
}

export async function startReceiver(port = 0): Promise<MllpReceiver> {
  const received: Buffer[] = []
  const open = new Map<Socket, number>()
  const server = createServer((socket) => {
    let held = Buffer.alloc(0)
    open.set(socket, 0)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => socket.destroy())
    socket.on('data', (chunk) => {
      held = Buffer.concat([held, chunk])
      for (let end = held.indexOf('\u001c\r'); end >= 0; end = held.indexOf('\u001c\r')) {
        received.push(Buffer.from(held.subarray(1, end)))
        held = held.subarray(end + 2)
        if (receiver.answers) acknowledge(socket)
        else open.set(socket, (open.get(socket) ?? 0) + 1)
      }
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('a receiver without a port')
  const receiver: MllpReceiver = {
    port: address.port,
    received,
    answers: true,
    answerAll() {
      for (const [socket, waiting] of open) {
        for (let at = 0; at < waiting; at++) acknowledge(socket)
        open.set(socket, 0)
      }
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of open.keys()) socket.destroy()
      }),
  }
  return receiver
}

function acknowledge(socket: Socket): void {
  socket.write(
    '\u000bMSH|^~\\&|RIS|FANGSHE|HIS|YIYUAN|20261103||ACK|A1|P|2.4||||||UNICODE UTF-8\rMSA|AA|M0001|收到\r\u001c\r',
  )
}
