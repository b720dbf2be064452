import { Refusal } from '../problems/store-problem.ts'
import type { Store } from '../store/open-store.ts'
import type { Transaction } from '../store/transaction.ts'
import { newToken, tokenHash } from './token.ts'

export interface Account {
  readonly id: string
  readonly login: string
  readonly name: string
  readonly email: string | null
  readonly disabledAt: string | null
  readonly createdAt: string
}

/** What the sign-in needs to know; the hash never leaves the server. */
export interface Credentials {
  readonly userId: string
  readonly passwordHash: string | null
  readonly lockedUntil: string | null
  readonly disabled: boolean
}

export type LinkPurpose = 'first-admin' | 'invite' | 'reset'

const LINK_HOURS: Readonly<Record<LinkPurpose, number>> = { 'first-admin': 24 * 7, invite: 24 * 3, reset: 2 }
const SESSION_HOURS = 12
/** After this many wrong passwords in a row the account rests; the time doubles with each further one. */
const FREE_FAILURES = 5

const ACCOUNT = 'id, login, name, email, disabled_at AS "disabledAt", created_at AS "createdAt"'

/** Makes an account without a password; a one-time link lets its owner set one. */
export async function createAccount(
  transaction: Transaction,
  account: { readonly login: string; readonly name: string; readonly email?: string },
): Promise<Account> {
  const made = await transaction.row<Account>(
    `INSERT INTO users (login, name, email) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING ${ACCOUNT}`,
    [account.login, account.name, account.email ?? null],
  )
  if (!made) throw new Refusal({ code: 'already-there', kind: 'user', field: 'login', value: account.login })
  return made
}

/** Accounts that the actor may see, by login. */
export async function listAccounts(transaction: Transaction, page: { limit: number; offset: number }) {
  const rows = await transaction.rows<Account & { total: number }>(
    `SELECT ${ACCOUNT}, count(*) OVER () AS total FROM users ORDER BY lower(login) LIMIT $1 OFFSET $2`,
    [page.limit, page.offset],
  )
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ total: _, ...account }) => account) }
}

/** Switches an account off or on. Its sessions and keys stop at once. The last administrator stays. */
export async function setDisabled(transaction: Transaction, userId: string, disabled: boolean): Promise<Account> {
  const account = await transaction.row<Account>(
    `UPDATE users SET disabled_at = CASE WHEN $2 THEN coalesce(disabled_at, now()) END WHERE id = $1 RETURNING ${ACCOUNT}`,
    [userId, disabled],
  )
  if (!account) throw new Refusal({ code: 'not-found', kind: 'user', id: userId })
  await keepAdministrator(transaction)
  return account
}

/** Refuses a change after which nobody could administer the registry. */
export async function keepAdministrator(transaction: Transaction): Promise<void> {
  const left = await transaction.row(
    `SELECT 1 FROM memberships AS m JOIN users AS u ON u.id = m.user_id
     WHERE m.role = 'admin' AND u.disabled_at IS NULL LIMIT 1`,
  )
  if (!left) throw new Refusal({ code: 'last-administrator' })
}

export async function credentialsOf(store: Store, login: string): Promise<Credentials | undefined> {
  return await store.asRegistry(undefined, (transaction) =>
    transaction.row<Credentials>(
      `SELECT id AS "userId", password_hash AS "passwordHash", locked_until AS "lockedUntil",
         disabled_at IS NOT NULL AS disabled FROM users WHERE lower(login) = lower($1)`,
      [login],
    ),
  )
}

/** Counts a wrong password; from the sixth on the account rests 30 s, 60 s … at most an hour. */
export async function recordFailure(store: Store, userId: string): Promise<void> {
  await store.asRegistry(undefined, (transaction) =>
    transaction.rows(
      `UPDATE users SET failed_logins = failed_logins + 1,
         locked_until = CASE WHEN failed_logins + 1 > $2
           THEN now() + least(interval '1 hour', interval '30 seconds' * power(2, least(failed_logins - $2, 10))) END
       WHERE id = $1`,
      [userId, FREE_FAILURES],
    ),
  )
}

export interface IssuedSession {
  readonly token: string
  readonly expiresAt: string
}

/** Opens a session; the token is shown to the browser once and kept as a hash. */
export async function openSession(store: Store, userId: string): Promise<IssuedSession> {
  const token = newToken()
  return await store.asRegistry(userId, async (transaction) => {
    await transaction.rows(
      'UPDATE users SET failed_logins = 0, locked_until = NULL WHERE id = $1 AND (failed_logins > 0 OR locked_until IS NOT NULL)',
      [userId],
    )
    await transaction.rows("DELETE FROM sessions WHERE user_id = $1 AND expires_at < now() - interval '7 days'", [
      userId,
    ])
    const row = await transaction.row<{ expiresAt: string }>(
      `INSERT INTO sessions (token_hash, user_id, expires_at) VALUES ($1, $2, now() + $3 * interval '1 hour')
       RETURNING expires_at AS "expiresAt"`,
      [tokenHash(token), userId, SESSION_HOURS],
    )
    return { token, expiresAt: row!.expiresAt }
  })
}

export async function closeSession(store: Store, userId: string, sessionId: string): Promise<void> {
  await store.asRegistry(userId, (transaction) =>
    transaction.rows('UPDATE sessions SET revoked_at = coalesce(revoked_at, now()) WHERE id = $1 AND user_id = $2', [
      sessionId,
      userId,
    ]),
  )
}

/** Makes a link that works once. Earlier unused links of the same purpose stop working. */
export async function issueLink(
  transaction: Transaction,
  userId: string,
  purpose: LinkPurpose,
): Promise<IssuedSession> {
  const token = newToken()
  await transaction.rows(
    'UPDATE one_time_links SET used_at = now() WHERE user_id = $1 AND purpose = $2 AND used_at IS NULL',
    [userId, purpose],
  )
  const row = await transaction.row<{ expiresAt: string }>(
    `INSERT INTO one_time_links (token_hash, user_id, purpose, expires_at) VALUES ($1, $2, $3, now() + $4 * interval '1 hour')
     RETURNING expires_at AS "expiresAt"`,
    [tokenHash(token), userId, purpose, LINK_HOURS[purpose]],
  )
  return { token, expiresAt: row!.expiresAt }
}

/** Uses a link up and sets the password; every open session of the account ends. `undefined`: no such valid link. */
export async function redeemLink(store: Store, token: string, passwordHash: string): Promise<string | undefined> {
  return await store.asRegistry(undefined, async (transaction) => {
    const link = await transaction.row<{ user_id: string }>(
      `UPDATE one_time_links SET used_at = now() WHERE token_hash = $1 AND used_at IS NULL AND expires_at > now() RETURNING user_id`,
      [tokenHash(token)],
    )
    if (!link) return undefined
    await transaction.rows(
      'UPDATE users SET password_hash = $2, failed_logins = 0, locked_until = NULL WHERE id = $1',
      [link.user_id, passwordHash],
    )
    await transaction.rows('UPDATE sessions SET revoked_at = now() WHERE user_id = $1 AND revoked_at IS NULL', [
      link.user_id,
    ])
    return link.user_id
  })
}

/** Sets a new password of a signed-in person and ends their other sessions. */
export async function changePassword(
  store: Store,
  userId: string,
  passwordHash: string,
  keepSession: string | undefined,
): Promise<void> {
  await store.asRegistry(userId, async (transaction) => {
    await transaction.rows('UPDATE users SET password_hash = $2 WHERE id = $1', [userId, passwordHash])
    await transaction.rows(
      'UPDATE sessions SET revoked_at = now() WHERE user_id = $1 AND revoked_at IS NULL AND id IS DISTINCT FROM $2',
      [userId, keepSession ?? null],
    )
  })
}

/**
 * The first administrator, made when there is no administrator yet, with the link to print. `undefined` when there is
 * one who has a password or a foreign sign-in already.
 */
export async function ensureFirstAdministrator(store: Store): Promise<IssuedSession | undefined> {
  return await store.asRegistry(undefined, async (transaction) => {
    await transaction.rows('SELECT pg_advisory_xact_lock(720410110)')
    const admins = await transaction.rows<{ id: string; ready: boolean }>(
      `SELECT u.id, u.password_hash IS NOT NULL OR u.oidc_subject IS NOT NULL AS ready
       FROM users AS u JOIN memberships AS m ON m.user_id = u.id WHERE m.role = 'admin' AND u.disabled_at IS NULL`,
    )
    if (admins.some((admin) => admin.ready)) return undefined
    let id = admins[0]?.id
    if (id === undefined) {
      id = (await createAccount(transaction, { login: 'admin', name: 'Administrator' })).id
      await transaction.rows("INSERT INTO memberships (user_id, role) VALUES ($1, 'admin')", [id])
    }
    return await issueLink(transaction, id, 'first-admin')
  })
}

/** The account that belongs to an identity of a foreign provider; made at the first sign-in, without any right. */
export async function accountOfIdentity(
  store: Store,
  identity: {
    readonly issuer: string
    readonly subject: string
    readonly login: string
    readonly name: string
    readonly email?: string
  },
): Promise<{ readonly userId: string; readonly disabled: boolean }> {
  return await store.asRegistry(undefined, async (transaction) => {
    const find = () =>
      transaction.row<{ userId: string; disabled: boolean }>(
        `SELECT id AS "userId", disabled_at IS NOT NULL AS disabled FROM users WHERE oidc_issuer = $1 AND oidc_subject = $2`,
        [identity.issuer, identity.subject],
      )
    const known = await find()
    if (known) return known
    // The login is a label here: a taken one must not let a foreign identity into somebody's account.
    await transaction.rows(
      `INSERT INTO users (login, name, email, oidc_issuer, oidc_subject)
       SELECT CASE WHEN EXISTS (SELECT FROM users WHERE lower(login) = lower($1)) THEN $1 || '~' || substr(md5($4 || $5), 1, 8) ELSE $1 END,
         $2, $3, $4, $5`,
      [identity.login, identity.name, identity.email ?? null, identity.issuer, identity.subject],
    )
    return (await find())!
  })
}
