import type { LabelColumns } from './label-source.ts'
import { type PseudonymKey, pseudonymSql } from './pseudonym.ts'

export const FOLDS = ['train', 'validation', 'test-institution', 'test-time'] as const

/** How exams are parted. Shares are 0 … 1; exams from `cutoff` on (a day) are the later test. */
export interface Split {
  readonly testInstitutions: number
  readonly validation: number
  readonly cutoff: string | undefined
}

const name = (column: string) => `"${column.replaceAll('"', '""')}"`
const text = (value: string) => `'${value.replaceAll("'", "''")}'`

/**
 * One row a study: rows of one exam number in one institution are one study with all their items. Only rows whose state is
 * mapped, and only studies with all their rows mapped, an exam number and a readable time.
 */
export function studiesStatements(relation: string, columns: LabelColumns, key: PseudonymKey): readonly string[] {
  const asText = (role: keyof LabelColumns) => {
    const column = columns[role]
    return column === undefined ? "''" : `coalesce(trim(CAST(${name(column)} AS VARCHAR)), '')`
  }
  const time = `TRY_CAST(${asText('time')} AS TIMESTAMP)`
  const patient = `CASE WHEN patient = '' THEN study ELSE ${pseudonymSql(key, 'patient', 'patient')} END`
  const usable = "is_mapped AND exam <> '' AND moment IS NOT NULL AND len(codes) > 0"
  const grouped = `CREATE TABLE grouped AS
    WITH raw AS (SELECT ${asText('exam')} AS exam, ${asText('institution')} AS place, ${asText('patient')} AS patient,
      ${time} AS moment, yingma_state AS state, yingma_codes AS codes, yingma_modifiers AS modifiers FROM ${relation})
    SELECT exam, place, max(patient) AS patient, min(moment) AS moment, bool_and(state = 'mapped') AS is_mapped,
      list_sort(list_distinct(flatten(list(codes)))) AS codes,
      list_sort(list_distinct(flatten(list(coalesce(modifiers, []))))) AS modifiers
    FROM raw WHERE state <> 'not-exam' GROUP BY exam, place`
  const studies = `CREATE TABLE studies AS
    WITH named AS (SELECT ${pseudonymSql(key, 'study', "place || '|' || exam")} AS study,
      substring(${pseudonymSql(key, 'institution', 'place')}, 1, 8) AS institution, patient, moment, codes, modifiers
      FROM grouped WHERE ${usable})
    SELECT study, institution, ${patient} AS patient, moment, codes, modifiers FROM named`
  return [grouped, studies]
}

/** Studies of the table that no label can be had of, by the reason, and those whose patient nobody knows. */
export const UNUSABLE_STATEMENT = `SELECT count(*) FILTER (WHERE NOT is_mapped) AS uncertain,
  count(*) FILTER (WHERE is_mapped AND (exam = '' OR moment IS NULL OR len(codes) = 0)) AS "unplaced",
  count(*) FILTER (WHERE is_mapped AND patient = '') AS "withoutPatient" FROM grouped`

/** The kinds of exam, each with an id, for the cohort to choose from. */
export const KINDS_STATEMENT = `CREATE TABLE kinds AS
  SELECT row_number() OVER (ORDER BY codes, modifiers) AS kind, codes, modifiers, count(*) AS exams FROM studies GROUP BY codes, modifiers`

/** The studies of the chosen kinds between two days, with what they are called. */
export function selectedStatement(from: string | undefined, to: string | undefined): string {
  const since = from === undefined ? '' : ` AND s.moment >= CAST(${text(from)} AS TIMESTAMP)`
  const until = to === undefined ? '' : ` AND s.moment < CAST(${text(to)} AS TIMESTAMP) + INTERVAL 1 DAY`
  return `CREATE TABLE selected AS SELECT s.study, s.institution, s.patient, s.moment, c.label, k.modifiers FROM studies AS s
    JOIN kinds AS k ON k.codes = s.codes AND k.modifiers = s.modifiers JOIN chosen AS c ON c.kind = k.kind
    WHERE true${since}${until}`
}

/**
 * Puts every study into a fold: whole institutions, later time, and of the rest by patient. A patient of a test is in no
 * training: those studies are left out, and counted.
 */
export function foldsStatement(held: readonly string[], cutoff: string, validation: number): string {
  const isHeld = held.length === 0 ? 'false' : `institution IN (${held.map(text).join(', ')})`
  const share = `(CAST('0x' || substring(md5(patient), 1, 8) AS BIGINT) / 4294967296.0)`
  return `CREATE TABLE folded AS
    WITH placed AS (SELECT *, CASE WHEN ${isHeld} THEN 'test-institution'
        WHEN moment >= CAST(${text(cutoff)} AS TIMESTAMP) THEN 'test-time'
        WHEN ${share} < ${validation} THEN 'validation' ELSE 'train' END AS fold FROM selected),
      tested AS (SELECT DISTINCT patient FROM placed WHERE fold LIKE 'test-%')
    SELECT placed.*, fold NOT LIKE 'test-%' AND tested.patient IS NOT NULL AS is_leak
    FROM placed LEFT JOIN tested ON tested.patient = placed.patient`
}

/** At most so many studies a label, chosen by their references; labels of too few studies go altogether. */
export function keptStatement(smallest: number, most: number | undefined): string {
  const cap = most === undefined ? '' : ` WHERE place <= ${most}`
  return `CREATE TABLE kept AS
    WITH ranked AS (SELECT *, row_number() OVER (PARTITION BY label ORDER BY study) AS place FROM folded WHERE NOT is_leak),
      capped AS (SELECT * FROM ranked${cap}),
      enough AS (SELECT label FROM capped GROUP BY label HAVING count(*) >= ${smallest})
    SELECT capped.* EXCLUDE (is_leak, place) FROM capped JOIN enough USING (label)`
}

/** What is handed out: no time finer than a month, no patient, in the order of the references. */
export const EXPORT_STATEMENT = `SELECT study, institution, strftime(moment, '%Y-%m') AS month, label AS codes, names,
  array_to_string(modifiers, '+') AS modifiers, fold FROM kept JOIN named USING (label) ORDER BY study`
