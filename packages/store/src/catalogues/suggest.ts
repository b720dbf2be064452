import type { Normalised, Normaliser } from '@yingma/normalise'
import type { Transaction } from '../store/transaction.ts'
import { inputOf } from './local-names.ts'
import { looksLikePerson } from './person-like.ts'

interface Pending {
  readonly id: string
  readonly name: string
  readonly modality: string
  readonly localCode: string | null
  readonly columns: Record<string, string>
  readonly exams: number
}

/** Codes that a result proposes: what it chose, in the order of the name. */
function proposedCodes(result: Normalised): string[] {
  const codes = result.items.map((item) => item.code).filter((code) => code !== null)
  return [...new Set(codes)]
}

/**
 * Names with the same reading share a cluster, so that one decision can serve them all: the same items with the same
 * relations and modifiers, or, without any item, the same state, reason and candidates.
 */
function clusterOf(result: Normalised): string {
  const items = result.items.map(
    (item) => `${item.code ?? '-'}${item.relation === 'equivalent' ? '' : `~${item.relation}`}`,
  )
  const reading = [...items].sort().join('+')
  if (proposedCodes(result).length > 0) return [result.state, reading, [...result.modifiers].sort().join(',')].join('|')
  const candidates = result.candidates.map((candidate) => [...candidate.codes].sort().join('+')).sort()
  return [result.state, result.reason ?? '', candidates.slice(0, 8).join(',')].join('|').slice(0, 500)
}

/**
 * Reads the next names of a catalogue behind `after` and stores what the normaliser says of them for the catalogue's
 * edition, replacing an earlier suggestion. Returns where to go on, or `undefined` at the end.
 */
export async function suggestChunk(
  transaction: Transaction,
  normaliser: Normaliser,
  catalogueId: string,
  after: string | undefined,
  limit: number,
): Promise<{ readonly next: string | undefined; readonly count: number }> {
  const names = await transaction.rows<Pending>(
    `SELECT id, name, modality, local_code AS "localCode", columns, exams FROM local_names
     WHERE catalogue_id = $1 AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`,
    [catalogueId, after ?? null, limit],
  )
  if (names.length === 0) return { next: undefined, count: 0 }
  const read = names.map((name) => ({ name, result: normaliser.normalise(inputOf(name)) }))
  await transaction.rows(
    `INSERT INTO suggestions (name_id, institution_id, edition, state, confidence, codes, cluster, result)
     SELECT n.id, n.institution_id, c.edition, r.state, r.confidence, ARRAY(SELECT jsonb_array_elements_text(r.codes)), r.cluster, r.result
     FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, state text, confidence real, codes jsonb, cluster text, result jsonb)
     JOIN local_names AS n ON n.id = r.id JOIN catalogues AS c ON c.id = n.catalogue_id
     ON CONFLICT (name_id, edition) DO UPDATE SET state = excluded.state, confidence = excluded.confidence,
       codes = excluded.codes, cluster = excluded.cluster, result = excluded.result, created_at = now()`,
    [
      JSON.stringify(
        read.map(({ name, result }) => ({
          id: name.id,
          state: result.state,
          confidence: result.confidence,
          codes: proposedCodes(result),
          cluster: clusterOf(result),
          result,
        })),
      ),
    ],
  )
  const persons = read
    .filter(({ name, result }) => looksLikePerson(name.name, isRead(result)))
    .map(({ name }) => name.id)
  if (persons.length > 0) {
    await transaction.rows('UPDATE local_names SET looks_like_person = true WHERE id = ANY ($1::uuid[])', [persons])
  }
  return { next: names.length < limit ? undefined : names.at(-1)?.id, count: names.length }
}

function isRead(result: Normalised): boolean {
  return result.items.some((item) => item.spans.length > 0)
}
