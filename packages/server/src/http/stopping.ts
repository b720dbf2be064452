import type { FastifyInstance } from 'fastify'
import { HttpProblem } from '../problems/server-problem.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** True once the server was asked to stop: open streams end, new requests are refused. */
    isStopping(): boolean
    beginStopping(): void
  }
}

/** Lets running requests end while new ones are turned away and readiness says no. */
export function registerStopping(app: FastifyInstance): void {
  let stopping = false
  app.decorate('isStopping', () => stopping)
  app.decorate('beginStopping', () => {
    stopping = true
  })
  app.addHook('onRequest', (_request, reply, done) => {
    if (!stopping) {
      done()
      return
    }
    void reply.header('connection', 'close').header('retry-after', '5')
    done(new HttpProblem({ code: 'stopping' }))
  })
}
