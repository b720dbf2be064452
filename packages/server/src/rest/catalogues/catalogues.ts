import {
  addNames,
  CATALOGUE_KINDS,
  catalogueProgress,
  createCatalogue,
  getCatalogue,
  getInstitution,
  listCatalogues,
  moveCatalogue,
} from '@yingma/store'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorIn, must } from '../../http/authentication.ts'
import type { Context } from '../../http/context.ts'
import { day, idParams, line, page, pageOf } from '../../http/fields.ts'
import { jobAnswer } from '../registry/jobs.ts'
import { catalogue, job, progress } from '../shapes.ts'
import { inputFrom, nameFields } from '../standard/normalise.ts'

const newName = z.strictObject({ ...nameFields, firstSeen: day.optional(), lastSeen: day.optional() })

export const addReport = z.object({
  rows: z.number().int(),
  added: z.number().int().describe('distinct inputs that are new'),
  merged: z.number().int().describe('distinct inputs that were there: exams added up, dates widened'),
  job: job.describe('reads the names; suggestions are there when it is done'),
})

/** Catalogues of an institution: made, filled, moved to another edition. Uploads of files are a resource of their own. */
export function registerCatalogues(instance: FastifyInstance, { store, jobs }: Context): void {
  const app = instance.withTypeProvider<ZodTypeProvider>()
  const tags = ['catalogues']

  app.get(
    '/institutions/:id/catalogues',
    {
      schema: {
        tags,
        summary: 'Catalogues of an institution, newest first',
        params: idParams,
        querystring: z.strictObject(page),
        response: { 200: pageOf(catalogue) },
      },
    },
    (request) =>
      store.readAsTenant(actorIn(request), async (transaction) => {
        const { path } = await getInstitution(transaction, request.params.id)
        must(request, 'catalogue.read', path)
        return await listCatalogues(transaction, { institutionId: request.params.id, ...request.query })
      }),
  )

  app.post(
    '/institutions/:id/catalogues',
    {
      schema: {
        tags,
        summary: 'Make an empty catalogue, mapped to the current edition',
        params: idParams,
        body: z.strictObject({ kind: z.enum(CATALOGUE_KINDS), title: line(200), sourceName: line(300, 0).default('') }),
        response: { 201: catalogue },
      },
    },
    async (request, reply) => {
      const made = await store.asTenant(actorIn(request), async (transaction) => {
        const { path } = await getInstitution(transaction, request.params.id)
        const { userId } = must(request, 'catalogue.upload', path)
        return await createCatalogue(transaction, userId, { institutionId: request.params.id, ...request.body })
      })
      return reply.code(201).send(made)
    },
  )

  app.get(
    '/catalogues/:id',
    {
      schema: {
        tags,
        summary: 'A catalogue and how far it is',
        params: idParams,
        response: { 200: catalogue.extend({ progress }) },
      },
    },
    (request) =>
      store.readAsTenant(actorIn(request), async (transaction) => {
        const { path, ...found } = await getCatalogue(transaction, request.params.id)
        must(request, 'catalogue.read', path)
        return { ...found, progress: await catalogueProgress(transaction, found.id) }
      }),
  )

  app.post(
    '/catalogues/:id/names',
    {
      bodyLimit: 16 * 1024 * 1024,
      schema: {
        tags,
        summary: 'Add up to 10,000 names',
        description: 'Equal inputs are one name whose exams add up. At most 16 MiB.',
        params: idParams,
        body: z.strictObject({ names: z.array(newName).min(1).max(10_000) }),
        response: { 202: addReport },
      },
    },
    async (request, reply) => {
      const added = await store.asTenant(actorIn(request), async (transaction) => {
        const { path, institutionId, id } = await getCatalogue(transaction, request.params.id)
        const { userId } = must(request, 'catalogue.upload', path)
        const names = request.body.names.map((name) => inputFrom(name))
        const report = await addNames(transaction, { institutionId, catalogueId: id }, names)
        const asked = { kind: 'suggest', institutionId, requestedBy: userId, params: { catalogueId: id } } as const
        return { ...report, job: jobAnswer(await jobs.enqueue(asked, transaction)) }
      })
      return reply.code(202).send(added)
    },
  )

  app.patch(
    '/catalogues/:id',
    {
      schema: {
        tags,
        summary: 'Point a catalogue at another edition; decisions are kept, its names are read anew',
        params: idParams,
        body: z.strictObject({ edition: line(40) }),
        response: { 202: job },
      },
    },
    async (request, reply) => {
      const asked = await store.asTenant(actorIn(request), async (transaction) => {
        const { path, institutionId, id } = await getCatalogue(transaction, request.params.id)
        const { userId } = must(request, 'catalogue.upload', path)
        await moveCatalogue(transaction, id, request.body.edition)
        const again = { kind: 'suggest', institutionId, requestedBy: userId, params: { catalogueId: id } } as const
        return await jobs.enqueue(again, transaction)
      })
      return reply.code(202).send(jobAnswer(asked))
    },
  )
}
