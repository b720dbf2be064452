import { randomUUID } from 'node:crypto'
import { Refusal } from '../problems/store-problem.ts'
import type { InstitutionKind } from '../schema/roles.ts'
import type { Store } from '../store/open-store.ts'
import type { Transaction } from '../store/transaction.ts'

export interface Institution {
  readonly id: string
  readonly kind: InstitutionKind
  readonly code: string
  readonly name: string
  readonly parentId: string | null
  /** Ids from the root of the tree down to this one. */
  readonly path: readonly string[]
  readonly createdAt: string
}

const INSTITUTION = `id, kind, code, name, parent_id AS "parentId", path, created_at AS "createdAt"`

/** Visible institutions in tree order: everything below a group follows it. */
export async function listInstitutions(transaction: Transaction, page: { limit: number; offset: number }) {
  const rows = await transaction.rows<Institution & { total: number }>(
    `SELECT ${INSTITUTION}, count(*) OVER () AS total FROM institutions ORDER BY path, id LIMIT $1 OFFSET $2`,
    [page.limit, page.offset],
  )
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ total: _, ...institution }) => institution) }
}

/** The institution, or a refusal when it is not there or not the actor's to see. */
export async function getInstitution(transaction: Transaction, id: string): Promise<Institution> {
  const found = await transaction.row<Institution>(`SELECT ${INSTITUTION} FROM institutions WHERE id = $1`, [id])
  if (!found) throw new Refusal({ code: 'not-found', kind: 'institution', id })
  return found
}

/** Adds an institution below one that the actor sees; roots are made by the registry (`asRegistry`). */
export async function createInstitution(
  transaction: Transaction,
  made: {
    readonly kind: InstitutionKind
    readonly code: string
    readonly name: string
    readonly parentId: string | null
  },
): Promise<Institution> {
  const id = randomUUID()
  const parent = made.parentId === null ? undefined : await getInstitution(transaction, made.parentId)
  if (parent && (made.kind === 'group' || parent.kind === 'institution' || parent.kind === made.kind)) {
    throw new Refusal({ code: 'institution-misplaced', kind: made.kind, parent: parent.kind })
  }
  try {
    // No RETURNING: row-level security would look for the new row before it is visible.
    await transaction.rows('SAVEPOINT made')
    await transaction.rows('INSERT INTO institutions (id, kind, code, name, parent_id) VALUES ($1, $2, $3, $4, $5)', [
      id,
      made.kind,
      made.code,
      made.name,
      made.parentId,
    ])
  } catch (error) {
    if ((error as { constraint?: string }).constraint !== 'institutions_code_key') throw error
    await transaction.rows('ROLLBACK TO made')
    throw new Refusal({ code: 'already-there', kind: 'institution', field: 'code', value: made.code })
  }
  return await getInstitution(transaction, id)
}

export async function renameInstitution(transaction: Transaction, id: string, name: string): Promise<Institution> {
  await getInstitution(transaction, id)
  await transaction.rows('UPDATE institutions SET name = $2 WHERE id = $1', [id, name])
  return await getInstitution(transaction, id)
}

/** What was erased: counts, and the last hash of the erased audit chain. */
export interface Erasure {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly names: number
  readonly decisions: number
  readonly auditEntries: number
  readonly lastAuditHash: string | null
}

/** Erases an institution and everything that is its own. People's accounts stay; their roles there go. */
export async function eraseInstitution(store: Store, userId: string, id: string): Promise<Erasure> {
  return await store.asRegistry(userId, async (transaction) => {
    const below = await transaction.row('SELECT 1 FROM institutions WHERE parent_id = $1', [id])
    if (below) throw new Refusal({ code: 'institution-not-empty', id })
    const row = await transaction.row<{ report: Erasure | null }>('SELECT delete_institution($1) AS report', [id])
    if (!row?.report) throw new Refusal({ code: 'not-found', kind: 'institution', id })
    return row.report
  })
}

/** Tables of an institution's own, in an order in which they can be read back. Keys and webhooks are access, not data. */
const OWN_TABLES = [
  'institutions',
  'memberships',
  'catalogues',
  'local_names',
  'suggestions',
  'decisions',
  'assignments',
  'samples',
  'sample_names',
  'sample_readings',
  'rules',
  'price_schedules',
  'jobs',
  'govern_events',
  'dictionary_settings',
  'dictionary_builds',
  'rollout_marks',
  'charge_audits',
  'charge_sessions',
  'suspicions',
  'suspicion_events',
  'audit',
] as const

/** Everything that the registry holds of one institution, a line of JSON per row: `{"table":…,"row":…}`. */
export async function* exportInstitution(transaction: Transaction, id: string): AsyncGenerator<string> {
  await getInstitution(transaction, id)
  for (const table of OWN_TABLES) {
    const column = table === 'institutions' ? 'id' : 'institution_id'
    const cursor = `export_${table}`
    await transaction.rows(
      `DECLARE ${cursor} NO SCROLL CURSOR FOR SELECT json_build_object('table', '${table}', 'row', t)::text AS line FROM ${table} AS t WHERE ${column} = '${asUuid(id)}'`,
    )
    for (;;) {
      const lines = await transaction.rows<{ line: string }>(`FETCH 1000 FROM ${cursor}`)
      if (lines.length === 0) break
      for (const { line } of lines) yield `${line}\n`
    }
    await transaction.rows(`CLOSE ${cursor}`)
  }
}

/** DECLARE takes no parameters: the id is let in only in the one form that cannot be anything else. */
function asUuid(id: string): string {
  if (!/^[0-9a-f-]{36}$/i.test(id)) throw new Error('an institution is named by a UUID')
  return id
}
