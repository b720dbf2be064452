import type { FastifyInstance } from 'fastify'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** Counters of this process; nothing is sent anywhere, a Prometheus server may fetch them. */
export interface Metrics {
  readonly registry: Registry
  readonly requests: Histogram<'method' | 'route' | 'status'>
  readonly decisions: Counter<'kind' | 'outcome'>
}

export function createMetrics(pool: {
  readonly totalCount: number
  readonly idleCount: number
  readonly waitingCount: number
}): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  new Gauge({
    name: 'yingma_database_connections',
    help: 'connections of the pool',
    labelNames: ['state'],
    registers,
    collect() {
      this.set({ state: 'open' }, pool.totalCount)
      this.set({ state: 'idle' }, pool.idleCount)
      this.set({ state: 'waiting' }, pool.waitingCount)
    },
  })
  return {
    registry,
    requests: new Histogram({
      name: 'yingma_http_request_seconds',
      help: 'time to answer, by route',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10],
      registers,
    }),
    decisions: new Counter({
      name: 'yingma_decisions_total',
      help: 'decisions asked for, by kind and outcome',
      labelNames: ['kind', 'outcome'],
      registers,
    }),
  }
}

/** Measures every answer under the pattern of its route, never under the address with its ids and words. */
export function registerMetrics(app: FastifyInstance, metrics: Metrics): void {
  app.addHook('onResponse', (request, reply, done) => {
    metrics.requests.observe(
      { method: request.method, route: request.routeOptions.url ?? 'unknown', status: String(reply.statusCode) },
      reply.elapsedTime / 1000,
    )
    done()
  })
}
