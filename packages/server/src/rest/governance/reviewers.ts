import { listReviewers } from '@yingma/store'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Context } from '../../http/context.ts'
import { mustAnywhere } from './proposals.ts'

const reviewer = z
  .object({ userId: z.uuid(), name: z.string(), institution: z.string().nullable() })
  .meta({ id: 'Reviewer' })

/** Who may review proposals: asked by those who lead the rounds, across institutions, since the standard belongs to none. */
export function registerReviewers(instance: FastifyInstance, { store }: Context): void {
  const app = instance.withTypeProvider<ZodTypeProvider>()
  app.get(
    '/reviewers',
    {
      schema: {
        tags: ['governance'],
        summary: 'People who may review proposals, for whoever leads the rounds',
        response: { 200: z.array(reviewer) },
      },
    },
    (request) => {
      const { userId } = mustAnywhere(request, 'standard.decide')
      return store.asRegistry(userId, (transaction) => listReviewers(transaction))
    },
  )
}
