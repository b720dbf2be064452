import { connect, isIP, type Socket } from 'node:net'
import { connect as secureConnect } from 'node:tls'
import { connectionReason } from '../problem.ts'
import { type AnnotateOptions, annotateMessage, DEFAULT_MAX_MESSAGE } from './annotate-message.ts'
import type { Hl7Tally } from './counts.ts'
import { frameOf, MllpFrames } from './mllp-frames.ts'
import { type TlsSettings, tlsOptions } from './tls-settings.ts'

export interface MllpTarget {
  readonly host: string
  readonly port: number
  /** Speaks TLS to the receiver, whose certificate must be good and of this host. */
  readonly tls?: TlsSettings
}

export interface ConnectionOptions extends AnnotateOptions {
  readonly target: MllpTarget
  /** Milliseconds. */
  readonly connectTimeout: number
  /** Milliseconds in which nothing comes or goes. */
  readonly idleTimeout: number
  /** Milliseconds in which a frame that has begun must end; after that it passes piece by piece, as it comes. */
  readonly frameTimeout: number
}

/** Why a connection ended. `target-gone`: the receiver could not be reached or broke off; the sender is cut off too and sends again. */
export type ConnectionEnd = 'closed' | 'target-gone' | 'sender-gone' | 'idle' | 'stopped'

export interface Ended {
  readonly end: ConnectionEnd
  /** `ECONNREFUSED` … where the system said one. */
  readonly reason: string | null
}

/** Milliseconds that a peer gets to take what was written to it before it is cut off. */
const LAST_WORDS = 2000

/**
 * One sender's connection and its own connection to the receiver. Messages go on in the order in which they came, each
 * framed as it came; what the receiver says goes back byte by byte. The proxy itself never acknowledges anything: a
 * message that did not arrive has no ACK, so the sender keeps it, as it would without a proxy.
 */
export class MllpConnection {
  /** Resolves once both sides are closed. */
  readonly ended: Promise<Ended>
  readonly #sender: Socket
  readonly #target: Socket
  readonly #frames: MllpFrames
  readonly #answers: MllpFrames
  readonly #options: ConnectionOptions
  readonly #tally: Hl7Tally
  readonly #settle: (ended: Ended) => void
  #frameTimer: NodeJS.Timeout | undefined
  #waiting = 0
  #stopping = false
  #done = false

  constructor(sender: Socket, options: ConnectionOptions, tally: Hl7Tally) {
    this.#sender = sender
    this.#options = options
    this.#tally = tally
    const maxMessage = options.maxMessage ?? DEFAULT_MAX_MESSAGE
    this.#frames = new MllpFrames(maxMessage)
    this.#answers = new MllpFrames(maxMessage)
    let settle: (ended: Ended) => void = () => undefined
    this.ended = new Promise((resolve) => {
      settle = resolve
    })
    this.#settle = settle
    this.#target = connectTo(options.target)
    this.#watch()
  }

  /** Ends at once when nothing is under way, otherwise when the last message has its answer. */
  stop(): void {
    this.#stopping = true
    this.#stopWhenQuiet()
  }

  /** Ends now, whatever is under way. */
  destroy(): void {
    this.#end('stopped')
  }

  #watch(): void {
    const { connectTimeout, idleTimeout } = this.#options
    const sender = this.#sender
    const target = this.#target
    // Bytes that come before the receiver is there wait in the socket: the sender is not read until then.
    sender.pause()
    target.setTimeout(connectTimeout, () => this.#end('target-gone', 'ETIMEDOUT'))
    target.once(this.#options.target.tls === undefined ? 'connect' : 'secureConnect', () => {
      target.setTimeout(0)
      target.setNoDelay(true)
      sender.setNoDelay(true)
      sender.setTimeout(idleTimeout, () => this.#end('idle'))
      sender.resume()
    })
    sender.on('data', (chunk) => this.#forward(chunk))
    sender.on('end', () => {
      this.#send(this.#frames.release())
      target.end()
    })
    target.on('data', (chunk) => this.#answer(chunk))
    target.on('end', () => sender.end())
    target.on('drain', () => sender.resume())
    sender.on('drain', () => target.resume())
    sender.on('error', (error) => this.#end('sender-gone', connectionReason(error)))
    target.on('error', (error) => this.#end('target-gone', connectionReason(error)))
    sender.on('close', () => this.#end('closed'))
    target.on('close', () => this.#end('target-gone'))
  }

  #forward(chunk: Uint8Array): void {
    const pieces = this.#frames.push(chunk)
    for (const { kind, bytes, endsLong } of pieces) {
      if (kind === 'raw') {
        this.#send(bytes)
        if (!endsLong) continue
        this.#tally.countTooLong()
      } else {
        const annotated = annotateMessage(bytes, this.#options)
        this.#tally.count(annotated)
        this.#send(frameOf(annotated.bytes))
      }
      this.#waiting++
    }
    if (pieces.length > 0) this.#stopFrameTimer()
    if (this.#frames.open) this.#startFrameTimer()
    else this.#stopWhenQuiet()
  }

  #answer(chunk: Uint8Array): void {
    if (!this.#sender.write(chunk)) this.#target.pause()
    // Read only to know when nothing is under way.
    for (const { kind, endsLong } of this.#answers.push(chunk)) {
      if (kind === 'message' || endsLong) this.#waiting = Math.max(0, this.#waiting - 1)
    }
    this.#sender.setTimeout(this.#options.idleTimeout)
    this.#stopWhenQuiet()
  }

  #send(bytes: Uint8Array): void {
    if (bytes.length > 0 && !this.#target.write(bytes)) this.#sender.pause()
  }

  #startFrameTimer(): void {
    this.#frameTimer ??= setTimeout(() => this.#send(this.#frames.release()), this.#options.frameTimeout)
  }

  #stopFrameTimer(): void {
    clearTimeout(this.#frameTimer)
    this.#frameTimer = undefined
  }

  #stopWhenQuiet(): void {
    if (this.#stopping && this.#waiting === 0 && !this.#frames.open) this.#end('stopped')
  }

  #end(end: ConnectionEnd, reason: string | null = null): void {
    if (this.#done) return
    this.#done = true
    this.#stopFrameTimer()
    const settle = this.#settle
    void Promise.all([closing(this.#sender), closing(this.#target)]).then(() => settle({ end, reason }))
  }
}

function connectTo({ host, port, tls }: MllpTarget): Socket {
  if (tls === undefined) return connect({ host, port, allowHalfOpen: true })
  const named = isIP(host) === 0 ? { servername: host } : {}
  return secureConnect({ host, port, ...tlsOptions(tls), ...named })
}

/** What has been written still arrives; a peer that does not read is cut off. */

function closing(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.closed) {
      resolve()
      return
    }
    const cutOff = setTimeout(() => socket.destroy(), LAST_WORDS)
    socket.once('close', () => {
      clearTimeout(cutOff)
      resolve()
    })
    if (socket.connecting) socket.destroy()
    else socket.destroySoon()
  })
}
