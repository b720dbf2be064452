import { Refusal } from '../problems/store-problem.ts'
import { GLOBAL_ROLES, ROLES, type Role } from '../schema/roles.ts'
import type { Transaction } from '../store/transaction.ts'
import { keepAdministrator } from './accounts.ts'
import { ACTIONS } from './permissions.ts'

export interface Membership {
  readonly id: string
  readonly userId: string
  readonly login: string
  readonly name: string
  readonly institutionId: string | null
  readonly role: Role
}

const MEMBERSHIP = `m.id, m.user_id AS "userId", u.login, u.name, m.institution_id AS "institutionId", m.role`

/** Who belongs to an institution, directly. */
export function listMembers(transaction: Transaction, institutionId: string): Promise<Membership[]> {
  return transaction.rows<Membership>(
    `SELECT ${MEMBERSHIP} FROM memberships AS m JOIN users AS u ON u.id = m.user_id
     WHERE m.institution_id = $1 ORDER BY lower(u.login), m.role`,
    [institutionId],
  )
}

/** Somebody who may review proposals, and where they work; `null` for roles that are held everywhere. */
export interface Reviewer {
  readonly userId: string
  readonly name: string
  readonly institution: string | null
}

/**
 * Everybody in the registry who may review proposals and can sign in, by name: for whoever leads the rounds. Of these people
 * only, where they are named.
 */
export function listReviewers(transaction: Transaction, among?: readonly string[]): Promise<Reviewer[]> {
  return transaction.rows<Reviewer>(
    `SELECT u.id AS "userId", u.name, min(i.name) AS institution
     FROM memberships AS m JOIN users AS u ON u.id = m.user_id LEFT JOIN institutions AS i ON i.id = m.institution_id
     WHERE m.role = ANY ($1) AND u.disabled_at IS NULL AND ($2::uuid[] IS NULL OR u.id = ANY ($2))
     GROUP BY u.id, u.name ORDER BY u.name, u.id LIMIT 1000`,
    [[...ACTIONS['standard.review']], among ?? null],
  )
}

/** Somebody who took part in governance, as the others see them: no login, and one role, the one that weighs most. */
export interface Participant {
  readonly userId: string
  readonly name: string
  readonly role: Role | null
  readonly institution: string | null
}

/** Who these people are. Asked as the registry: the standard belongs to no institution, and who speaks about it says who they are. */
export async function listParticipants(
  transaction: Transaction,
  userIds: readonly string[],
): Promise<readonly Participant[]> {
  if (userIds.length === 0) return []
  return await transaction.rows<Participant>(
    `SELECT DISTINCT ON (u.id) u.id AS "userId", u.name, m.role, i.name AS institution
     FROM users AS u LEFT JOIN memberships AS m ON m.user_id = u.id LEFT JOIN institutions AS i ON i.id = m.institution_id
     WHERE u.id = ANY ($1) ORDER BY u.id, array_position($2::text[], m.role) DESC NULLS LAST, i.name`,
    [userIds, ROLES],
  )
}

/** Gives a role at an institution; giving it twice changes nothing. `institutionId: null` for the roles held everywhere. */
export async function grantRole(
  transaction: Transaction,
  grant: { readonly userId: string; readonly institutionId: string | null; readonly role: Role },
): Promise<Membership> {
  const isGlobal = (GLOBAL_ROLES as readonly Role[]).includes(grant.role)
  if (isGlobal !== (grant.institutionId === null)) throw new Refusal({ code: 'role-misplaced', role: grant.role })
  const user = await transaction.row('SELECT 1 FROM users WHERE id = $1', [grant.userId])
  if (!user) throw new Refusal({ code: 'not-found', kind: 'user', id: grant.userId })
  await transaction.rows(
    'INSERT INTO memberships (user_id, institution_id, role) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [grant.userId, grant.institutionId, grant.role],
  )
  const made = await transaction.row<Membership>(
    `SELECT ${MEMBERSHIP} FROM memberships AS m JOIN users AS u ON u.id = m.user_id
     WHERE m.user_id = $1 AND m.institution_id IS NOT DISTINCT FROM $2 AND m.role = $3`,
    [grant.userId, grant.institutionId, grant.role],
  )
  return made!
}

/** Takes a role away. */
export async function revokeRole(transaction: Transaction, institutionId: string | null, id: string): Promise<void> {
  const gone = await transaction.row(
    'DELETE FROM memberships WHERE id = $1 AND institution_id IS NOT DISTINCT FROM $2 RETURNING id',
    [id, institutionId],
  )
  if (!gone) throw new Refusal({ code: 'not-found', kind: 'membership', id })
  if (institutionId === null) await keepAdministrator(transaction)
}
