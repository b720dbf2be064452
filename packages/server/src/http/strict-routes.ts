import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { HttpProblem } from '../problems/server-problem.ts'
import { problemDetails } from './problem-details.ts'

const nothing = z.strictObject({})

/**
 * Makes every route strict by itself: a route that names no query takes none, one that names no body takes none, and
 * every operation documents its problems. Must be registered before the routes.
 */
export function registerStrictRoutes(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    if (!route.schema || route.schema.hide) return
    route.schema.querystring ??= nothing
    const responses = (route.schema.response ?? {}) as Record<string, unknown>
    route.schema.response = {
      ...responses,
      default: { description: 'Problem', content: { 'application/problem+json': { schema: problemDetails } } },
    }
  })
  app.addHook('preValidation', (request, _reply, done) => {
    const { schema, url } = request.routeOptions
    const takesBody = schema?.body !== undefined || schema?.consumes !== undefined || url === undefined
    const { body } = request
    if (!takesBody && body !== undefined && body !== null) {
      done(
        new HttpProblem({
          code: 'request-invalid',
          errors: [{ in: 'body', field: '', rule: 'unknown-field', message: 'this operation takes no body' }],
        }),
      )
      return
    }
    done()
  })
}
