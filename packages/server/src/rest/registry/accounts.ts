import {
  createAccount,
  createKey,
  GLOBAL_ROLES,
  grantRole,
  issueLink,
  listAccounts,
  listKeys,
  Refusal,
  revokeKey,
  revokeRole,
  SCOPES,
  setDisabled,
} from '@yingma/store'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorIn, inSession, must, signedIn, type TokenCache } from '../../http/authentication.ts'
import type { Context } from '../../http/context.ts'
import { id, idParams, line, moment, page, pageOf } from '../../http/fields.ts'
import { account, apiKey, membership } from '../shapes.ts'

const link = z.object({ url: z.string(), expiresAt: z.string() })

/** Accounts (for administrators) and the own API keys (for everybody). */
export function registerAccounts(instance: FastifyInstance, { store, settings }: Context, cache: TokenCache): void {
  const app = instance.withTypeProvider<ZodTypeProvider>()
  const tags = ['accounts']
  const linkOf = ({ token, expiresAt }: { token: string; expiresAt: string }) => ({
    url: `${settings.publicUrl}/welcome#${token}`,
    expiresAt,
  })

  app.get(
    '/users',
    {
      schema: {
        tags,
        summary: 'Accounts that you may see',
        querystring: z.strictObject(page),
        response: { 200: pageOf(account) },
      },
    },
    (request) => store.readAsTenant(actorIn(request), (transaction) => listAccounts(transaction, request.query)),
  )

  app.post(
    '/users',
    {
      schema: {
        tags,
        summary: 'Make an account; its owner sets the password through the link',
        body: z.strictObject({ login: line(64).regex(/^\S+$/), name: line(100), email: z.email().max(200).optional() }),
        response: { 201: account.extend({ link }) },
      },
    },
    async (request, reply) => {
      const { userId } = must(request, 'user.manage', [])
      const { login, name, email } = request.body
      const made = await store.asRegistry(userId, async (transaction) => {
        const created = await createAccount(transaction, { login, name, ...(email === undefined ? {} : { email }) })
        return { ...created, link: linkOf(await issueLink(transaction, created.id, 'invite')) }
      })
      return reply.code(201).send(made)
    },
  )

  app.patch(
    '/users/:id',
    {
      schema: {
        tags,
        summary: 'Switch an account off or on; its sessions and keys stop at once',
        params: idParams,
        body: z.strictObject({ disabled: z.boolean() }),
        response: { 200: account },
      },
    },
    async (request) => {
      const { userId } = must(request, 'user.manage', [])
      const changed = await store.asRegistry(userId, (transaction) =>
        setDisabled(transaction, request.params.id, request.body.disabled),
      )
      cache.forget(request.params.id)
      return changed
    },
  )

  app.post(
    '/users/:id/reset',
    {
      schema: { tags, summary: 'A one-time link to set a new password', params: idParams, response: { 201: link } },
    },
    async (request, reply) => {
      const { userId } = must(request, 'user.manage', [])
      const issued = await store.asRegistry(userId, async (transaction) => {
        const known = await transaction.row('SELECT 1 FROM users WHERE id = $1', [request.params.id])
        if (!known) throw new Refusal({ code: 'not-found', kind: 'user', id: request.params.id })
        return await issueLink(transaction, request.params.id, 'reset')
      })
      return reply.code(201).send(linkOf(issued))
    },
  )

  app.post(
    '/users/:id/roles',
    {
      schema: {
        tags,
        summary: 'Give a role that is held everywhere',
        params: idParams,
        body: z.strictObject({ role: z.enum(GLOBAL_ROLES) }),
        response: { 201: membership },
      },
    },
    async (request, reply) => {
      const { userId } = must(request, 'user.manage', [])
      const made = await store.asRegistry(userId, (transaction) =>
        grantRole(transaction, { userId: request.params.id, institutionId: null, role: request.body.role }),
      )
      cache.forget(request.params.id)
      return reply.code(201).send(made)
    },
  )

  app.delete(
    '/users/:id/roles/:membershipId',
    {
      schema: {
        tags,
        summary: 'Take such a role away',
        params: z.strictObject({ id, membershipId: id }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { userId } = must(request, 'user.manage', [])
      await store.asRegistry(userId, (transaction) => revokeRole(transaction, null, request.params.membershipId))
      cache.forget(request.params.id)
      return reply.code(204).send(null)
    },
  )

  app.get('/keys', { schema: { tags, summary: 'Your API keys', response: { 200: z.array(apiKey) } } }, (request) =>
    store.readAsTenant({ userId: signedIn(request).userId }, async (transaction) =>
      (await listKeys(transaction)).map((key) => ({ ...key, scopes: [...key.scopes] })),
    ),
  )

  app.post(
    '/keys',
    {
      schema: {
        tags,
        summary: 'Make an API key; it is shown this once',
        body: z.strictObject({
          name: line(100),
          scopes: z.array(z.enum(SCOPES)).min(1).max(SCOPES.length),
          institutionId: id.optional(),
          expiresAt: moment.optional(),
        }),
        response: { 201: apiKey.extend({ key: z.string() }) },
      },
    },
    async (request, reply) => {
      const { userId } = inSession(request)
      const { name, scopes, institutionId, expiresAt } = request.body
      const made = await store.asTenant({ userId }, (transaction) =>
        createKey(transaction, userId, {
          name,
          scopes: [...new Set(scopes)],
          ...(institutionId === undefined ? {} : { institutionId }),
          ...(expiresAt === undefined ? {} : { expiresAt }),
        }),
      )
      return reply.code(201).send({ ...made, scopes: [...made.scopes] })
    },
  )

  app.delete(
    '/keys/:id',
    { schema: { tags, summary: 'Revoke an API key', params: idParams, response: { 200: apiKey } } },
    async (request) => {
      const { userId } = inSession(request)
      const revoked = await store.asTenant({ userId }, (transaction) => revokeKey(transaction, request.params.id))
      cache.forget(userId)
      return { ...revoked, scopes: [...revoked.scopes] }
    },
  )
}
