import type { AuditedExam, Suspicion } from '@yingma/charge'
import { Refusal } from '../problems/store-problem.ts'
import type { SuspicionEventKind, SuspicionStatus } from '../schema/roles.ts'
import type { Transaction } from '../store/transaction.ts'

/** A suspicion and where it stands. */
export interface SuspicionState {
  readonly id: string
  readonly institutionId: string
  readonly auditId: string
  readonly session: string
  readonly day: string
  readonly kind: string
  readonly certainty: Suspicion['certainty']
  readonly warning: boolean
  readonly stakeCents: number
  readonly evidence: Suspicion['evidence']
  readonly lines: readonly string[]
  readonly foundAt: string
  readonly status: SuspicionStatus
  readonly version: number
  readonly returnedCents: number
}

/** One thing that somebody said of a suspicion. */
export interface SuspicionEvent {
  readonly version: number
  readonly kind: SuspicionEventKind
  readonly reason: string
  readonly returnedCents: number
  readonly actor: string
  readonly at: string
}

/** A suspicion with all that can be known of it: the exam with its lines, and what was said. */
export interface SuspicionCase extends SuspicionState {
  readonly path: readonly string[]
  readonly exam: AuditedExam
  readonly events: readonly SuspicionEvent[]
}

export interface SuspicionFilter {
  readonly institutionId?: string
  readonly auditId?: string
  readonly kind?: string
  readonly status?: readonly SuspicionStatus[]
  readonly warning?: boolean
}

const STATE = `s.id, s.institution_id AS "institutionId", s.audit_id AS "auditId", s.session, s.day, s.kind, s.certainty, s.warning,
  s.stake_cents AS "stakeCents", s.evidence, s.lines, s.found_at AS "foundAt", s.status, s.version, s.returned_cents AS "returnedCents"`

const WHERE = `($1::uuid IS NULL OR s.institution_id = $1) AND ($2::uuid IS NULL OR s.audit_id = $2)
  AND ($3::text IS NULL OR s.kind = $3) AND ($4::text[] IS NULL OR s.status = ANY ($4)) AND ($5::boolean IS NULL OR s.warning = $5)`

function valuesOf({ institutionId, auditId, kind, status, warning }: SuspicionFilter): readonly unknown[] {
  return [institutionId ?? null, auditId ?? null, kind ?? null, status ?? null, warning ?? null]
}

/** Suspicions that the actor may see, the most at stake first, with exact totals over the whole filter. */
export async function listSuspicions(
  transaction: Transaction,
  filter: SuspicionFilter,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ readonly total: number; readonly stakeCents: number; readonly rows: readonly SuspicionState[] }> {
  const values = valuesOf(filter)
  const totals = await transaction.row<{ total: number; stakeCents: number }>(
    `SELECT count(*) AS total, coalesce(sum(s.stake_cents), 0)::bigint AS "stakeCents" FROM suspicion_states AS s WHERE ${WHERE}`,
    values,
  )
  const rows = await transaction.rows<SuspicionState>(
    `SELECT ${STATE} FROM suspicion_states AS s WHERE ${WHERE} ORDER BY s.stake_cents DESC, s.id LIMIT $6 OFFSET $7`,
    [...values, page.limit, page.offset],
  )
  return { total: totals?.total ?? 0, stakeCents: totals?.stakeCents ?? 0, rows }
}

/** All suspicions that the actor may see, in the order of the list, piece by piece: no more than a piece is held at once. */
export async function* eachSuspicion(
  transaction: Transaction,
  filter: SuspicionFilter,
  piece = 1000,
): AsyncGenerator<readonly SuspicionState[]> {
  for (let last: SuspicionState | undefined; ; ) {
    const rows: SuspicionState[] = await transaction.rows<SuspicionState>(
      `SELECT ${STATE} FROM suspicion_states AS s
       WHERE ${WHERE} AND ($6::bigint IS NULL OR s.stake_cents < $6 OR (s.stake_cents = $6 AND s.id > $7))
       ORDER BY s.stake_cents DESC, s.id LIMIT $8`,
      [...valuesOf(filter), last?.stakeCents ?? null, last?.id ?? null, piece],
    )
    if (rows.length > 0) yield rows
    if (rows.length < piece) return
    last = rows.at(-1)
  }
}

/** One suspicion with its exam and its history, the oldest first. */
export async function getSuspicion(transaction: Transaction, id: string): Promise<SuspicionCase> {
  const found = await transaction.row<Omit<SuspicionCase, 'events'>>(
    `SELECT ${STATE}, i.path, c.exam FROM suspicion_states AS s JOIN charge_sessions AS c ON c.id = s.session_id
     JOIN institutions AS i ON i.id = s.institution_id WHERE s.id = $1`,
    [id],
  )
  if (!found) throw new Refusal({ code: 'not-found', kind: 'suspicion', id })
  const events = await transaction.rows<SuspicionEvent>(
    `SELECT version, kind, reason, returned_cents AS "returnedCents", actor, at FROM suspicion_events WHERE suspicion_id = $1 ORDER BY version`,
    [id],
  )
  return { ...found, events }
}

/**
 * Rebuts a suspicion or closes it. `expectedVersion` is the one that the person saw; when something was said in between
 * nothing is written. Upholding returns what was at stake unless less is said.
 */
export async function answerSuspicion(
  transaction: Transaction,
  userId: string,
  said: {
    readonly id: string
    readonly expectedVersion: number
    readonly kind: SuspicionEventKind
    readonly reason: string
    readonly returnedCents?: number
  },
): Promise<SuspicionCase> {
  const seen = await getSuspicion(transaction, said.id)
  if (seen.status === 'upheld' || seen.status === 'dismissed')
    throw new Refusal({ code: 'suspicion-closed', id: said.id, status: seen.status })
  if (seen.version !== said.expectedVersion)
    throw new Refusal({ code: 'suspicion-conflict', id: said.id, expected: said.expectedVersion, actual: seen.version })
  const returned = said.kind === 'uphold' ? (said.returnedCents ?? seen.stakeCents) : 0
  if (returned > seen.stakeCents)
    throw new Refusal({ code: 'suspicion-returns-more', id: said.id, returned, stake: seen.stakeCents })
  try {
    await transaction.rows(
      `INSERT INTO suspicion_events (suspicion_id, institution_id, version, kind, reason, returned_cents, actor)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [said.id, seen.institutionId, seen.version + 1, said.kind, said.reason, returned, userId],
    )
  } catch (error) {
    // Somebody was faster between the look and the writing; the database let only one of the two through.
    const { constraint = '' } = error as { constraint?: string }
    if (!/^suspicion_events_(?:order|closed)_check$|^suspicion_events_key$/.test(constraint)) throw error
    throw new Refusal({
      code: 'suspicion-conflict',
      id: said.id,
      expected: said.expectedVersion,
      actual: seen.version + 1,
    })
  }
  return await getSuspicion(transaction, said.id)
}
