import { createServer, type Server, type Socket } from 'node:net'
import { createServer as createSecureServer } from 'node:tls'
import { connectionReason, type Outcome, systemReason } from '../problem.ts'
import { type Hl7Counts, Hl7Tally } from './counts.ts'
import { type ConnectionEnd, type ConnectionOptions, MllpConnection } from './mllp-connection.ts'
import { type TlsSettings, tlsOptions, tlsProblem } from './tls-settings.ts'

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
  /** `127.0.0.1` if not said: MLLP has neither encryption nor passwords of its own. */
  readonly host?: string
  /** Senders speak TLS. */
  readonly tls?: TlsSettings
  /** With `tls`: senders must show a certificate of an authority that `tls` names. */
  readonly asksSenders?: boolean
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
  for (const tls of [settings.tls, settings.target.tls]) {
    const problem = tls && tlsProblem(tls)
    if (problem !== undefined) return { ok: false, problem }
  }
  const tally = new Hl7Tally()
  const open = new Set<MllpConnection>()
  const accept = (socket: Socket): void => {
    const connection = new MllpConnection(socket, settings, tally)
    open.add(connection)
    onEvent?.({ kind: 'opened', connections: open.size })
    void connection.ended.then(({ end, reason }) => {
      open.delete(connection)
      onEvent?.({ kind: 'ended', end, reason, connections: open.size })
    })
  }
  const server = serverFor(settings, accept)
  server.on('tlsClientError', (error: Error) => {
    const reason = connectionReason(error)
    onEvent?.({ kind: 'ended', end: 'sender-gone', reason, connections: open.size })
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

function serverFor(
  { tls, asksSenders = false, connectTimeout }: ServerSettings,
  accept: (socket: Socket) => void,
): Server {
  if (tls === undefined) return createServer({ allowHalfOpen: true, pauseOnConnect: true }, accept)
  return createSecureServer(
    {
      allowHalfOpen: true,
      ...tlsOptions(tls),
      handshakeTimeout: connectTimeout,
      requestCert: asksSenders,
      rejectUnauthorized: asksSenders,
    },
    accept,
  )
}

type ServerSettings = Pick<ProxyOptions, 'tls' | 'asksSenders'> & Pick<ConnectionOptions, 'connectTimeout'>

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
