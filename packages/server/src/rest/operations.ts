import { isAllowed } from '@yingma/store'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../http/context.ts'
import { HttpProblem } from '../problems/server-problem.ts'

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** For whoever runs the server: alive, ready, metrics. */
export function registerOperations(app: FastifyInstance, { store, metrics }: Context): void {
  const tags = ['operations']

  app.get(
    '/health',
    { schema: { tags, summary: 'The process is alive', response: { 200: z.object({ status: z.literal('ok') }) } } },
    () => ({
      status: 'ok' as const,
    }),
  )

  app.get(
    '/ready',
    {
      schema: {
        tags,
        summary: 'The database answers; work is taken',
        response: { 200: z.object({ status: z.literal('ready') }) },
      },
    },
    async () => {
      await store.pool.query('SELECT 1')
      return { status: 'ready' as const }
    },
  )

  app.get(
    '/metrics',
    {
      schema: {
        tags,
        summary: 'Prometheus metrics: on this machine, or for administrators',
        produces: ['text/plain'],
        response: { 200: z.string() },
      },
    },
    async (request, reply) => {
      // A proxy on this machine speaks for somebody else and says so.
      const isLocal =
        LOOPBACK.has(request.socket.remoteAddress ?? '') && request.headers['x-forwarded-for'] === undefined
      const isAdministrator = request.principal !== undefined && isAllowed(request.principal.grants, 'user.manage', [])
      if (!isLocal && !isAdministrator) throw new HttpProblem({ code: 'sign-in-needed' })
      return reply
        .type(metrics.registry.contentType)
        .serializer(String)
        .send(await metrics.registry.metrics())
    },
  )
}
