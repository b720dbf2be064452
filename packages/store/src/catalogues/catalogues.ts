import { Refusal } from '../problems/store-problem.ts'
import type { CatalogueKind, NameStatus } from '../schema/roles.ts'
import { currentEdition } from '../standard/register-edition.ts'
import type { Transaction } from '../store/transaction.ts'

export interface Catalogue {
  readonly id: string
  readonly institutionId: string
  readonly kind: CatalogueKind
  readonly title: string
  readonly sourceName: string
  readonly edition: string
  readonly createdBy: string
  readonly createdAt: string
}

/** How far a catalogue is: names and exams by status. */
export interface CatalogueProgress {
  readonly names: number
  readonly exams: number
  readonly byStatus: Readonly<Record<NameStatus, { readonly names: number; readonly exams: number }>>
  /** Decisions that wait for a second person. */
  readonly needsSecond: number
}

const CATALOGUE = `id, institution_id AS "institutionId", kind, title, source_name AS "sourceName", edition,
  created_by AS "createdBy", created_at AS "createdAt"`

/** Makes an empty catalogue, mapped to the current edition. */
export async function createCatalogue(
  transaction: Transaction,
  userId: string,
  made: {
    readonly institutionId: string
    readonly kind: CatalogueKind
    readonly title: string
    readonly sourceName?: string
  },
): Promise<Catalogue> {
  const row = await transaction.row<Catalogue>(
    `INSERT INTO catalogues (institution_id, kind, title, source_name, edition, created_by)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (institution_id, title) DO NOTHING RETURNING ${CATALOGUE}`,
    [made.institutionId, made.kind, made.title, made.sourceName ?? '', await currentEdition(transaction), userId],
  )
  if (!row) throw new Refusal({ code: 'already-there', kind: 'catalogue', field: 'title', value: made.title })
  return row
}

export async function listCatalogues(
  transaction: Transaction,
  page: { readonly institutionId: string; readonly limit: number; readonly offset: number },
) {
  const rows = await transaction.rows<Catalogue & { total: number }>(
    `SELECT ${CATALOGUE}, count(*) OVER () AS total FROM catalogues WHERE institution_id = $1
     ORDER BY created_at DESC, id LIMIT $2 OFFSET $3`,
    [page.institutionId, page.limit, page.offset],
  )
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ total: _, ...catalogue }) => catalogue) }
}

/** The catalogue with its institution's path, or a refusal when the actor cannot see it. */
export async function getCatalogue(
  transaction: Transaction,
  id: string,
): Promise<Catalogue & { readonly path: readonly string[] }> {
  const columns = CATALOGUE.replace(/(^|, *\n? *)(\w)/g, '$1c.$2')
  const row = await transaction.row<Catalogue & { path: string[] }>(
    `SELECT ${columns}, i.path FROM catalogues AS c JOIN institutions AS i ON i.id = c.institution_id WHERE c.id = $1`,
    [id],
  )
  if (!row) throw new Refusal({ code: 'not-found', kind: 'catalogue', id })
  return row
}

export async function catalogueProgress(transaction: Transaction, id: string): Promise<CatalogueProgress> {
  const rows = await transaction.rows<{ status: NameStatus; names: number; exams: number; second: number }>(
    `SELECT status, count(*) AS names, coalesce(sum(exams), 0)::bigint AS exams,
       count(*) FILTER (WHERE needs_second AND status <> 'verified') AS second
     FROM name_states WHERE catalogue_id = $1 GROUP BY status`,
    [id],
  )
  const none = { names: 0, exams: 0 }
  const byStatus = { open: none, suggested: none, accepted: none, changed: none, rejected: none, verified: none }
  for (const { status, names, exams } of rows) byStatus[status] = { names, exams }
  const sum = (key: 'names' | 'exams' | 'second') => rows.reduce((total, row) => total + row[key], 0)
  return { names: sum('names'), exams: sum('exams'), byStatus, needsSecond: sum('second') }
}
