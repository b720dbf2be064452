import type { Scope } from '../schema/roles.ts'
import type { Store } from '../store/open-store.ts'
import type { Actor } from '../store/transaction.ts'
import type { Grant } from './permissions.ts'
import { tokenHash } from './token.ts'

/** A person or program that has shown who they are. */
export interface Principal {
  readonly userId: string
  readonly login: string
  readonly name: string
  readonly grants: readonly Grant[]
  /** `undefined` for a browser session: no cut. */
  readonly scopes?: readonly Scope[]
  readonly apiKeyId?: string
  readonly sessionId?: string
  /** The one institution that the key is bound to. */
  readonly institutionId?: string
  readonly expiresAt: string | null
}

interface Row {
  user_id: string
  login: string
  name: string
  expires_at: string | null
  grants: Grant[] | null
  scopes: Scope[] | null
  id: string
  institution_id: string | null
}

const GRANTS = `(SELECT jsonb_agg(jsonb_build_object('role', m.role, 'institutionId', m.institution_id))
  FROM memberships AS m WHERE m.user_id = u.id) AS grants`

/** The owner of a session token, while it is valid and the account is not disabled. */
export async function principalOfSession(store: Store, token: string): Promise<Principal | undefined> {
  const row = await store.asRegistry(undefined, (transaction) =>
    transaction.row<Row>(
      `SELECT s.id, u.id AS user_id, u.login, u.name, s.expires_at, NULL AS scopes, NULL AS institution_id, ${GRANTS}
       FROM sessions AS s JOIN users AS u ON u.id = s.user_id
       WHERE s.token_hash = $1 AND s.revoked_at IS NULL AND s.expires_at > now() AND u.disabled_at IS NULL`,
      [tokenHash(token)],
    ),
  )
  return row && { ...person(row), sessionId: row.id }
}

/** The owner of an API key, cut down to the key's scopes and institution. */
export async function principalOfKey(store: Store, token: string): Promise<Principal | undefined> {
  const row = await store.asRegistry(undefined, (transaction) =>
    transaction.row<Row>(
      `SELECT k.id, u.id AS user_id, u.login, u.name, k.expires_at, k.scopes, k.institution_id, ${GRANTS}
       FROM api_keys AS k JOIN users AS u ON u.id = k.user_id
       WHERE k.token_hash = $1 AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())
         AND u.disabled_at IS NULL`,
      [tokenHash(token)],
    ),
  )
  if (!row) return undefined
  return {
    ...person(row),
    apiKeyId: row.id,
    scopes: row.scopes ?? [],
    ...(row.institution_id === null ? {} : { institutionId: row.institution_id }),
  }
}

function person(row: Row) {
  return { userId: row.user_id, login: row.login, name: row.name, grants: row.grants ?? [], expiresAt: row.expires_at }
}

/** How the database is told who acts. */
export function actorOf(principal: Principal): Actor {
  return {
    userId: principal.userId,
    ...(principal.institutionId === undefined ? {} : { institutionId: principal.institutionId }),
  }
}
