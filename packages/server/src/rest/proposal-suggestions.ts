import { contentSchema, indexNames, missingItems } from '@yingma/govern'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { GovernDesk } from '../govern/govern-desk.ts'
import { actorIn } from '../http/authentication.ts'
import type { Context } from '../http/context.ts'
import { line } from '../http/fields.ts'
import { mustAnywhere } from './proposals.ts'

const suggestion = z
  .object({ code: z.string(), exams: z.number(), institutions: z.number().int(), content: contentSchema })
  .meta({ id: 'ProposalSuggestion' })

/** Proposals that local names ask for by themselves: of all names that somebody may see, or of one. */
export function registerProposalSuggestions(instance: FastifyInstance, { store }: Context, desk: GovernDesk): void {
  const app = instance.withTypeProvider<ZodTypeProvider>()
  const tags = ['governance']

  app.get(
    '/proposal-suggestions',
    {
      schema: {
        tags,
        summary: 'Drafts for combinations that the names you may see ask for and no item has, the most used first',
        querystring: z.strictObject({
          exams: z.coerce.number().int().min(1).max(1e9).default(100).describe('at least'),
          institutions: z.coerce.number().int().min(1).max(1e6).default(1).describe('at least'),
        }),
        response: { 200: z.array(suggestion) },
      },
    },
    async (request) => {
      mustAnywhere(request, 'standard.propose')
      const draft = await store.readAsTenant(actorIn(request), desk.latest)
      const index = await desk.namesOf(store, actorIn(request), draft)
      return answerOf(missingItems(index, request.query).slice(0, 200))
    },
  )

  app.post(
    '/proposal-suggestions',
    {
      schema: {
        tags,
        summary: 'The draft that one name asks for; empty where no item is missing, or none can be told',
        body: z.strictObject({
          name: line(500),
          modality: line(60, 0).default(''),
          exams: z.number().int().min(0).max(1e12).default(0),
        }),
        response: { 200: z.array(suggestion) },
      },
    },
    async (request) => {
      mustAnywhere(request, 'standard.propose')
      const draft = await store.readAsTenant(actorIn(request), desk.latest)
      const asked = { id: '', institution: '', decided: null, ...request.body }
      const index = indexNames(draft, desk.surroundings, [asked])
      return answerOf(missingItems(index, { exams: 0, institutions: 1 }))
    },
  )
}

/** Lists are read-only inside governance; answers are plain arrays. */
function answerOf(found: ReturnType<typeof missingItems>): z.infer<typeof suggestion>[] {
  return structuredClone(found) as unknown as z.infer<typeof suggestion>[]
}
