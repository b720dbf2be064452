import { Refusal } from '../problems/store-problem.ts'
import type { Scope } from '../schema/roles.ts'
import type { Transaction } from '../store/transaction.ts'
import { newToken, tokenHash } from './token.ts'

export interface ApiKey {
  readonly id: string
  readonly name: string
  /** First characters of the key, so that its owner can tell keys apart. */
  readonly prefix: string
  readonly institutionId: string | null
  readonly scopes: readonly Scope[]
  readonly createdAt: string
  readonly expiresAt: string | null
  readonly revokedAt: string | null
}

const KEY = `id, name, prefix, institution_id AS "institutionId", scopes, created_at AS "createdAt",
  expires_at AS "expiresAt", revoked_at AS "revokedAt"`

/** What every key starts with, so that scanners for leaked secrets can find one. */
export const KEY_PREFIX = 'ymk_'

/** Makes a key of the actor's own; the key itself is returned once and never again. */
export async function createKey(
  transaction: Transaction,
  userId: string,
  key: {
    readonly name: string
    readonly scopes: readonly Scope[]
    readonly institutionId?: string
    readonly expiresAt?: string
  },
): Promise<ApiKey & { readonly key: string }> {
  const token = `${KEY_PREFIX}${newToken()}`
  if (key.institutionId !== undefined) {
    const seen = await transaction.row('SELECT 1 FROM institutions WHERE id = $1', [key.institutionId])
    if (!seen) throw new Refusal({ code: 'not-found', kind: 'institution', id: key.institutionId })
  }
  const made = await transaction.row<ApiKey>(
    `INSERT INTO api_keys (name, prefix, token_hash, user_id, institution_id, scopes, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING ${KEY}`,
    [
      key.name,
      token.slice(0, 12),
      tokenHash(token),
      userId,
      key.institutionId ?? null,
      key.scopes,
      key.expiresAt ?? null,
    ],
  )
  return { ...made!, key: token }
}

/** The actor's own keys, newest first. */
export function listKeys(transaction: Transaction): Promise<ApiKey[]> {
  return transaction.rows<ApiKey>(`SELECT ${KEY} FROM api_keys ORDER BY created_at DESC, id`)
}

export async function revokeKey(transaction: Transaction, id: string): Promise<ApiKey> {
  const key = await transaction.row<ApiKey>(
    `UPDATE api_keys SET revoked_at = coalesce(revoked_at, now()) WHERE id = $1 RETURNING ${KEY}`,
    [id],
  )
  if (!key) throw new Refusal({ code: 'not-found', kind: 'api-key', id })
  return key
}
