import { createServer, type Server } from 'node:net'
import { type Outcome, systemReason } from '../problem.ts'
import { type Hl7Counts, Hl7Tally } from './counts.ts'
import { type ConnectionEnd, type ConnectionOptions, MllpConnection } from './mllp-connection.ts'

/** What is said of a proxy's life; nothing of a message's content. */
export type ProxyEvent =
  | { readonly kind: 'opened'; readonly connections: number }
  | {
      readonly kind: 'ended'
      readonly end: ConnectionEnd
      readonly reason: string | null
      readonly connections: number
    }
  | { readonly kind: 'refused'; readonly connections: number }

export interface ProxyOptions extends Partial<ConnectionOptions> {
  readonly coder: ConnectionOptions['coder']
  readonly target: ConnectionOptions['target']
  readonly port: number
  /** `127.0.0.1` if not said: MLLP has neither encryption nor passwords. */
  readonly host?: string
  readonly maxConnections?: number
  /** Milliseconds that messages under way get when the proxy stops. */
  readonly grace?: number
  readonly onEvent?: (event: ProxyEvent) => void
}

export interface MllpProxy {
  readonly host: string
  /** The port that is listened on, where 0 was asked for. */
  readonly port: number
  counts(): Hl7Counts
  /** Takes no more connections, lets messages under way get their answers, then closes everything. */
  stop(): Promise<void>
}

export const PROXY_DEFAULTS = {
  host: '127.0.0.1',
  maxConnections: 64,
  connectTimeout: 10_000,
  idleTimeout: 30 * 60_000,
  frameTimeout: 60_000,
  grace: 10_000,
} as const

/**
 * Stands between a sender and a receiver of HL7 messages over MLLP and adds the standard coding to what passes. Each
 * connection of a sender gets its own to the receiver, so order and answers stay those of one line.
 */
export async function startMllpProxy(options: ProxyOptions): Promise<Outcome<MllpProxy>> {
  const settings = { ...PROXY_DEFAULTS, ...options }
  const { host, maxConnections, grace, onEvent } = settings
  const tally = new Hl7Tally()
  const open = new Set<MllpConnection>()
  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (socket) => {
    const connection = new MllpConnection(socket, settings, tally)
    open.add(connection)
    onEvent?.({ kind: 'opened', connections: open.size })
    void connection.ended.then(({ end, reason }) => {
      open.delete(connection)
      onEvent?.({ kind: 'ended', end, reason, connections: open.size })
    })
  })
  server.maxConnections = maxConnections
  server.on('drop', () => onEvent?.({ kind: 'refused', connections: open.size }))
  const listening = await listen(server, options.port, host)
  if (!listening.ok) return listening

  let stopping: Promise<void> | undefined
  const stop = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => {
      server.close(() => resolve())
    })
    for (const connection of open) connection.stop()
    const late = setTimeout(() => {
      for (const connection of open) connection.destroy()
    }, grace)
    await Promise.all([...open].map(({ ended }) => ended))
    clearTimeout(late)
    await closed
  }
  return {
    ok: true,
    value: {
      host,
      port: listening.value,
      counts: () => tally.counts(),
      stop: () => {
        stopping ??= stop()
        return stopping
      },
    },
  }
}

function listen(server: Server, port: number, host: string): Promise<Outcome<number>> {
  return new Promise((resolve, reject) => {
    // Stays: an error of a server that listens already (no more files) costs one connection, not the line.
    server.on('error', (error) => {
      const reason = systemReason(error)
      if (reason === undefined) reject(error)
      else resolve({ ok: false, problem: { code: 'edge.cannot-listen', address: `${host}:${port}`, reason } })
    })
    server.listen(port, host, () => {
      const address = server.address()
      if (address === null || typeof address === 'string') reject(new Error('a TCP server without a port'))
      else resolve({ ok: true, value: address.port })
    })
  })
}
