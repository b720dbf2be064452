import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { HttpProblem } from '../problems/server-problem.ts'

/** The version of a row that the person saw, in the header If-Match. */
export const versionTag = z
  .string()
  .max(20)
  .regex(/^(?:W\/)?"?\d{1,9}"?$/)
  .optional()
  .describe('version that you saw, e.g. "3"')

/** The version that was said; without one the request is refused. */
export function versionIn(request: Pick<FastifyRequest, 'headers'>): number {
  const tag = request.headers['if-match']
  if (tag === undefined) throw new HttpProblem({ code: 'version-needed' })
  return Number(/\d+/.exec(tag)![0])
}
