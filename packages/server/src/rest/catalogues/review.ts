import {
  assignCluster,
  createSample,
  editionDifferences,
  getCatalogue,
  getSample,
  holderOf,
  listSamples,
  NAME_STATUSES,
  readSampleName,
  reviewQueue,
  sampleAgreement,
  sampleNames,
  suggestionDifferences,
} from '@yingma/store'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorIn, must, signedIn } from '../../http/authentication.ts'
import type { Context } from '../../http/context.ts'
import { codeText, id, idParams, line, listOf, page, pageOf } from '../../http/fields.ts'
import { sample } from '../shapes.ts'
import { defined } from './names.ts'

const cluster = z
  .object({
    cluster: z.string(),
    suggestedState: z.string(),
    suggestedCodes: z.array(z.string()),
    names: z.number().int(),
    exams: z.number().int(),
    confidence: z.number(),
    examples: z.array(z.string()),
    assignedTo: z.uuid().nullable(),
  })
  .meta({ id: 'Cluster' })

const difference = z.object({
  nameId: z.uuid(),
  name: z.string(),
  exams: z.number().int(),
  version: z.number().int(),
  code: z.string(),
  change: z.enum(['retired', 'gone', 'renamed']),
  successors: z.array(z.string()),
})

const suggestionDifference = z.object({
  nameId: z.uuid(),
  name: z.string(),
  exams: z.number().int(),
  version: z.number().int(),
  status: z.string(),
  standing: z.array(z.string()),
  suggested: z.array(z.string()),
})

const agreement = z.object({
  names: z.number().int(),
  agreed: z.number().int(),
  observed: z.number(),
  expected: z.number(),
  kappa: z.number().nullable().describe("Cohen's κ; null where chance alone would always agree"),
  disagreements: z.array(
    z.object({
      nameId: z.uuid(),
      name: z.string(),
      version: z.number().int(),
      first: z.array(z.string()),
      second: z.array(z.string()),
    }),
  ),
})

/** Review work: the queue by cluster, assignment, samples read by two, what a new edition changes. */
export function registerReview(instance: FastifyInstance, { store, standard }: Context): void {
  const app = instance.withTypeProvider<ZodTypeProvider>()
  const tags = ['review']

  app.get(
    '/catalogues/:id/queue',
    {
      schema: {
        tags,
        summary: 'What is to do: clusters of names with the same reading, the most exams first',
        params: idParams,
        querystring: z.strictObject({
          ...page,
          status: listOf(NAME_STATUSES).optional().describe('default: open,suggested'),
          state: listOf(['mapped', 'review', 'conflict', 'ambiguous', 'no-item', 'not-exam']).optional(),
          assignedTo: id.optional(),
        }),
        response: { 200: pageOf(cluster) },
      },
    },
    (request) =>
      store.readAsTenant(actorIn(request), async (transaction) => {
        must(request, 'catalogue.read', (await getCatalogue(transaction, request.params.id)).path)
        const { limit, offset, state, ...rest } = request.query
        return (await reviewQueue(transaction, request.params.id, defined({ ...rest, suggestedState: state }), {
          limit,
          offset,
        })) as never
      }),
  )

  app.put(
    '/catalogues/:id/assignments',
    {
      schema: {
        tags,
        summary: 'Give a cluster to somebody, or take it back',
        description:
          'Whoever decides may take a cluster that nobody holds, and give back their own; reviewers give it to anybody.',
        params: idParams,
        body: z.strictObject({ cluster: line(500), userId: id.nullable() }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await store.asTenant(actorIn(request), async (transaction) => {
        const { path, institutionId, id: catalogueId } = await getCatalogue(transaction, request.params.id)
        const { cluster, userId } = request.body
        const who = signedIn(request).userId
        const isOwn =
          [null, who].includes(userId) && [null, who].includes(await holderOf(transaction, catalogueId, cluster))
        must(request, isOwn ? 'decision.make' : 'review.assign', path)
        await assignCluster(transaction, { institutionId, catalogueId }, cluster, userId)
      })
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/catalogues/:id/differences',
    {
      schema: {
        tags,
        summary: 'Decisions that the edition in force, or the present suggestions, see differently',
        params: idParams,
        querystring: z.strictObject(page),
        response: { 200: z.object({ edition: z.array(difference), suggestions: pageOf(suggestionDifference) }) },
      },
    },
    (request) =>
      store.readAsTenant(actorIn(request), async (transaction) => {
        const { path, id: catalogueId } = await getCatalogue(transaction, request.params.id)
        must(request, 'catalogue.read', path)
        const suggestions = await suggestionDifferences(transaction, catalogueId, request.query)
        return { edition: await editionDifferences(transaction, catalogueId, standard.edition), suggestions } as never
      }),
  )

  app.get(
    '/catalogues/:id/samples',
    { schema: { tags, summary: 'Samples of a catalogue', params: idParams, response: { 200: z.array(sample) } } },
    (request) =>
      store.readAsTenant(actorIn(request), async (transaction) => {
        must(request, 'catalogue.read', (await getCatalogue(transaction, request.params.id)).path)
        return await listSamples(transaction, request.params.id)
      }),
  )

  app.post(
    '/catalogues/:id/samples',
    {
      schema: {
        tags,
        summary: 'Draw a sample that two people read without seeing each other',
        params: idParams,
        body: z.strictObject({
          size: z.number().int().min(1).max(5000),
          seed: line(100),
          firstReader: id,
          secondReader: id,
        }),
        response: { 201: sample },
      },
    },
    async (request, reply) => {
      const made = await store.asTenant(actorIn(request), async (transaction) => {
        const { path, institutionId, id: catalogueId } = await getCatalogue(transaction, request.params.id)
        must(request, 'review.assign', path)
        return await createSample(transaction, { institutionId, catalogueId }, request.body)
      })
      return reply.code(201).send(made)
    },
  )

  app.get(
    '/samples/:id',
    {
      schema: {
        tags,
        summary: 'A sample, its names and your own answers',
        params: idParams,
        response: {
          200: sample.extend({
            readings: z.array(
              z.object({
                nameId: z.uuid(),
                name: z.string(),
                modality: z.string(),
                exams: z.number().int(),
                own: z.array(z.string()).nullable(),
                isComplete: z.boolean(),
              }),
            ),
          }),
        },
      },
    },
    (request) =>
      store.readAsTenant(actorIn(request), async (transaction) => {
        const { path, ...found } = await getSample(transaction, request.params.id)
        must(request, 'catalogue.read', path)
        return { ...found, readings: await sampleNames(transaction, found.id, signedIn(request).userId) } as never
      }),
  )

  app.post(
    '/samples/:id/readings',
    {
      schema: {
        tags,
        summary: 'Answer one name of a sample (no codes: it has no item); an answer stands',
        params: idParams,
        body: z.strictObject({ nameId: id, codes: z.array(codeText).max(40) }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await store.asTenant(actorIn(request), async (transaction) => {
        const { path, ...found } = await getSample(transaction, request.params.id)
        const { userId } = must(request, 'review.read-sample', path)
        await readSampleName(transaction, found, { userId, ...request.body }, standard.edition)
      })
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/samples/:id/agreement',
    {
      schema: {
        tags,
        summary: 'How far the two readers agree, and where they differ',
        description:
          'Over the names that both have answered. Reconciling is deciding on the name: POST /names/{id}/decisions.',
        params: idParams,
        response: { 200: agreement },
      },
    },
    (request) =>
      store.readAsTenant(actorIn(request), async (transaction) => {
        const { path, ...found } = await getSample(transaction, request.params.id)
        must(request, 'catalogue.read', path)
        return (await sampleAgreement(transaction, found)) as never
      }),
  )
}
