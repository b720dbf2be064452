import type { Edition } from '@yingma/core'
import { type NameState, namesById } from '../catalogues/name-list.ts'
import { isLocalCode, isUsable, type LocalItem, localItemStream, readLocalItems } from '../local-items/local-item.ts'
import { Refusal } from '../problems/store-problem.ts'
import type { Transaction } from '../store/transaction.ts'

/** A decided name whose target is not what it was in the edition of the decision. */
export interface EditionDifference {
  readonly nameId: string
  readonly name: string
  readonly exams: number
  readonly version: number
  readonly code: string
  readonly change: 'retired' | 'gone' | 'renamed'
  readonly successors: readonly string[]
}

/** A name for which the suggestion of another edition or rule set differs from what stands. */
export interface SuggestionDifference {
  readonly nameId: string
  readonly name: string
  readonly exams: number
  readonly version: number
  readonly status: string
  readonly standing: readonly string[]
  readonly suggested: readonly string[]
}

/** Decisions are kept when the edition moves on: this lists those whose targets retired, vanished or changed their name. */
export async function editionDifferences(
  transaction: Transaction,
  catalogueId: string,
  edition: Edition,
): Promise<EditionDifference[]> {
  const rows = await transaction.rows<{
    nameId: string
    name: string
    exams: number
    version: number
    code: string
    formerName: string | null
    institutionId: string
  }>(
    `SELECT s.id AS "nameId", s.institution_id AS "institutionId", s.name, s.exams, s.version, target.code, i.name AS "formerName"
     FROM name_states AS s CROSS JOIN LATERAL unnest(s.codes) AS target(code)
     LEFT JOIN edition_items AS i ON i.edition = s.decision_edition AND upper(i.code) = upper(target.code)
     WHERE s.catalogue_id = $1 AND s.version > 0 AND s.status <> 'open' ORDER BY s.exams DESC, s.id, target.code`,
    [catalogueId],
  )
  const own = await readLocalItems(transaction, [
    ...new Set(
      rows
        .filter(({ code }) => isLocalCode(code))
        .map(({ institutionId, code }) => localItemStream(institutionId, code)),
    ),
  ])
  const ownByCode = new Map(own.map((item) => [item.code, item]))
  return rows.flatMap(({ formerName, institutionId: _, ...row }): EditionDifference[] => {
    if (isLocalCode(row.code)) return ownDifference(row, ownByCode.get(row.code), edition)
    const item = edition.byCode.get(row.code.toUpperCase())
    if (!item) return [{ ...row, change: 'gone', successors: [] }]
    if (item.status === 'retired') return [{ ...row, change: 'retired', successors: item.successors }]
    if (formerName !== null && item.name !== formerName) return [{ ...row, change: 'renamed', successors: [item.code] }]
    return []
  })
}

/** An own item changes with its institution, not with the edition. */
function ownDifference(
  row: Omit<EditionDifference, 'change' | 'successors'>,
  item: LocalItem | undefined,
  edition: Edition,
): EditionDifference[] {
  if (item === undefined) return [{ ...row, change: 'gone', successors: [] }]
  return isUsable(item, edition) ? [] : [{ ...row, change: 'retired', successors: item.successors }]
}

/** Decided names whose present suggestion differs from the decision: what a new edition or rule would say instead. */
export async function suggestionDifferences(
  transaction: Transaction,
  catalogueId: string,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ readonly total: number; readonly rows: readonly SuggestionDifference[] }> {
  const rows = await transaction.rows<SuggestionDifference & { total: number }>(
    `SELECT id AS "nameId", name, exams, version, status, codes AS standing, suggested_codes AS suggested, count(*) OVER () AS total
     FROM name_states WHERE catalogue_id = $1 AND status IN ('accepted', 'changed', 'verified') AND suggested_codes IS NOT NULL
       AND NOT (codes @> suggested_codes AND codes <@ suggested_codes)
     ORDER BY exams DESC, id LIMIT $2 OFFSET $3`,
    [catalogueId, page.limit, page.offset],
  )
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ total: _, ...row }) => row) }
}

/** Decided names of a catalogue that name one of these codes, in the order of their ids, behind `after`. */
export async function namesDecidedAs(
  transaction: Transaction,
  catalogueId: string,
  codes: readonly string[],
  page: { readonly after: string | undefined; readonly limit: number },
): Promise<NameState[]> {
  const found = await transaction.rows<{ id: string }>(
    `SELECT id FROM name_states WHERE catalogue_id = $1 AND status IN ('accepted', 'changed', 'verified') AND codes && $2::text[]
       AND ($3::uuid IS NULL OR id > $3) ORDER BY id LIMIT $4`,
    [catalogueId, codes, page.after ?? null, page.limit],
  )
  const states = await namesById(
    transaction,
    found.map(({ id }) => id),
  )
  return states.sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** Points a catalogue at another registered edition. Decisions stay; suggestions of the new edition are made by a job. */
export async function moveCatalogue(transaction: Transaction, catalogueId: string, version: string): Promise<void> {
  const known = await transaction.row('SELECT 1 FROM editions WHERE version = $1', [version])
  if (!known) throw new Refusal({ code: 'edition-unknown', version })
  await transaction.rows('UPDATE catalogues SET edition = $2 WHERE id = $1', [catalogueId, version])
}
