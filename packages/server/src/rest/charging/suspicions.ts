import {
  actorOf,
  answerSuspicion,
  getSuspicion,
  listSuspicions,
  SUSPICION_EVENTS,
  type SuspicionFilter,
} from '@yingma/store'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorIn, must, signedIn, withScope } from '../../http/authentication.ts'
import type { Context } from '../../http/context.ts'
import { idParams, page, text } from '../../http/fields.ts'
import { languageOf } from '../../http/problem-details.ts'
import { defined } from '../catalogues/names.ts'
import { versionIn, versionTag } from '../version-tag.ts'
import { caseJson, suspicion, suspicionCase, suspicionFilter, suspicionJson } from './charge-shapes.ts'
import { cents } from './price-shapes.ts'

/** Suspicions of charge audits: seen, rebutted by the institution, closed by a person of the insurer. */
export function registerSuspicions(instance: FastifyInstance, { standard, store }: Context): void {
  const app = instance.withTypeProvider<ZodTypeProvider>()
  const tags = ['charges']

  app.get(
    '/suspicions',
    {
      schema: {
        tags,
        summary: 'Suspicions that you may see, the most at stake first, with exact totals',
        description:
          "An insurer's auditor sees those of the area, a price officer those of the institution; other roles see none.",
        querystring: z.strictObject({
          ...page,
          ...suspicionFilter,
        }),
        response: { 200: z.object({ total: z.number().int(), stakeCents: cents, rows: z.array(suspicion) }) },
      },
    },
    (request) =>
      store.readAsTenant(actorOf(withScope(request, 'read')), async (transaction) => {
        const { limit, offset, ...rest } = request.query
        const filter: SuspicionFilter = defined(rest)
        const { total, stakeCents, rows } = await listSuspicions(transaction, filter, { limit, offset })
        const language = languageOf(request)
        return { total, stakeCents, rows: rows.map((row) => suspicionJson(row, standard.prices, language)) }
      }),
  )

  app.get(
    '/suspicions/:id',
    {
      schema: {
        tags,
        summary: 'A suspicion with its charge lines and its history; its version is the ETag',
        params: idParams,
        response: { 200: suspicionCase },
      },
    },
    (request, reply) =>
      store.readAsTenant(actorIn(request), async (transaction) => {
        const found = await getSuspicion(transaction, request.params.id)
        must(request, 'charge.read', found.path)
        void reply.header('etag', `"${found.version}"`)
        return caseJson(found, standard.prices, languageOf(request))
      }),
  )

  app.post(
    '/suspicions/:id/answers',
    {
      schema: {
        tags,
        summary: 'Rebut a suspicion, or close it',
        description:
          "rebut: the institution's price officer. uphold and dismiss: the insurer's auditor of the area; upholding returns what was at stake unless less is said. A closed suspicion takes no more. If-Match names the version that you saw.",
        params: idParams,
        headers: z.object({ 'if-match': versionTag }).loose(),
        body: z
          .strictObject({
            kind: z.enum(SUSPICION_EVENTS),
            reason: text(2000, 1).regex(/\S/),
            returnedCents: z.number().int().min(0).max(1e12).optional().describe('with uphold only'),
          })
          .refine(({ kind, returnedCents }) => kind === 'uphold' || returnedCents === undefined, {
            path: ['returnedCents'],
            message: 'with uphold only',
          }),
        response: { 201: suspicionCase },
      },
    },
    async (request, reply) => {
      const { userId } = signedIn(request)
      const said = { id: request.params.id, expectedVersion: versionIn(request), ...defined(request.body) }
      const now = await store.asTenant(actorIn(request), async (transaction) => {
        const { path } = await getSuspicion(transaction, said.id)
        must(request, said.kind === 'rebut' ? 'suspicion.rebut' : 'suspicion.close', path)
        return await answerSuspicion(transaction, userId, said)
      })
      void reply.code(201).header('etag', `"${now.version}"`)
      return caseJson(now, standard.prices, languageOf(request))
    },
  )
}
