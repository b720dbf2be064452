import { randomUUID } from 'node:crypto'
import type { AuditedExam } from '@yingma/charge'
import { Refusal } from '../problems/store-problem.ts'
import type { Transaction } from '../store/transaction.ts'

/** One look at the charge lines of an institution. */
export interface ChargeAudit {
  readonly id: string
  readonly institutionId: string
  readonly title: string
  /** The schedules of this place are those that the lines are held against. */
  readonly jurisdiction: string
  readonly createdBy: string
  readonly createdAt: string
  readonly sessions: number
  readonly suspicions: number
}

/** An exam with its charge lines, as it was handed in. */
export interface ChargeSession {
  readonly id: string
  readonly session: string
  readonly day: string
  readonly exam: AuditedExam
}

const AUDIT = `a.id, a.institution_id AS "institutionId", a.title, a.jurisdiction, a.created_by AS "createdBy", a.created_at AS "createdAt",
  (SELECT count(*) FROM charge_sessions AS c WHERE c.audit_id = a.id) AS sessions,
  (SELECT count(*) FROM suspicions AS s JOIN charge_sessions AS c ON c.id = s.session_id WHERE c.audit_id = a.id) AS suspicions`

/** The audits of an institution, the newest first. */
export async function listChargeAudits(
  transaction: Transaction,
  institutionId: string,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ readonly total: number; readonly rows: readonly ChargeAudit[] }> {
  const rows = await transaction.rows<ChargeAudit & { total: number }>(
    `SELECT ${AUDIT}, count(*) OVER () AS total FROM charge_audits AS a WHERE a.institution_id = $1
     ORDER BY a.created_at DESC, a.id LIMIT $2 OFFSET $3`,
    [institutionId, page.limit, page.offset],
  )
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ total: _, ...audit }) => audit) }
}

/** An audit, with the path of its institution for whoever decides who may see it. */
export async function getChargeAudit(
  transaction: Transaction,
  id: string,
): Promise<ChargeAudit & { readonly path: readonly string[] }> {
  const found = await transaction.row<ChargeAudit & { path: string[] }>(
    `SELECT ${AUDIT}, i.path FROM charge_audits AS a JOIN institutions AS i ON i.id = a.institution_id WHERE a.id = $1`,
    [id],
  )
  if (!found) throw new Refusal({ code: 'not-found', kind: 'charge-audit', id })
  return found
}

/** Opens an audit; its sessions are added with `addChargeSessions`. */
export async function createChargeAudit(
  transaction: Transaction,
  userId: string,
  made: { readonly institutionId: string; readonly title: string; readonly jurisdiction: string },
): Promise<string> {
  const id = randomUUID()
  await transaction.rows(
    'INSERT INTO charge_audits (id, institution_id, title, jurisdiction, created_by) VALUES ($1, $2, $3, $4, $5)',
    [id, made.institutionId, made.title, made.jurisdiction, userId],
  )
  return id
}

/** Adds exams to an audit. The id of an exam is the institution's number of its order; one that is there twice is refused. */
export async function addChargeSessions(
  transaction: Transaction,
  audit: { readonly id: string; readonly institutionId: string },
  exams: readonly AuditedExam[],
): Promise<readonly ChargeSession[]> {
  const sessions = exams.map((exam) => ({ id: randomUUID(), session: exam.id, day: exam.date, exam }))
  const written = await transaction.rows<{ id: string }>(
    `INSERT INTO charge_sessions (id, audit_id, institution_id, session, day, exam)
     SELECT given.id, $1, $2, given.session, given.day, given.exam
     FROM unnest($3::uuid[], $4::text[], $5::date[], $6::jsonb[]) AS given(id, session, day, exam)
     ON CONFLICT DO NOTHING RETURNING id`,
    [
      audit.id,
      audit.institutionId,
      sessions.map(({ id }) => id),
      sessions.map(({ session }) => session),
      sessions.map(({ day }) => day),
      sessions.map(({ exam }) => JSON.stringify(exam)),
    ],
  )
  const known = new Set(written.map(({ id }) => id))
  const double = sessions.find(({ id }) => !known.has(id))
  if (double) {
    throw new Refusal({ code: 'already-there', kind: 'charge-session', field: 'id', value: double.session })
  }
  return sessions
}

/** A piece of an audit's exams, in a lasting order; the lines as they were charged. */
export function chargeSessions(
  transaction: Transaction,
  auditId: string,
  page: { readonly after?: string | undefined; readonly limit: number },
): Promise<ChargeSession[]> {
  return transaction.rows<ChargeSession>(
    `SELECT id, session, day, exam FROM charge_sessions WHERE audit_id = $1 AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`,
    [auditId, page.after ?? null, page.limit],
  )
}
