import type { DecisionKind } from '../schema/roles.ts'
import type { Transaction } from '../store/transaction.ts'

/** One decision as it was made. */
export interface Decision {
  readonly id: string
  readonly nameId: string
  readonly version: number
  readonly kind: DecisionKind
  readonly status: string
  readonly codes: readonly string[]
  readonly delicate: readonly string[]
  readonly needsSecond: boolean
  readonly reason: string
  readonly edition: string
  readonly author: string
  readonly authorName: string | null
  readonly contentAuthor: string
  readonly batchId: string | null
  readonly replaces: string | null
  readonly at: string
}

const DECISION = `d.id, d.name_id AS "nameId", d.version, d.kind, d.status, d.codes, d.delicate, d.needs_second AS "needsSecond",
  d.reason, d.edition, d.author, u.name AS "authorName", d.content_author AS "contentAuthor", d.batch_id AS "batchId", d.replaces, d.at`

/** Every decision on a name, newest first. */
export function decisionHistory(transaction: Transaction, nameId: string): Promise<Decision[]> {
  return transaction.rows<Decision>(
    `SELECT ${DECISION} FROM decisions AS d LEFT JOIN users AS u ON u.id = d.author WHERE d.name_id = $1 ORDER BY d.version DESC`,
    [nameId],
  )
}

/** Decisions with their predecessors, by id: what an undo has to restore. */
export async function withFormer(
  transaction: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly decision: Decision; readonly former: Decision | undefined }>> {
  const rows = await transaction.rows<Decision>(
    `SELECT ${DECISION} FROM decisions AS d LEFT JOIN users AS u ON u.id = d.author
     WHERE d.id = ANY ($1::uuid[]) OR d.id IN (SELECT replaces FROM decisions WHERE id = ANY ($1::uuid[]))`,
    [ids],
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  return new Map(
    ids.flatMap((id) => {
      const decision = byId.get(id)
      return decision ? [[id, { decision, former: byId.get(decision.replaces ?? '') }] as const] : []
    }),
  )
}
