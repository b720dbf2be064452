import { randomUUID } from 'node:crypto'
import { acceptRelease, type ReleaseEffect, releaseEffects } from '@yingma/govern'
import { getCatalogue } from '@yingma/store'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { GovernDesk } from '../govern/govern-desk.ts'
import { actorIn, must } from '../http/authentication.ts'
import type { Context } from '../http/context.ts'
import { idParams, line } from '../http/fields.ts'

const effect = z.object({
  nameId: z.uuid(),
  name: z.string(),
  exams: z.number(),
  version: z.number().int(),
  before: z.array(z.string()),
  after: z.array(z.string()),
  isOpen: z.boolean().describe('several successors: a person must choose'),
})

/** What a release does to a catalogue, and accepting it in one step. */
export function registerCatalogueRelease(instance: FastifyInstance, { store }: Context, desk: GovernDesk): void {
  const app = instance.withTypeProvider<ZodTypeProvider>()
  const tags = ['governance']

  app.get(
    '/catalogues/:id/release',
    {
      schema: {
        tags,
        summary: 'What a release does to the decisions of a catalogue',
        params: idParams,
        querystring: z.strictObject({ version: line(40) }),
        response: { 200: z.array(effect) },
      },
    },
    (request) =>
      store.readAsTenant(actorIn(request), async (transaction) => {
        const { path, id } = await getCatalogue(transaction, request.params.id)
        must(request, 'catalogue.read', path)
        const edition = await desk.editionOf(transaction, request.query.version)
        return (await releaseEffects(transaction, id, edition)).map(answerOf)
      }),
  )

  app.post(
    '/catalogues/:id/release',
    {
      schema: {
        tags,
        summary: 'Accept a release: the catalogue moves to it and decisions follow successors, to be undone as one',
        params: idParams,
        body: z.strictObject({ version: line(40) }),
        response: {
          200: z.object({
            batchId: z.uuid(),
            moved: z.number().int(),
            conflicts: z.number().int().describe('names that somebody decided on meanwhile'),
            open: z.array(effect),
          }),
        },
      },
    },
    (request) =>
      store.asTenant(actorIn(request), async (transaction) => {
        const { path, id } = await getCatalogue(transaction, request.params.id)
        must(request, 'catalogue.upload', path)
        const { userId, apiKeyId } = must(request, 'decision.make', path)
        const edition = await desk.editionOf(transaction, request.body.version)
        const batchId = randomUUID()
        const by = { userId, batchId, ...(apiKeyId === undefined ? {} : { apiKeyId }) }
        const { moved, open } = await acceptRelease(transaction, by, id, edition)
        const done = moved.filter(({ ok }) => ok).length
        return { batchId, moved: done, conflicts: moved.length - done, open: open.map(answerOf) }
      }),
  )
}

function answerOf(row: ReleaseEffect): z.infer<typeof effect> {
  return { ...row, before: [...row.before], after: [...row.after] }
}
