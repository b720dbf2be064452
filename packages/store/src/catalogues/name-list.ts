import type { Normalised } from '@yingma/normalise'
import { Refusal } from '../problems/store-problem.ts'
import type { DecisionKind, NameStatus } from '../schema/roles.ts'
import type { Transaction } from '../store/transaction.ts'

/** A local name with its suggestion and its standing decision. */
export interface NameState {
  readonly id: string
  readonly institutionId: string
  readonly catalogueId: string
  readonly localCode: string | null
  readonly name: string
  readonly modality: string
  readonly columns: Readonly<Record<string, string>>
  readonly exams: number
  readonly firstSeen: string | null
  readonly lastSeen: string | null
  readonly looksLikePerson: boolean
  readonly edition: string
  readonly status: NameStatus
  /** Number of decisions so far; a new decision says which version it continues. */
  readonly version: number
  readonly suggestion: Normalised | null
  readonly suggestedState: string | null
  readonly suggestedCodes: readonly string[] | null
  readonly confidence: number | null
  readonly cluster: string | null
  readonly decisionId: string | null
  readonly kind: DecisionKind | null
  readonly codes: readonly string[] | null
  /** What the decision changes against the suggestion in side or contrast. */
  readonly delicate: readonly string[] | null
  readonly needsSecond: boolean
  readonly reason: string | null
  readonly author: string | null
  readonly contentAuthor: string | null
  readonly decisionEdition: string | null
  readonly batchId: string | null
  readonly decidedAt: string | null
}

/** Which names of a catalogue; every field narrows, none is ever ignored. */
export interface NameFilter {
  readonly status?: readonly NameStatus[]
  readonly suggestedState?: readonly string[]
  readonly modality?: string
  /** Part of the local name or code, in any letter case. */
  readonly text?: string
  readonly cluster?: string
  /** Standing or suggested code. */
  readonly code?: string
  /** Whether the first standing or suggested code is one of the catalogue's edition. */
  readonly hasItem?: boolean
  /** Modality of that item. */
  readonly itemModality?: string
  /** Broadest part of that item: how its path starts, and the modalities whose items share that dictionary of parts. */
  readonly itemPart?: { readonly modalities: readonly string[]; readonly path: string }
  readonly needsSecond?: boolean
  readonly looksLikePerson?: boolean
  readonly assignedTo?: string
  readonly minConfidence?: number
  readonly maxConfidence?: number
}

export type NameOrder = 'exams' | 'name' | 'confidence' | 'decided'

const STATE = `s.id, s.institution_id AS "institutionId", s.catalogue_id AS "catalogueId", s.local_code AS "localCode", s.name,
  s.modality, s.columns, s.exams, s.first_seen AS "firstSeen", s.last_seen AS "lastSeen", s.looks_like_person AS "looksLikePerson",
  s.edition, s.status, s.version, s.suggestion, s.suggested_state AS "suggestedState", s.suggested_codes AS "suggestedCodes",
  s.confidence, s.cluster, s.decision_id AS "decisionId", s.kind, s.codes, s.delicate, s.needs_second AS "needsSecond", s.reason,
  s.author, s.content_author AS "contentAuthor", s.decision_edition AS "decisionEdition", s.batch_id AS "batchId",
  s.decided_at AS "decidedAt"`

const ORDERS: Readonly<Record<NameOrder, string>> = {
  exams: 's.exams DESC, s.id',
  name: 's.name, s.id',
  confidence: 's.confidence NULLS FIRST, s.id',
  decided: 's.decided_at DESC NULLS LAST, s.id',
}

/** The item where a name counts: its first. */
const FIRST_ITEM = `SELECT FROM edition_items AS e
  WHERE e.edition = s.edition AND upper(e.code) = upper((coalesce(s.codes, s.suggested_codes))[1])`

/** The WHERE of a filter, with its values; fields are added in one place so that list, count and bulk work agree. */
export function filterClause(
  catalogueId: string,
  filter: NameFilter,
): { readonly where: string; readonly values: unknown[] } {
  const values: unknown[] = [catalogueId]
  const parts = ['s.catalogue_id = $1']
  const add = (text: string, value: unknown): void => {
    values.push(value)
    parts.push(text.replaceAll('?', `$${values.length}`))
  }
  if (filter.status) add('s.status = ANY (?)', filter.status)
  if (filter.suggestedState) add('s.suggested_state = ANY (?)', filter.suggestedState)
  if (filter.modality !== undefined) add('s.modality = ?', filter.modality)
  if (filter.text !== undefined) {
    add(
      `(position(lower(?) IN lower(s.name)) > 0 OR position(lower(?) IN lower(coalesce(s.local_code, ''))) > 0)`,
      filter.text,
    )
  }
  if (filter.cluster !== undefined) add('s.cluster = ?', filter.cluster)
  if (filter.code !== undefined) add('? = ANY (coalesce(s.codes, s.suggested_codes))', filter.code)
  if (filter.hasItem !== undefined) add(`EXISTS (${FIRST_ITEM}) = ?`, filter.hasItem)
  if (filter.itemModality !== undefined) add(`EXISTS (${FIRST_ITEM} AND e.modality = ?)`, filter.itemModality)
  if (filter.itemPart !== undefined) {
    // Both in one item; the path alone would mean another part in another dictionary.
    values.push(filter.itemPart.modalities)
    add(
      `EXISTS (${FIRST_ITEM} AND e.modality = ANY ($${values.length}::text[]) AND upper(left(e.facets ->> 'part', 2)) = ?)`,
      filter.itemPart.path,
    )
  }
  if (filter.needsSecond !== undefined) add(`(s.needs_second AND s.status <> 'verified') = ?`, filter.needsSecond)
  if (filter.looksLikePerson !== undefined) add('s.looks_like_person = ?', filter.looksLikePerson)
  if (filter.minConfidence !== undefined) add('s.confidence >= ?', filter.minConfidence)
  if (filter.maxConfidence !== undefined) add('s.confidence <= ?', filter.maxConfidence)
  if (filter.assignedTo !== undefined) {
    add(
      'EXISTS (SELECT FROM assignments AS a WHERE a.catalogue_id = s.catalogue_id AND a.cluster = s.cluster AND a.user_id = ?)',
      filter.assignedTo,
    )
  }
  return { where: parts.join(' AND '), values }
}

/** One page of names with exact totals over the whole filter. */
export async function listNames(
  transaction: Transaction,
  catalogueId: string,
  filter: NameFilter,
  page: { readonly limit: number; readonly offset: number; readonly order?: NameOrder },
): Promise<{ readonly total: number; readonly exams: number; readonly rows: readonly NameState[] }> {
  const { where, values } = filterClause(catalogueId, filter)
  const totals = await transaction.row<{ total: number; exams: number }>(
    `SELECT count(*) AS total, coalesce(sum(s.exams), 0)::bigint AS exams FROM name_states AS s WHERE ${where}`,
    values,
  )
  const rows = await transaction.rows<NameState>(
    `SELECT ${STATE} FROM name_states AS s WHERE ${where} ORDER BY ${ORDERS[page.order ?? 'exams']}
     LIMIT $${values.length + 1} OFFSET $${values.length + 2}`,
    [...values, page.limit, page.offset],
  )
  return { total: totals?.total ?? 0, exams: totals?.exams ?? 0, rows }
}

/** All names of a filter, in order of id, in pieces: exports read them without holding them all. */
export async function* pageNames(
  transaction: Transaction,
  catalogueId: string,
  filter: NameFilter,
): AsyncGenerator<readonly NameState[]> {
  const { where, values } = filterClause(catalogueId, filter)
  for (let after: string | null = null; ; ) {
    const rows: NameState[] = await transaction.rows<NameState>(
      `SELECT ${STATE} FROM name_states AS s WHERE ${where} AND ($${values.length + 1}::uuid IS NULL OR s.id > $${values.length + 1})
       ORDER BY s.id LIMIT 1000`,
      [...values, after],
    )
    if (rows.length > 0) yield rows
    if (rows.length < 1000) return
    after = rows.at(-1)!.id
  }
}

/** Names by id, in no order; those that the actor cannot see are missing. */
export function namesById(transaction: Transaction, ids: readonly string[]): Promise<NameState[]> {
  return transaction.rows<NameState>(`SELECT ${STATE} FROM name_states AS s WHERE s.id = ANY ($1::uuid[])`, [ids])
}

export async function getName(
  transaction: Transaction,
  id: string,
): Promise<NameState & { readonly path: readonly string[] }> {
  const row = await transaction.row<NameState & { path: string[] }>(
    `SELECT ${STATE}, i.path FROM name_states AS s JOIN institutions AS i ON i.id = s.institution_id WHERE s.id = $1`,
    [id],
  )
  if (!row) throw new Refusal({ code: 'not-found', kind: 'name', id })
  return row
}
