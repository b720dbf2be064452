import type { Normalised } from '@yingma/normalise'
import type { Transaction } from '../store/transaction.ts'

/** What an institution has settled for one of its names: items, or (no codes) that it is none. */
export interface StandingDecision {
  readonly localCode: string | null
  readonly name: string
  readonly modality: string
  /** The other columns of the name: part, side, device … */
  readonly columns: Readonly<Record<string, string>>
  readonly codes: readonly string[]
  /** What the normaliser suggested: tells how the items relate to the name where the decision agrees with it. */
  readonly suggestion: Normalised | null
  /** ISO day. */
  readonly decided: string
}

/** Settled: decided, and by a second person where one is needed; a rejected suggestion settles nothing. */
const SETTLED = `s.institution_id = $1 AND (s.status = 'verified' OR (s.status IN ('accepted', 'changed') AND NOT s.needs_second))`

/** What is settled in an institution, over all its catalogues, in the order of the names. */
export function standingDecisions(
  transaction: Transaction,
  institutionId: string,
): Promise<readonly StandingDecision[]> {
  return transaction.rows<StandingDecision>(
    `SELECT s.local_code AS "localCode", s.name, s.modality, s.columns, s.codes, s.suggestion,
       to_char(s.decided_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS decided
     FROM name_states AS s WHERE ${SETTLED} ORDER BY s.name, s.modality, s.id`,
    [institutionId],
  )
}

/** A text that is another one after every decision in the institution and after its catalogues moved to another edition. */
export async function decisionStamp(transaction: Transaction, institutionId: string): Promise<string> {
  const row = await transaction.row<{ stamp: string }>(
    `SELECT concat_ws(' ',
       (SELECT concat_ws(' ', count(*), max(at)) FROM decisions WHERE institution_id = $1),
       (SELECT string_agg(id || edition, ' ' ORDER BY id) FROM catalogues WHERE institution_id = $1)) AS stamp`,
    [institutionId],
  )
  return row?.stamp ?? ''
}
