import { Refusal } from '../problems/store-problem.ts'
import type { NameStatus } from '../schema/roles.ts'
import type { Transaction } from '../store/transaction.ts'

/** Names with the same reading, worked on as one. */
export interface Cluster {
  readonly cluster: string
  readonly suggestedState: string
  readonly suggestedCodes: readonly string[]
  readonly names: number
  readonly exams: number
  /** Lowest confidence among its names. */
  readonly confidence: number
  /** The names with the most exams, at most three. */
  readonly examples: readonly string[]
  readonly assignedTo: string | null
}

/** What is still to do: clusters of names in the given states, the most exams first. */
export async function reviewQueue(
  transaction: Transaction,
  catalogueId: string,
  filter: {
    readonly status?: readonly NameStatus[]
    readonly assignedTo?: string
    readonly suggestedState?: readonly string[]
  },
  page: { readonly limit: number; readonly offset: number },
): Promise<{ readonly total: number; readonly rows: readonly Cluster[] }> {
  const rows = await transaction.rows<Cluster & { total: number }>(
    `SELECT s.cluster, min(s.suggested_state) AS "suggestedState", (array_agg(s.suggested_codes::text))[1]::text[] AS "suggestedCodes",
       count(*) AS names, sum(s.exams)::bigint AS exams, min(s.confidence) AS confidence,
       (array_agg(s.name ORDER BY s.exams DESC, s.id))[1:3] AS examples, a.user_id AS "assignedTo", count(*) OVER () AS total
     FROM name_states AS s LEFT JOIN assignments AS a ON a.catalogue_id = s.catalogue_id AND a.cluster = s.cluster
     WHERE s.catalogue_id = $1 AND s.cluster IS NOT NULL AND s.status = ANY ($2)
       AND ($3::uuid IS NULL OR a.user_id = $3) AND ($4::text[] IS NULL OR s.suggested_state = ANY ($4))
     GROUP BY s.cluster, a.user_id
     ORDER BY sum(s.exams) DESC, s.cluster LIMIT $5 OFFSET $6`,
    [
      catalogueId,
      filter.status ?? ['open', 'suggested'],
      filter.assignedTo ?? null,
      filter.suggestedState ?? null,
      page.limit,
      page.offset,
    ],
  )
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ total: _, ...cluster }) => cluster) }
}

/** Who holds a cluster, if anybody does. */
export async function holderOf(transaction: Transaction, catalogueId: string, cluster: string): Promise<string | null> {
  const held = await transaction.row<{ userId: string }>(
    'SELECT user_id AS "userId" FROM assignments WHERE catalogue_id = $1 AND cluster = $2',
    [catalogueId, cluster],
  )
  return held?.userId ?? null
}

/** Gives a cluster to somebody with a role at the institution or above it; `null` takes it back. */
export async function assignCluster(
  transaction: Transaction,
  place: { readonly institutionId: string; readonly catalogueId: string },
  cluster: string,
  userId: string | null,
): Promise<void> {
  const known = await transaction.row(
    'SELECT 1 FROM suggestions AS s JOIN local_names AS n ON n.id = s.name_id WHERE n.catalogue_id = $1 AND s.cluster = $2 LIMIT 1',
    [place.catalogueId, cluster],
  )
  if (!known) throw new Refusal({ code: 'not-found', kind: 'cluster', id: cluster })
  if (userId === null) {
    await transaction.rows('DELETE FROM assignments WHERE catalogue_id = $1 AND cluster = $2', [
      place.catalogueId,
      cluster,
    ])
    return
  }
  const user = await transaction.row(
    `SELECT 1 FROM users AS u JOIN memberships AS m ON m.user_id = u.id JOIN institutions AS i ON i.id = $2
     WHERE u.id = $1 AND u.disabled_at IS NULL AND m.institution_id = ANY (i.path) AND m.role <> 'insurer-auditor' LIMIT 1`,
    [userId, place.institutionId],
  )
  if (!user) throw new Refusal({ code: 'not-found', kind: 'user', id: userId })
  await transaction.rows(
    `INSERT INTO assignments (institution_id, catalogue_id, cluster, user_id) VALUES ($1, $2, $3, $4)
     ON CONFLICT (catalogue_id, cluster) DO UPDATE SET user_id = excluded.user_id, at = now()`,
    [place.institutionId, place.catalogueId, cluster, userId],
  )
}
