import { randomUUID } from 'node:crypto'
import { FATES, fateOf, type ReleaseEffect, releaseEffects, releasePreview } from '@yingma/govern'
import { getCatalogue, getJob, Refusal } from '@yingma/store'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { AcceptParams } from '../../govern/accept-job.ts'
import type { GovernDesk } from '../../govern/govern-desk.ts'
import { actorIn, must } from '../../http/authentication.ts'
import type { Context } from '../../http/context.ts'
import { id, idParams, line, page, pageOf } from '../../http/fields.ts'
import { jobAnswer } from '../registry/jobs.ts'
import { job } from '../shapes.ts'

const effect = z.object({
  nameId: z.uuid(),
  name: z.string(),
  exams: z.number(),
  version: z.number().int(),
  before: z.array(z.string()),
  after: z.array(z.string()),
  isOpen: z.boolean().describe('several successors: a person must choose'),
})

const count = z.object({ names: z.number().int(), exams: z.number() })
const charge = z.object({
  schedule: z.string().describe('id of the price list'),
  before: z.array(z.string()).describe('codes'),
  after: z.array(z.string()),
  linesBefore: z.array(z.string()).describe('price item, quantity and amount of each line'),
  linesAfter: z.array(z.string()),
  names: z.number().int(),
  exams: z.number(),
})

const preview = pageOf(effect.extend({ fate: z.enum(FATES) }))
  .extend({
    from: z.string().describe('edition of the catalogue now'),
    version: z.string(),
    counts: z
      .object({ moved: count, review: count, lost: count })
      .describe(
        'moved along single successors; opened again, since a person must choose; left on an item that nothing follows',
      ),
    charges: z.array(charge).describe('charge lines that change for what moves, the most used first, at most 500'),
  })
  .meta({ id: 'CatalogueReleasePreview' })

/** Charge lines that a preview lists. */
const MOST_CHARGES = 500

/** What a release does to a catalogue, and accepting it in one step. */
export function registerCatalogueRelease(instance: FastifyInstance, { store, jobs }: Context, desk: GovernDesk): void {
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
        const { path, id: catalogueId } = await getCatalogue(transaction, request.params.id)
        must(request, 'catalogue.read', path)
        const edition = await desk.editionOf(transaction, request.query.version)
        return (await releaseEffects(transaction, catalogueId, edition)).map(answerOf)
      }),
  )

  app.get(
    '/catalogues/:id/release-preview',
    {
      schema: {
        tags,
        summary:
          'What accepting a release would do to a catalogue: decisions that move, wait or are lost, charge lines',
        params: idParams,
        querystring: z.strictObject({ ...page, version: line(40), fate: z.enum(FATES).optional() }),
        response: { 200: preview },
      },
    },
    (request) =>
      store.readAsTenant(actorIn(request), async (transaction) => {
        const { version, fate, limit, offset } = request.query
        const { path, id: catalogueId, edition: from } = await getCatalogue(transaction, request.params.id)
        must(request, 'catalogue.read', path)
        const after = await desk.editionOf(transaction, version)
        const before = (await desk.findEdition(transaction, from)) ?? after
        const effects = await releaseEffects(transaction, catalogueId, after)
        const { counts, charges } = releasePreview(effects, { before, after }, desk.prices)
        const rows = effects
          .map((row) => ({ ...answerOf(row), fate: fateOf(row, after) }))
          .filter((row) => fate === undefined || row.fate === fate)
        const listed = structuredClone(charges.slice(0, MOST_CHARGES)) as z.infer<typeof charge>[]
        return {
          from,
          version,
          counts,
          charges: listed,
          total: rows.length,
          rows: rows.slice(offset, offset + limit),
        }
      }),
  )

  app.post(
    '/catalogues/:id/release',
    {
      schema: {
        tags,
        summary:
          'Accept a release in one step: decisions follow successors, the catalogue moves to it, its names are read anew',
        description:
          'A job. Its result counts decisions that moved, that were opened again with the reason (an item has several successors), and that were left because somebody decided on them meanwhile; then names read.',
        params: idParams,
        body: z.strictObject({ version: line(40) }),
        response: { 202: job },
      },
    },
    async (request, reply) => {
      const { version } = request.body
      const asked = await store.readAsTenant(actorIn(request), async (transaction) => {
        const { path, id: catalogueId, institutionId, edition } = await getCatalogue(transaction, request.params.id)
        must(request, 'catalogue.upload', path)
        const { userId, apiKeyId } = must(request, 'decision.make', path)
        await desk.editionOf(transaction, version)
        const key = apiKeyId === undefined ? {} : { apiKeyId }
        const params = { catalogueId, version, from: edition, batchId: randomUUID(), ...key } satisfies AcceptParams
        return { kind: 'release', institutionId, requestedBy: userId, params } as const
      })
      return reply.code(202).send(jobAnswer(await jobs.enqueue(asked)))
    },
  )

  app.post(
    '/catalogues/:id/release/undo',
    {
      schema: {
        tags,
        summary:
          'Take back the acceptance of a release as one: decisions that nobody touched since, and the edition of the catalogue',
        params: idParams,
        body: z.strictObject({ jobId: id.describe('the job of the acceptance') }),
        response: { 202: job },
      },
    },
    async (request, reply) => {
      const asked = await store.readAsTenant(actorIn(request), async (transaction) => {
        const { path, id: catalogueId, institutionId } = await getCatalogue(transaction, request.params.id)
        must(request, 'catalogue.upload', path)
        const { userId } = must(request, 'decision.undo', path)
        const accepted = await getJob(transaction, request.body.jobId)
        const { batchId, from, version, catalogueId: of } = accepted.params as unknown as AcceptParams
        if (accepted.kind !== 'release' || of !== catalogueId) {
          throw new Refusal({ code: 'not-found', kind: 'job', id: accepted.id })
        }
        if (accepted.finishedAt === null) throw new Refusal({ code: 'job-running', id: accepted.id })
        const params = { batchId, catalogueId, edition: from, reason: `${version} → ${from}` }
        return { kind: 'undo', institutionId, requestedBy: userId, params } as const
      })
      return reply.code(202).send(jobAnswer(await jobs.enqueue(asked)))
    },
  )
}

function answerOf(row: ReleaseEffect): z.infer<typeof effect> {
  return { ...row, before: [...row.before], after: [...row.after] }
}
