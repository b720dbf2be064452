import { getInstitution, listRules, putRule, RULE_KINDS, ruleHistory } from '@yingma/store'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorIn, must } from '../../http/authentication.ts'
import type { Context } from '../../http/context.ts'
import { id, idParams, line, text } from '../../http/fields.ts'
import { rule } from '../shapes.ts'

const ruleParams = z.strictObject({ id, key: line(200) })
/** A small JSON object of texts, numbers, lists and objects of them; what it means is the normaliser's business. */
const scalar = z.union([text(500), z.number(), z.boolean()])
const ruleBody = z.record(line(100), z.union([scalar, z.array(scalar).max(100), z.record(line(100), scalar)]))

/** Rules of an institution: versioned, reasoned, withdrawn but never lost. */
export function registerRules(instance: FastifyInstance, { store }: Context): void {
  const app = instance.withTypeProvider<ZodTypeProvider>()
  const tags = ['rules']

  app.get(
    '/institutions/:id/rules',
    { schema: { tags, summary: 'Rules in force', params: idParams, response: { 200: z.array(rule) } } },
    (request) =>
      store.readAsTenant(actorIn(request), async (transaction) => {
        must(request, 'catalogue.read', (await getInstitution(transaction, request.params.id)).path)
        return await listRules(transaction, request.params.id)
      }),
  )

  app.get(
    '/institutions/:id/rules/:key',
    {
      schema: {
        tags,
        summary: 'All versions of a rule, newest first',
        params: ruleParams,
        response: { 200: z.array(rule) },
      },
    },
    (request) =>
      store.readAsTenant(actorIn(request), async (transaction) => {
        must(request, 'catalogue.read', (await getInstitution(transaction, request.params.id)).path)
        return await ruleHistory(transaction, request.params.id, request.params.key)
      }),
  )

  app.put(
    '/institutions/:id/rules/:key',
    {
      bodyLimit: 256 * 1024,
      schema: {
        tags,
        summary: 'Write the next version of a rule; body null withdraws it',
        params: ruleParams,
        body: z.strictObject({
          kind: z.enum(RULE_KINDS),
          body: ruleBody.nullable(),
          reason: text(2000, 1),
          version: z.number().int().min(0).describe('version that you saw, 0 for a new rule'),
        }),
        response: { 201: rule },
      },
    },
    async (request, reply) => {
      const { kind, body, reason, version } = request.body
      const written = await store.asTenant(actorIn(request), async (transaction) => {
        const { path, id: institutionId } = await getInstitution(transaction, request.params.id)
        const { userId } = must(request, 'rule.change', path)
        return await putRule(transaction, userId, {
          institutionId,
          key: request.params.key,
          kind,
          body,
          reason,
          expectedVersion: version,
        })
      })
      return reply.code(201).header('etag', `"${written.version}"`).send(written)
    },
  )
}
