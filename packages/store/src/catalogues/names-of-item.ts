import type { Transaction } from '../store/transaction.ts'

/** What one institution calls an item: how many of its names, and exams under them. */
export interface ItemUse {
  readonly institutionId: string
  readonly institution: string
  /** From the root to the institution, for permissions. */
  readonly path: readonly string[]
  readonly names: number
  readonly exams: number
}

/** A local name that stands for an item, alone or together with others. */
export interface NameOfItem {
  readonly id: string
  readonly institutionId: string
  readonly catalogueId: string
  readonly localCode: string | null
  readonly name: string
  readonly exams: number
  readonly status: string
  /** Whether the name stands for other items too. */
  readonly isPart: boolean
}

/**
 * Names whose standing decision has the code ($1); only those that ever had it are looked up. A name that looks like that
 * of a person is for the review alone.
 */
const STANDING = `name_states AS s
  WHERE s.id IN (SELECT names_decided_with(ARRAY[$1]))
    AND $1 = ANY (s.codes) AND s.status IN ('accepted', 'changed', 'verified') AND NOT s.looks_like_person`

/** Institutions that the actor may see and that call something by this item, the most exams first. */
export function usesOfItem(transaction: Transaction, code: string): Promise<ItemUse[]> {
  return transaction.rows<ItemUse>(
    `SELECT u.institution_id AS "institutionId", i.name AS institution, i.path, u.names, u.exams
     FROM (SELECT s.institution_id, count(*) AS names, sum(s.exams)::bigint AS exams FROM ${STANDING} GROUP BY 1) AS u
     JOIN institutions AS i ON i.id = u.institution_id ORDER BY u.exams DESC, i.name, i.id`,
    [code],
  )
}

/** One page of the names by which these institutions call an item, the most exams first. */
export function namesOfItem(
  transaction: Transaction,
  code: string,
  institutionIds: readonly string[],
  page: { readonly limit: number; readonly offset: number },
): Promise<NameOfItem[]> {
  return transaction.rows<NameOfItem>(
    `SELECT s.id, s.institution_id AS "institutionId", s.catalogue_id AS "catalogueId", s.local_code AS "localCode", s.name,
       s.exams, s.status, cardinality(s.codes) > 1 AS "isPart"
     FROM ${STANDING} AND s.institution_id = ANY ($2::uuid[])
     ORDER BY s.exams DESC, s.name, s.id LIMIT $3 OFFSET $4`,
    [code, institutionIds, page.limit, page.offset],
  )
}
