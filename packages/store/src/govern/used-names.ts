import type { Transaction } from '../store/transaction.ts'

/** A local name with its volume and what stands decided, of every institution that the actor may see. */
export interface UsedNameRow {
  readonly id: string
  readonly name: string
  readonly modality: string
  readonly institution: string
  readonly exams: number
  readonly decided: readonly string[] | null
}

/** Local names that the actor may see, the most used first, at most `limit`. */
export function listUsedNames(transaction: Transaction, limit: number): Promise<UsedNameRow[]> {
  return transaction.rows<UsedNameRow>(
    `SELECT s.id, s.name, s.modality, i.name AS institution, s.exams,
       CASE WHEN s.status IN ('accepted', 'changed', 'verified') THEN s.codes END AS decided
     FROM name_states AS s JOIN institutions AS i ON i.id = s.institution_id
     WHERE NOT s.looks_like_person ORDER BY s.exams DESC, s.id LIMIT $1`,
    [limit],
  )
}

/** The institutions whose names the actor may see now, as one text: it differs as soon as somebody gets or loses a role. */
export async function visiblePlaces(transaction: Transaction): Promise<string> {
  const row = await transaction.row<{ places: string }>(
    "SELECT array_to_string(ARRAY(SELECT unnest(visible_institutions()) AS place ORDER BY place), ' ') AS places",
  )
  return row?.places ?? ''
}
