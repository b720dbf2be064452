import { Readable } from 'node:stream'
import {
  createAccount,
  createInstitution,
  eraseInstitution,
  exportInstitution,
  getInstitution,
  grantRole,
  INSTITUTION_KINDS,
  issueLink,
  listInstitutions,
  listMembers,
  ROLES,
  renameInstitution,
  revokeRole,
  type Transaction,
} from '@yingma/store'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorIn, must, type TokenCache } from '../../http/authentication.ts'
import type { Context } from '../../http/context.ts'
import { id, idParams, line, page, pageOf } from '../../http/fields.ts'
import { streamFrom } from '../../http/stream-from.ts'
import { HttpProblem } from '../../problems/server-problem.ts'
import { institution, membership } from '../shapes.ts'

/** The organisation tree and who belongs where. */
export function registerInstitutions(instance: FastifyInstance, { store, settings }: Context, cache: TokenCache): void {
  const app = instance.withTypeProvider<ZodTypeProvider>()
  const tags = ['institutions']

  app.get(
    '/institutions',
    {
      schema: {
        tags,
        summary: 'Institutions that you may see, in tree order',
        querystring: z.strictObject(page),
        response: { 200: pageOf(institution) },
      },
    },
    (request) =>
      store.readAsTenant(actorIn(request), async (transaction) =>
        copied(await listInstitutions(transaction, request.query)),
      ),
  )

  app.post(
    '/institutions',
    {
      schema: {
        tags,
        summary: 'Add an institution to the tree',
        body: z.strictObject({
          kind: z.enum(INSTITUTION_KINDS),
          code: z
            .string()
            .max(64)
            .regex(/^[0-9A-Za-z._-]{1,64}$/),
          name: line(200),
          parentId: id.nullable().default(null),
        }),
        response: { 201: institution },
      },
    },
    async (request, reply) => {
      const { parentId } = request.body
      const actor = actorIn(request)
      const create = (transaction: Transaction) => createInstitution(transaction, request.body)
      if (parentId === null) {
        // A root belongs to nobody yet: only an administrator makes one.
        const { userId } = must(request, 'institution.delete', [])
        return reply.code(201).send(copy(await store.asRegistry(userId, create)))
      }
      const made = await store.asTenant(actor, async (transaction) => {
        must(request, 'institution.create', (await getInstitution(transaction, parentId)).path)
        return await create(transaction)
      })
      return reply.code(201).send(copy(made))
    },
  )

  app.get(
    '/institutions/:id',
    { schema: { tags, summary: 'One institution', params: idParams, response: { 200: institution } } },
    (request) =>
      store.readAsTenant(actorIn(request), async (transaction) =>
        copy(await getInstitution(transaction, request.params.id)),
      ),
  )

  app.patch(
    '/institutions/:id',
    {
      schema: {
        tags,
        summary: 'Rename an institution',
        params: idParams,
        body: z.strictObject({ name: line(200) }),
        response: { 200: institution },
      },
    },
    (request) =>
      store.asTenant(actorIn(request), async (transaction) => {
        must(request, 'institution.change', (await getInstitution(transaction, request.params.id)).path)
        return copy(await renameInstitution(transaction, request.params.id, request.body.name))
      }),
  )

  app.delete(
    '/institutions/:id',
    {
      schema: {
        tags,
        summary: 'Erase an institution with everything that is its own (export it first)',
        params: idParams,
        response: {
          200: z.object({
            id: z.uuid(),
            code: z.string(),
            name: z.string(),
            names: z.number().int(),
            decisions: z.number().int(),
            auditEntries: z.number().int(),
            lastAuditHash: z.string().nullable(),
          }),
        },
      },
    },
    async (request) => {
      const { path } = await store.readAsTenant(actorIn(request), (transaction) =>
        getInstitution(transaction, request.params.id),
      )
      const { userId } = must(request, 'institution.delete', path)
      const report = await eraseInstitution(store, userId, request.params.id)
      cache.forget()
      return report
    },
  )

  app.get(
    '/institutions/:id/export',
    {
      schema: {
        tags,
        summary: 'Everything that the registry holds of the institution, one JSON object per line',
        params: idParams,
        produces: ['application/x-ndjson'],
        response: { 200: z.string() },
      },
    },
    async (request, reply) => {
      const actor = actorIn(request)
      const { path, code } = await store.readAsTenant(actor, (transaction) =>
        getInstitution(transaction, request.params.id),
      )
      must(request, 'institution.change', path)
      const lines = streamFrom(store, actor, (transaction) => exportInstitution(transaction, request.params.id))
      void reply.header('content-disposition', `attachment; filename="${code}.jsonl"`)
      return reply.type('application/x-ndjson; charset=utf-8').send(Readable.from(lines) as never)
    },
  )

  app.get(
    '/institutions/:id/members',
    {
      schema: {
        tags,
        summary: 'Who belongs to the institution',
        params: idParams,
        response: { 200: z.array(membership) },
      },
    },
    (request) =>
      store.readAsTenant(actorIn(request), async (transaction) => {
        await getInstitution(transaction, request.params.id)
        return await listMembers(transaction, request.params.id)
      }),
  )

  app.post(
    '/institutions/:id/members',
    {
      schema: {
        tags,
        summary: 'Give a person a role here; someone new is invited by login and name',
        params: idParams,
        body: z.strictObject({
          role: z.enum(ROLES),
          userId: id.optional(),
          invite: z.strictObject({ login: line(64).regex(/^\S+$/), name: line(100) }).optional(),
        }),
        response: { 201: membership.extend({ link: z.object({ url: z.string(), expiresAt: z.string() }).optional() }) },
      },
    },
    async (request, reply) => {
      const { role, userId, invite } = request.body
      if ((userId === undefined) === (invite === undefined)) {
        const error = { in: 'body', field: 'userId', rule: 'one-of', message: 'either userId or invite' } as const
        throw new HttpProblem({ code: 'request-invalid', errors: [error] })
      }
      const institutionId = request.params.id
      const actor = actorIn(request)
      const { path } = await store.readAsTenant(actor, (transaction) => getInstitution(transaction, institutionId))
      const principal = must(request, 'member.manage', path)
      if (invite) {
        const made = await store.asRegistry(principal.userId, async (transaction) => {
          const created = await createAccount(transaction, invite)
          const granted = await grantRole(transaction, { userId: created.id, institutionId, role })
          const { token, expiresAt } = await issueLink(transaction, created.id, 'invite')
          return { ...granted, link: { url: `${settings.publicUrl}/welcome#${token}`, expiresAt } }
        })
        return reply.code(201).send(made)
      }
      const granted = await store.asTenant(actor, (transaction) =>
        grantRole(transaction, { userId: userId!, institutionId, role }),
      )
      cache.forget(userId)
      return reply.code(201).send(granted)
    },
  )

  app.delete(
    '/institutions/:id/members/:membershipId',
    {
      schema: {
        tags,
        summary: 'Take a role away',
        params: z.strictObject({ id, membershipId: id }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await store.asTenant(actorIn(request), async (transaction) => {
        must(request, 'member.manage', (await getInstitution(transaction, request.params.id)).path)
        await revokeRole(transaction, request.params.id, request.params.membershipId)
      })
      cache.forget()
      return reply.code(204).send(null)
    },
  )
}

type Row = z.infer<typeof institution>

/** The path is read-only inside the registry; answers are plain arrays. */
function copy(row: Omit<Row, 'path'> & { readonly path: readonly string[] }): Row {
  return { ...row, path: [...row.path] }
}

function copied(found: { total: number; rows: Parameters<typeof copy>[0][] }) {
  return { total: found.total, rows: found.rows.map(copy) }
}
