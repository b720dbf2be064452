import type { FastifyInstance } from 'fastify'

const IDLE_MS = 1000

/** Makes what the first request would wait for a moment after the app is ready, which does not wait for it. */
export function prepareWhenIdle(app: FastifyInstance, what: string, prepare: () => void): void {
  let timer: NodeJS.Timeout | undefined
  app.addHook('onReady', (done) => {
    timer = setTimeout(() => {
      try {
        prepare()
      } catch (error) {
        // The first request tells it again; nothing else of the server depends on it.
        app.log.error({ err: { message: (error as Error).message, stack: (error as Error).stack } }, what)
      }
    }, IDLE_MS)
    timer.unref()
    done()
  })
  app.addHook('onClose', (_app, done) => {
    clearTimeout(timer)
    done()
  })
}
