import type { NameState } from '../catalogues/name-list.ts'
import type { Transaction } from '../store/transaction.ts'

/** A name of the dictionary that an institution has today, with what was settled or suggested for it. */
export interface OldName extends Pick<NameState, 'localCode' | 'name' | 'modality' | 'columns' | 'codes' | 'status'> {
  /** Whether a decision stands, by a second person where one is needed. */
  readonly settled: boolean
  readonly exams: number
}

/**
 * The names that a new dictionary is built from: those of the exam dictionaries of an institution, or of one catalogue,
 * in lasting order. Where the dictionary itself counts no exams, those of the institution's logs and orders with the same
 * local code, or else the same name, are taken.
 */
export function oldNames(
  transaction: Transaction,
  institutionId: string,
  catalogueId?: string,
): Promise<readonly OldName[]> {
  return transaction.rows<OldName>(
    `WITH own AS (
       SELECT s.* FROM name_states AS s JOIN catalogues AS c ON c.id = s.catalogue_id
       WHERE s.institution_id = $1 AND (s.catalogue_id = $2 OR ($2::uuid IS NULL AND c.kind = 'exam-dictionary'))
     ), logged AS (
       SELECT n.local_code, n.name, n.exams FROM local_names AS n JOIN catalogues AS c ON c.id = n.catalogue_id
       WHERE n.institution_id = $1 AND c.kind IN ('exam-log', 'order-items') AND c.id IS DISTINCT FROM $2::uuid
     ), by_code AS (
       SELECT local_code, sum(exams)::bigint AS exams FROM logged WHERE local_code IS NOT NULL GROUP BY local_code
     ), by_name AS (
       SELECT name, sum(exams)::bigint AS exams FROM logged WHERE local_code IS NULL GROUP BY name
     )
     SELECT own.local_code AS "localCode", own.name, own.modality, own.columns, own.codes, own.status,
       (own.status = 'verified' OR (own.status IN ('accepted', 'changed', 'rejected') AND NOT own.needs_second)) AS settled,
       CASE WHEN own.exams > 0 THEN own.exams ELSE coalesce(by_code.exams, 0) + coalesce(by_name.exams, 0) END AS exams
     FROM own
     LEFT JOIN by_code ON by_code.local_code = own.local_code
     LEFT JOIN by_name ON by_name.name = own.name
     ORDER BY own.local_code NULLS LAST, own.name, own.id`,
    [institutionId, catalogueId ?? null],
  )
}
