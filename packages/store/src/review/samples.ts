import { randomUUID } from 'node:crypto'
import type { Edition } from '@yingma/core'
import { Refusal } from '../problems/store-problem.ts'
import type { Transaction } from '../store/transaction.ts'
import { type Agreement, cohensKappa } from './kappa.ts'

/** A sample of a catalogue's names that two people read without seeing each other's answers. */
export interface Sample {
  readonly id: string
  readonly institutionId: string
  readonly catalogueId: string
  readonly seed: string
  readonly firstReader: string
  readonly secondReader: string
  readonly createdAt: string
  readonly names: number
}

export interface SampleName {
  readonly nameId: string
  readonly name: string
  readonly modality: string
  readonly exams: number
  /** The actor's own answer, when given. */
  readonly own: readonly string[] | null
  readonly isComplete: boolean
}

/** A name that the readers answered differently: to be talked over and then decided. */
export interface Disagreement {
  readonly nameId: string
  readonly name: string
  readonly version: number
  readonly first: readonly string[]
  readonly second: readonly string[]
}

const SAMPLE = `p.id, p.institution_id AS "institutionId", p.catalogue_id AS "catalogueId", p.seed, p.first_reader AS "firstReader",
  p.second_reader AS "secondReader", p.created_at AS "createdAt",
  (SELECT count(*) FROM sample_names AS m WHERE m.sample_id = p.id) AS names`

/** Draws a sample. The same seed draws the same names of an unchanged catalogue. */
export async function createSample(
  transaction: Transaction,
  place: { readonly institutionId: string; readonly catalogueId: string },
  made: { readonly size: number; readonly seed: string; readonly firstReader: string; readonly secondReader: string },
): Promise<Sample> {
  if (made.firstReader === made.secondReader) throw new Refusal({ code: 'readers-must-differ' })
  for (const userId of [made.firstReader, made.secondReader]) {
    const reader = await transaction.row(
      `SELECT 1 FROM users AS u JOIN memberships AS m ON m.user_id = u.id JOIN institutions AS i ON i.id = $2
       WHERE u.id = $1 AND u.disabled_at IS NULL AND m.institution_id = ANY (i.path)
         AND m.role IN ('mapper', 'reviewer', 'expert', 'institution-admin') LIMIT 1`,
      [userId, place.institutionId],
    )
    if (!reader) throw new Refusal({ code: 'reader-unknown', userId })
  }
  const id = randomUUID()
  await transaction.rows(
    'INSERT INTO samples (id, institution_id, catalogue_id, seed, first_reader, second_reader) VALUES ($1, $2, $3, $4, $5, $6)',
    [id, place.institutionId, place.catalogueId, made.seed, made.firstReader, made.secondReader],
  )
  await transaction.rows(
    `INSERT INTO sample_names (sample_id, institution_id, name_id)
     SELECT $1, institution_id, id FROM local_names WHERE catalogue_id = $2 ORDER BY md5($3 || input_key) LIMIT $4`,
    [id, place.catalogueId, made.seed, made.size],
  )
  return await getSample(transaction, id)
}

export async function getSample(
  transaction: Transaction,
  id: string,
): Promise<Sample & { readonly path: readonly string[] }> {
  const row = await transaction.row<Sample & { path: string[] }>(
    `SELECT ${SAMPLE}, i.path FROM samples AS p JOIN institutions AS i ON i.id = p.institution_id WHERE p.id = $1`,
    [id],
  )
  if (!row) throw new Refusal({ code: 'not-found', kind: 'sample', id })
  return row
}

export function listSamples(transaction: Transaction, catalogueId: string): Promise<Sample[]> {
  return transaction.rows<Sample>(
    `SELECT ${SAMPLE} FROM samples AS p WHERE p.catalogue_id = $1 ORDER BY p.created_at DESC, p.id`,
    [catalogueId],
  )
}

/** The names of a sample in reading order, with what the actor answered; the other's answers are not in it. */
export function sampleNames(transaction: Transaction, sampleId: string, userId: string): Promise<SampleName[]> {
  return transaction.rows<SampleName>(
    `SELECT n.id AS "nameId", n.name, n.modality, n.exams, own.codes AS own, both_have_read(m.sample_id, m.name_id) AS "isComplete"
     FROM sample_names AS m JOIN local_names AS n ON n.id = m.name_id
     LEFT JOIN sample_readings AS own ON own.sample_id = m.sample_id AND own.name_id = m.name_id AND own.reader = $2
     WHERE m.sample_id = $1 ORDER BY n.exams DESC, n.id`,
    [sampleId, userId],
  )
}

/** Records one answer (no codes: the name has no item). An answer stands; a second one for the same name is refused. */
export async function readSampleName(
  transaction: Transaction,
  sample: Sample,
  reading: { readonly userId: string; readonly nameId: string; readonly codes: readonly string[] },
  edition: Edition,
): Promise<void> {
  const { userId, nameId } = reading
  if (userId !== sample.firstReader && userId !== sample.secondReader) {
    throw new Refusal({ code: 'sample-not-yours', sampleId: sample.id })
  }
  const codes = reading.codes.map((code) => {
    const item = edition.byCode.get(code.toUpperCase())
    if (!item) throw new Refusal({ code: 'item-unknown', value: code, edition: edition.version })
    return item.code
  })
  const known = await transaction.row('SELECT 1 FROM sample_names WHERE sample_id = $1 AND name_id = $2', [
    sample.id,
    nameId,
  ])
  if (!known) throw new Refusal({ code: 'not-found', kind: 'name', id: nameId })
  const written = await transaction.rows(
    `INSERT INTO sample_readings (sample_id, institution_id, name_id, reader, codes) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING RETURNING name_id`,
    [sample.id, sample.institutionId, nameId, userId, [...new Set(codes)].sort()],
  )
  if (written.length === 0)
    throw new Refusal({ code: 'already-there', kind: 'reading', field: 'nameId', value: nameId })
}

/** Agreement over the names that both have read, and where they differ. */
export async function sampleAgreement(
  transaction: Transaction,
  sample: Sample,
): Promise<Agreement & { readonly disagreements: readonly Disagreement[] }> {
  const rows = await transaction.rows<Disagreement>(
    `SELECT s.id AS "nameId", s.name, s.version, a.codes AS first, b.codes AS second
     FROM sample_readings AS a
     JOIN sample_readings AS b ON b.sample_id = a.sample_id AND b.name_id = a.name_id AND b.reader = $3
     JOIN name_states AS s ON s.id = a.name_id
     WHERE a.sample_id = $1 AND a.reader = $2 ORDER BY s.exams DESC, s.id`,
    [sample.id, sample.firstReader, sample.secondReader],
  )
  const answer = (codes: readonly string[]) => codes.join('+')
  const agreement = cohensKappa(rows.map((row) => [answer(row.first), answer(row.second)] as const))
  return { ...agreement, disagreements: rows.filter((row) => answer(row.first) !== answer(row.second)) }
}
