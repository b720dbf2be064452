import { getInstitution, listAudit } from '@yingma/store'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorIn, must } from '../../http/authentication.ts'
import type { Context } from '../../http/context.ts'
import { idParams, line, page, pageOf } from '../../http/fields.ts'
import { defined } from '../catalogues/names.ts'
import { auditEntry } from '../shapes.ts'

const filter = { ...page, action: line(60).optional(), subject: line(100).optional() }

/** The record of changes. Whole chains are exported and verified with `yingma audit`. */
export function registerAudit(instance: FastifyInstance, { store }: Context): void {
  const app = instance.withTypeProvider<ZodTypeProvider>()
  const tags = ['audit']

  app.get(
    '/institutions/:id/audit',
    {
      schema: {
        tags,
        summary: "An institution's record of changes, newest first",
        params: idParams,
        querystring: z.strictObject(filter),
        response: { 200: pageOf(auditEntry) },
      },
    },
    (request) =>
      store.readAsTenant(actorIn(request), async (transaction) => {
        const { path, id } = await getInstitution(transaction, request.params.id)
        must(request, 'audit.read', path)
        const { limit, offset, ...rest } = request.query
        return (await listAudit(transaction, { chain: id, ...defined(rest) }, { limit, offset })) as never
      }),
  )

  app.get(
    '/audit',
    {
      schema: {
        tags,
        summary: 'What belongs to no institution: accounts, editions, erasures, checkpoints',
        querystring: z.strictObject(filter),
        response: { 200: pageOf(auditEntry) },
      },
    },
    async (request) => {
      const { userId } = must(request, 'user.manage', [])
      const { limit, offset, ...rest } = request.query
      return (await store.asRegistry(userId, (transaction) =>
        listAudit(transaction, { chain: 'system', ...defined(rest) }, { limit, offset }),
      )) as never
    },
  )
}
