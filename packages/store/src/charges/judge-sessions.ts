import type { ChargeProblem, PriceLibrary, Suspicion } from '@yingma/charge'
import type { Transaction } from '../store/transaction.ts'
import type { ChargeSession } from './charge-audits.ts'

/** What the audit of some exams came to. */
export interface Judgement {
  readonly sessions: number
  readonly suspicions: number
  /** Cents at stake, warnings left out. */
  readonly stakeCents: number
  /** Exams that could not be held against a quote, by the code of the reason; kinds that need none were looked for. */
  readonly notQuoted: Readonly<Record<string, number>>
}

export const NO_JUDGEMENT: Judgement = { sessions: 0, suspicions: 0, stakeCents: 0, notQuoted: {} }

interface Judged {
  readonly session: ChargeSession
  readonly suspicions: readonly Suspicion[]
  readonly problems: readonly ChargeProblem[]
}

/** Audits exams by the schedule of their day and keeps what is suspicious. Exams that were judged before are left alone. */
export async function judgeSessions(
  transaction: Transaction,
  audit: { readonly institutionId: string; readonly jurisdiction: string },
  sessions: readonly ChargeSession[],
  prices: PriceLibrary,
): Promise<Judgement> {
  const judged = sessions.map((session) => judge(session, audit.jurisdiction, prices))
  await keep(transaction, audit.institutionId, judged)
  const all = judged.flatMap(({ suspicions }) => suspicions)
  const notQuoted: Record<string, number> = {}
  for (const { problems } of judged)
    for (const code of new Set(problems.map((problem) => problem.code))) notQuoted[code] = (notQuoted[code] ?? 0) + 1
  return {
    sessions: sessions.length,
    suspicions: all.length,
    stakeCents: all.reduce((sum, { stakeCents, warning }) => sum + (warning ? 0 : stakeCents), 0),
    notQuoted,
  }
}

/** Two judgements as one. */
export function joinJudgements(a: Judgement, b: Judgement): Judgement {
  const notQuoted = { ...a.notQuoted }
  for (const [code, count] of Object.entries(b.notQuoted)) notQuoted[code] = (notQuoted[code] ?? 0) + count
  return {
    sessions: a.sessions + b.sessions,
    suspicions: a.suspicions + b.suspicions,
    stakeCents: a.stakeCents + b.stakeCents,
    notQuoted,
  }
}

function judge(session: ChargeSession, jurisdiction: string, prices: PriceLibrary): Judged {
  const found = prices.auditorOn(jurisdiction, session.day)
  return found.ok
    ? { session, ...found.auditor.audit(session.exam) }
    : { session, suspicions: [], problems: found.problems }
}

async function keep(transaction: Transaction, institutionId: string, judged: readonly Judged[]): Promise<void> {
  const rows = judged.flatMap(({ session, suspicions }) => suspicions.map((one) => ({ ...one, sessionId: session.id })))
  if (rows.length === 0) return
  await transaction.rows(
    `INSERT INTO suspicions (session_id, institution_id, kind, certainty, warning, stake_cents, evidence, lines)
     SELECT given.session_id, $1, given.kind, given.certainty, given.warning, given.stake, given.evidence,
       ARRAY(SELECT jsonb_array_elements_text(given.lines))
     FROM unnest($2::uuid[], $3::text[], $4::text[], $5::boolean[], $6::bigint[], $7::jsonb[], $8::jsonb[])
       AS given(session_id, kind, certainty, warning, stake, evidence, lines)
     ON CONFLICT DO NOTHING`,
    [
      institutionId,
      rows.map((row) => row.sessionId),
      rows.map((row) => row.kind),
      rows.map((row) => row.certainty),
      rows.map((row) => row.warning),
      rows.map((row) => row.stakeCents),
      rows.map((row) => JSON.stringify(row.evidence)),
      rows.map((row) => JSON.stringify(row.lines)),
    ],
  )
}
