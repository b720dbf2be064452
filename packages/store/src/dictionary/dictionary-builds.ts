import { Refusal } from '../problems/store-problem.ts'
import type { Transaction } from '../store/transaction.ts'

/** A dictionary that was built from the registry. */
export interface DictionaryBuild {
  readonly id: string
  readonly institutionId: string
  readonly jobId: string
  readonly draft: boolean
  readonly figures: Readonly<Record<string, unknown>>
  readonly createdBy: string
  readonly createdAt: string
  /** Files that are still kept; none for a build that newer ones pushed out. */
  readonly files: readonly { readonly name: string; readonly bytes: number }[]
}

/** Of how many builds an institution's files are kept. */
const KEPT = 5

const BUILD = `b.id, b.institution_id AS "institutionId", b.job_id AS "jobId", b.draft, b.figures, b.created_by AS "createdBy",
  b.created_at AS "createdAt",
  coalesce((SELECT json_agg(json_build_object('name', f.name, 'bytes', length(f.content)) ORDER BY f.name)
    FROM dictionary_files AS f WHERE f.build_id = b.id), '[]') AS files`

/** Keeps what a job built, with its files; files of the oldest builds make room. Gives the id. */
export async function addDictionaryBuild(
  transaction: Transaction,
  build: Pick<DictionaryBuild, 'institutionId' | 'jobId' | 'draft' | 'figures' | 'createdBy'>,
  files: readonly { readonly name: string; readonly content: Uint8Array }[],
): Promise<string> {
  const { institutionId, jobId, draft, figures, createdBy } = build
  const row = await transaction.row<{ id: string }>(
    `INSERT INTO dictionary_builds (institution_id, job_id, draft, figures, created_by) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
    [institutionId, jobId, draft, JSON.stringify(figures), createdBy],
  )
  const id = row!.id
  for (const { name, content } of files) {
    await transaction.rows(
      'INSERT INTO dictionary_files (build_id, institution_id, name, content) VALUES ($1, $2, $3, $4)',
      [id, institutionId, name, Buffer.from(content)],
    )
  }
  await transaction.rows(
    `DELETE FROM dictionary_files WHERE institution_id = $1 AND build_id NOT IN (
       SELECT id FROM dictionary_builds WHERE institution_id = $1 ORDER BY created_at DESC, id LIMIT ${KEPT})`,
    [institutionId],
  )
  return id
}

/** Builds of an institution, newest first. */
export async function listDictionaryBuilds(
  transaction: Transaction,
  institutionId: string,
  page: { readonly limit: number; readonly offset: number },
) {
  const rows = await transaction.rows<DictionaryBuild & { total: number }>(
    `SELECT ${BUILD}, count(*) OVER () AS total FROM dictionary_builds AS b WHERE b.institution_id = $1
     ORDER BY b.created_at DESC, b.id LIMIT $2 OFFSET $3`,
    [institutionId, page.limit, page.offset],
  )
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ total: _, ...build }) => build) }
}

/** A build of that institution, or a refusal. */
export async function getDictionaryBuild(
  transaction: Transaction,
  institutionId: string,
  id: string,
): Promise<DictionaryBuild> {
  const found = await transaction.row<DictionaryBuild>(
    `SELECT ${BUILD} FROM dictionary_builds AS b WHERE b.institution_id = $1 AND b.id = $2`,
    [institutionId, id],
  )
  if (!found) throw new Refusal({ code: 'not-found', kind: 'dictionary-build', id })
  return found
}

/** One file of a build, or a refusal: also when newer builds pushed it out. */
export async function readDictionaryFile(
  transaction: Transaction,
  place: { readonly institutionId: string; readonly buildId: string },
  name: string,
): Promise<Buffer> {
  const found = await transaction.row<{ content: Buffer }>(
    'SELECT content FROM dictionary_files WHERE institution_id = $1 AND build_id = $2 AND name = $3',
    [place.institutionId, place.buildId, name],
  )
  if (!found) throw new Refusal({ code: 'not-found', kind: 'dictionary-file', id: name })
  return found.content
}
