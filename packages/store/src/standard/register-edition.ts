import { createHash } from 'node:crypto'
import type { Edition } from '@yingma/core'
import { Refusal } from '../problems/store-problem.ts'
import type { Transaction } from '../store/transaction.ts'

export interface RegisteredEdition {
  readonly version: string
  readonly title: string
  readonly itemCount: number
  readonly isCurrent: boolean
  readonly loadedAt: string
}

const EDITION = `version, title, item_count AS "itemCount", is_current AS "isCurrent", loaded_at AS "loadedAt"`

/** SHA-256 (hex) over what decisions rely on: code, id, name, status and successors of every item, in code order. */
function editionDigest(edition: Edition): string {
  const hash = createHash('sha256')
  for (const item of edition.items) {
    hash.update(JSON.stringify([item.code, item.conceptId, item.name, item.status, item.successors]))
  }
  return hash.digest('hex')
}

/**
 * Makes the edition known to the registry and current. The same version with the same content is left as it is; with
 * other content it is refused, because decisions name their edition and must keep their meaning. `isCurrent: false` makes
 * it known only: catalogues move to it one by one, new ones start with the current edition.
 */
export async function registerEdition(
  transaction: Transaction,
  edition: Edition,
  { isCurrent = true }: { readonly isCurrent?: boolean } = {},
): Promise<RegisteredEdition> {
  const digest = editionDigest(edition)
  await transaction.rows('SELECT pg_advisory_xact_lock(720410111)')
  const known = await transaction.row<{ digest: string; isCurrent: boolean }>(
    'SELECT digest, is_current AS "isCurrent" FROM editions WHERE version = $1',
    [edition.version],
  )
  if (known && known.digest !== digest) throw new Refusal({ code: 'edition-differs', version: edition.version })
  if (!known) await insertEdition(transaction, edition, digest)
  if (isCurrent && !known?.isCurrent) {
    await transaction.rows('UPDATE editions SET is_current = false WHERE is_current')
    await transaction.rows('UPDATE editions SET is_current = true WHERE version = $1', [edition.version])
  }
  return (await transaction.row<RegisteredEdition>(`SELECT ${EDITION} FROM editions WHERE version = $1`, [
    edition.version,
  ]))!
}

async function insertEdition(transaction: Transaction, edition: Edition, digest: string): Promise<void> {
  const { items } = edition
  await transaction.rows('INSERT INTO editions (version, title, digest, item_count) VALUES ($1, $2, $3, $4)', [
    edition.version,
    edition.title.zh,
    digest,
    items.length,
  ])
  await transaction.rows(
    `INSERT INTO edition_items (edition, code, concept_id, name, name_en, modality, status, successors, facets)
     SELECT $1, code, concept_id, name, name_en, modality, status,
       ARRAY(SELECT jsonb_array_elements_text(successors)), facets
     FROM jsonb_to_recordset($2::jsonb) AS item(code text, concept_id text, name text, name_en text, modality text,
       status text, successors jsonb, facets jsonb)`,
    [
      edition.version,
      JSON.stringify(
        items.map((item) => ({
          code: item.code,
          concept_id: item.conceptId,
          name: item.name,
          name_en: item.nameEn,
          modality: item.modality,
          status: item.status,
          successors: item.successors,
          facets: item.facets,
        })),
      ),
    ],
  )
}

/** Editions that the registry knows, newest first. */
export function listEditions(transaction: Transaction): Promise<RegisteredEdition[]> {
  return transaction.rows<RegisteredEdition>(`SELECT ${EDITION} FROM editions ORDER BY loaded_at DESC, version`)
}

/** Version of the current edition; its absence is a bug, the server registers one before it listens. */
export async function currentEdition(transaction: Transaction): Promise<string> {
  const row = await transaction.row<{ version: string }>('SELECT version FROM editions WHERE is_current')
  if (!row) throw new Error('no edition is registered')
  return row.version
}
