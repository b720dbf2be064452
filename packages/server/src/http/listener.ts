import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'

/** Milliseconds that an idle connection is kept open for the next request, longer than the minute of usual proxies. */
const KEEP_ALIVE_MS = 72_000
/** How often connections that became idle are closed while the last requests end. */
const CLOSING_MS = 100

/**
 * One address before apps that follow one another, so that a release of the standard takes effect while requests run. Each
 * request is answered whole by the app that it came to.
 */
export interface Listener {
  /** Starts to listen, and says where, e.g. `http://127.0.0.1:8080`. Port 0 is any free one. */
  listen(port: number, host: string): Promise<string>
  /** From now on requests go to this app; streams of the one before end, and it is closed. */
  replace(app: FastifyInstance): Promise<void>
  /** Turns new requests away, lets running ones end, closes. */
  stop(): Promise<void>
}

/** `first` is ready, and so is each app that replaces it; none listens by itself. */
export function createListener(first: FastifyInstance): Listener {
  let app = first
  const server = createServer((request, response) => app.routing(request, response))
  server.keepAliveTimeout = KEEP_ALIVE_MS
  // A table of some hundred MB over a slow line takes longer than Node's five minutes; headers have a minute.
  server.requestTimeout = 0

  return {
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        server.once('error', reject)
        server.listen({ port, host }, () => {
          server.off('error', reject)
          resolve(urlOf(server.address() as AddressInfo))
        })
      }),
    replace: async (next) => {
      const former = app
      app = next
      former.beginStopping()
      await former.close()
    },
    stop: async () => {
      app.beginStopping()
      if (server.listening) await closed()
      await app.close()
    },
  }

  function closed(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setInterval(() => server.closeIdleConnections(), CLOSING_MS)
      server.close(() => {
        clearInterval(timer)
        resolve()
      })
    })
  }
}

function urlOf({ address, port, family }: AddressInfo): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`
}
