import { randomUUID } from 'node:crypto'
import { appendGovernance, type GovernEvent, listGovernance } from '@yingma/store'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorIn } from '../../http/authentication.ts'
import type { Context } from '../../http/context.ts'
import { day, line, page, pageOf, text } from '../../http/fields.ts'
import { mustAnywhere } from './proposals.ts'

const SOURCE_KINDS = ['law', 'catalogue', 'price-list', 'norm', 'enterprise-standard', 'hospital-data'] as const

const source = z.strictObject({
  kind: z.enum(SOURCE_KINDS),
  citation: text(2000, 1),
  date: day.describe('of the source'),
  taken: text(5000, 1).describe('what was taken from it'),
  url: line(500, 0).default(''),
})

const entry = source.extend({ id: z.uuid(), by: z.uuid(), at: z.string() }).meta({ id: 'Evidence' })

/** The register of sources behind the standard; proposals name its entries. */
export function registerEvidence(instance: FastifyInstance, { store }: Context): void {
  const app = instance.withTypeProvider<ZodTypeProvider>()
  const tags = ['governance']

  app.get(
    '/evidence',
    {
      schema: {
        tags,
        summary: 'Sources behind the standard, newest first',
        querystring: z.strictObject(page),
        response: { 200: pageOf(entry) },
      },
    },
    (request) =>
      store.readAsTenant(actorIn(request), async (transaction) => {
        const { total, streams } = await listGovernance(transaction, 'evidence/', request.query)
        return { total, rows: streams.flatMap(([first]) => (first === undefined ? [] : [entryOf(first)])) }
      }),
  )

  app.post(
    '/evidence',
    { schema: { tags, summary: 'Register a source', body: source, response: { 201: entry } } },
    async (request, reply) => {
      const { userId } = mustAnywhere(request, 'standard.propose')
      const stream = `evidence/${randomUUID()}`
      const written = await store.asTenant(actorIn(request), (transaction) =>
        appendGovernance(transaction, {
          stream,
          expectedVersion: 0,
          kind: 'evidence',
          body: request.body,
          actor: userId,
        }),
      )
      return reply.code(201).send(entryOf(written))
    },
  )
}

function entryOf({ stream, body, actor, at }: GovernEvent): z.infer<typeof entry> {
  return { ...(body as z.infer<typeof source>), id: stream.slice('evidence/'.length), by: actor, at }
}
