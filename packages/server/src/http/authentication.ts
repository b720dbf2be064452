import {
  ACTIONS,
  type Action,
  type Actor,
  actorOf,
  isAllowed,
  KEY_PREFIX,
  type Principal,
  principalOfKey,
  principalOfSession,
  Refusal,
  type Role,
  type Scope,
  type Store,
  scopeOf,
} from '@yingma/store'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { HttpProblem } from '../problems/server-problem.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; `undefined` for the public parts. */
    principal: Principal | undefined
  }
}

export const SESSION_COOKIE = 'yingma_session'
/** How long a valid token is believed without asking the database; ends of sessions here take effect at once. */
const BELIEVED_MS = 5000
const MOST_BELIEVED = 10_000

/** Recently shown tokens. In this process only; another process learns of an ended session within five seconds. */
export interface TokenCache {
  find(token: string): Principal | undefined
  keep(token: string, principal: Principal): void
  /** Forgets everything about a person: their sessions, keys or roles changed. */
  forget(userId?: string): void
}

export function createTokenCache(now: () => number = Date.now): TokenCache {
  const known = new Map<string, { readonly principal: Principal; readonly until: number }>()
  return {
    find: (token) => {
      const entry = known.get(token)
      if (entry && entry.until > now()) return entry.principal
      known.delete(token)
      return undefined
    },
    keep: (token, principal) => {
      if (known.size >= MOST_BELIEVED) known.clear()
      known.set(token, { principal, until: now() + BELIEVED_MS })
    },
    forget: (userId) => {
      for (const [token, { principal }] of known) {
        if (userId === undefined || principal.userId === userId) known.delete(token)
      }
    },
  }
}

/** Finds out who asks, for every request. A token that is not valid is refused, never treated as none. */
export function registerAuthentication(app: FastifyInstance, store: Store, cache: TokenCache): void {
  app.decorateRequest('principal', undefined)
  app.addHook('onRequest', async (request) => {
    const bearer = /^Bearer ([\w~.+/-]{20,200}=*)$/i.exec(request.headers.authorization ?? '')?.[1]
    if (request.headers.authorization !== undefined && bearer === undefined)
      throw new HttpProblem({ code: 'sign-in-needed' })
    const token = bearer ?? cookie(request, SESSION_COOKIE)
    if (token === undefined) return
    const principal = cache.find(token) ?? (await look(store, token))
    if (!principal) {
      // An old cookie must not lock a browser out of the public parts and of signing in anew.
      if (bearer === undefined) return
      throw new HttpProblem({ code: 'sign-in-needed' })
    }
    cache.keep(token, principal)
    if (bearer === undefined) refuseForeignOrigin(request)
    request.principal = principal
  })
}

function look(store: Store, token: string): Promise<Principal | undefined> {
  return token.startsWith(KEY_PREFIX) ? principalOfKey(store, token) : principalOfSession(store, token)
}

/** A cookie travels by itself: a request that changes something must come from our own pages. */
function refuseForeignOrigin(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const { origin } = request.headers
  if (origin === undefined) return
  if (!URL.canParse(origin) || new URL(origin).host !== request.host)
    throw new HttpProblem({ code: 'origin-foreign', origin: origin.slice(0, 200) })
}

export function cookie(request: FastifyRequest, name: string): string | undefined {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = part.trim().split('=')
    if (key === name && value !== undefined && /^[\w.-]{1,4000}$/.test(value)) return value
  }
  return undefined
}

/** The signed-in person or program, or a refusal. */
export function signedIn(request: FastifyRequest): Principal {
  if (!request.principal) throw new HttpProblem({ code: 'sign-in-needed' })
  return request.principal
}

/** How the database is told who acts; refuses when nobody is signed in. */
export function actorIn(request: FastifyRequest): Actor {
  return actorOf(signedIn(request))
}

/** Refuses a key without the scope; what the person sees at all is held by the database. For lists over many places. */
export function withScope(request: FastifyRequest, scope: Scope): Principal {
  const principal = signedIn(request)
  if (principal.scopes && !principal.scopes.includes(scope)) throw new Refusal({ code: 'scope-missing', scope })
  return principal
}

/** Refuses unless the person may do `action` at the place with this path (and their key has the scope for it). */
export function must(request: FastifyRequest, action: Action, path: readonly string[]): Principal {
  const principal = withScope(request, scopeOf(action))
  if (!may(principal, action, path)) {
    throw new Refusal({ code: 'forbidden', action, roles: ACTIONS[action] as readonly Role[] })
  }
  return principal
}

/** Whether the person, or the key in its scopes and its institution, may do `action` at the place with this path. */
export function may(principal: Principal, action: Action, path: readonly string[]): boolean {
  if (principal.scopes && !principal.scopes.includes(scopeOf(action))) return false
  const isOutside = principal.institutionId !== undefined && !path.includes(principal.institutionId)
  return !isOutside && isAllowed(principal.grants, action, path)
}

/** For what touches the account itself: a browser session, not a key. */
export function inSession(request: FastifyRequest): Principal & { readonly sessionId: string } {
  const principal = signedIn(request)
  if (principal.sessionId === undefined) throw new HttpProblem({ code: 'session-needed' })
  return { ...principal, sessionId: principal.sessionId }
}
