import {
  accountOfIdentity,
  changePassword,
  closeSession,
  credentialsOf,
  type IssuedSession,
  openSession,
  recordFailure,
  redeemLink,
} from '@yingma/store'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { cookie, inSession, SESSION_COOKIE, signedIn, type TokenCache } from '../../http/authentication.ts'
import type { Context } from '../../http/context.ts'
import { line } from '../../http/fields.ts'
import { hashPassword, matchesPassword } from '../../people/password.ts'
import { HttpProblem } from '../../problems/server-problem.ts'

const MEMORY_COOKIE = 'yingma_sign_in'
const token = z
  .string()
  .min(20)
  .max(100)
  .regex(/^[\w-]+$/)
const password = z.string().min(1).max(200)

const me = z
  .object({
    userId: z.uuid(),
    login: z.string(),
    name: z.string(),
    grants: z.array(z.object({ role: z.string(), institutionId: z.uuid().nullable() })),
    scopes: z.array(z.string()).nullable(),
    institutionId: z.uuid().nullable(),
    expiresAt: z.string().nullable(),
  })
  .meta({ id: 'Me' })

/** Signing in and out, passwords, one-time links, single sign-on. */
export function registerSession(instance: FastifyInstance, context: Context, cache: TokenCache): void {
  const app = instance.withTypeProvider<ZodTypeProvider>()
  const { store, settings, provider } = context
  const tags = ['session']
  const limited = { rateLimit: { max: settings.signInsPerMinute, timeWindow: '1 minute' } }
  const attributes = `Path=/; HttpOnly; SameSite=Strict${settings.secureCookies ? '; Secure' : ''}`

  const give = (reply: FastifyReply, session: IssuedSession): void => {
    const seconds = Math.floor((Date.parse(session.expiresAt) - Date.now()) / 1000)
    void reply.header('set-cookie', `${SESSION_COOKIE}=${session.token}; Max-Age=${seconds}; ${attributes}`)
    void reply.header('cache-control', 'no-store')
  }

  app.post(
    '/session',
    {
      config: limited,
      schema: {
        tags,
        summary: 'Sign in with login and password',
        body: z.strictObject({ login: line(64), password }),
        response: { 201: z.object({ token: z.string(), expiresAt: z.string() }) },
      },
    },
    async (request, reply) => {
      const { login, password: given } = request.body
      const credentials = await credentialsOf(store, login)
      if (credentials?.lockedUntil && Date.parse(credentials.lockedUntil) > Date.now()) {
        throw new HttpProblem({ code: 'account-resting', until: credentials.lockedUntil })
      }
      const matches = await matchesPassword(credentials?.passwordHash, given)
      if (!credentials || !matches || credentials.disabled) {
        if (credentials) await recordFailure(store, credentials.userId)
        throw new HttpProblem({ code: 'sign-in-refused' })
      }
      const session = await openSession(store, credentials.userId)
      give(reply, session)
      return reply.code(201).send({ ...session })
    },
  )

  app.get(
    '/session',
    { schema: { tags, summary: 'Who is signed in, and what they may do where', response: { 200: me } } },
    (request) => {
      const { userId, login, name, grants, scopes, institutionId, expiresAt } = signedIn(request)
      return {
        userId,
        login,
        name,
        grants: grants.map((grant) => ({ ...grant })),
        scopes: scopes ? [...scopes] : null,
        institutionId: institutionId ?? null,
        expiresAt,
      }
    },
  )

  app.delete(
    '/session',
    { schema: { tags, summary: 'Sign out', response: { 204: z.null() } } },
    async (request, reply) => {
      const { userId, sessionId } = inSession(request)
      await closeSession(store, userId, sessionId)
      cache.forget(userId)
      void reply.header('set-cookie', `${SESSION_COOKIE}=; Max-Age=0; ${attributes}`)
      return reply.code(204).send(null)
    },
  )

  app.put(
    '/session/password',
    {
      config: limited,
      schema: {
        tags,
        summary: 'Change the own password; other sessions end',
        body: z.strictObject({ current: password, next: password }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { userId, login, sessionId } = inSession(request)
      const credentials = await credentialsOf(store, login)
      if (!(await matchesPassword(credentials?.passwordHash, request.body.current))) {
        throw new HttpProblem({ code: 'sign-in-refused' })
      }
      await changePassword(store, userId, await hashPassword(request.body.next, login), sessionId)
      cache.forget(userId)
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/links/redeem',
    {
      config: limited,
      schema: {
        tags,
        summary: 'Use a one-time link: set a password and sign in',
        body: z.strictObject({ token, password }),
        response: { 201: z.object({ token: z.string(), expiresAt: z.string() }) },
      },
    },
    async (request, reply) => {
      const userId = await redeemLink(store, request.body.token, await hashPassword(request.body.password, '\0'))
      if (userId === undefined) throw new HttpProblem({ code: 'link-invalid' })
      cache.forget(userId)
      const session = await openSession(store, userId)
      give(reply, session)
      return reply.code(201).send({ ...session })
    },
  )

  app.get(
    '/session/provider',
    {
      config: limited,
      schema: {
        tags,
        summary: 'Sign in through the identity provider (sends the browser there)',
        response: { 302: z.null() },
      },
    },
    async (_request, reply) => {
      if (!provider) throw new HttpProblem({ code: 'provider-absent' })
      const { url, memory } = await provider.begin()
      // Lax: the browser comes back from another site and has to bring it along.
      const lax = attributes.replace('SameSite=Strict', 'SameSite=Lax')
      void reply.header('set-cookie', `${MEMORY_COOKIE}=${memory}; Max-Age=600; ${lax}`)
      return reply.redirect(url, 302)
    },
  )

  app.get(
    '/session/provider/callback',
    {
      config: limited,
      schema: {
        tags,
        summary: 'Where the identity provider sends the browser back to',
        querystring: z.object({ code: z.string().max(4000).optional(), state: z.string().max(500).optional() }).loose(),
        response: { 302: z.null() },
      },
    },
    async (request, reply) => {
      if (!provider) throw new HttpProblem({ code: 'provider-absent' })
      const memory = cookie(request, MEMORY_COOKIE)
      if (memory === undefined) throw new HttpProblem({ code: 'provider-refused' })
      const identity = await provider.complete(new URL(request.url, settings.publicUrl), memory)
      const { userId, disabled } = await accountOfIdentity(store, identity)
      if (disabled) throw new HttpProblem({ code: 'provider-refused' })
      give(reply, await openSession(store, userId))
      return reply.redirect('/', 302)
    },
  )
}
