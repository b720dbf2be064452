import { createCatalogue, createInstitution, issueLink, putRule, type Role, type Store } from '@yingma/store'
import { newPerson, type Person, type ServerWorld } from './server-world.ts'
import type { Stock } from './stock.ts'

/** An account with this role at the hospital of the stock. */
export function somebody(store: Store, stock: Stock, login: string, role: Role): Promise<Person> {
  return newPerson(store, login, role, stock.hospital.institution.id)
}

/** The token of a link that sets a password anew. */
export async function link(store: Store, userId: string): Promise<string> {
  return (await store.asRegistry(undefined, (transaction) => issueLink(transaction, userId, 'reset'))).token
}

/** An institution with a rule of its own. */
export async function institutionToErase(world: ServerWorld, code: string): Promise<string> {
  const made = await world.store.asRegistry(undefined, async (transaction) => {
    const { id } = await createInstitution(transaction, {
      kind: 'institution',
      code,
      name: code,
      parentId: world.region.id,
    })
    await putRule(transaction, world.admin.id, {
      institutionId: id,
      key: 'k',
      kind: 'term',
      body: {},
      reason: 'r',
      expectedVersion: 0,
    })
    return id
  })
  return made
}

/** A catalogue without names. */
export async function emptyCatalogue(store: Store, stock: Stock, title: string): Promise<string> {
  const { manager, institution } = stock.hospital
  const made = await store.asTenant({ userId: manager.id }, (transaction) =>
    createCatalogue(transaction, manager.id, { institutionId: institution.id, kind: 'exam-dictionary', title }),
  )
  return made.id
}

/** Version of what stands on a name; 0 while nothing does. */
export async function versionOf(store: Store, nameId: string): Promise<number> {
  const { rows } = await store.pool.query<{ version: number }>(
    'SELECT coalesce(max(version), 0)::int AS version FROM decisions WHERE name_id = $1',
    [nameId],
  )
  return rows[0]!.version
}

/** A name of a sample that one of its readers has not read yet. */
export async function unreadName(
  store: Store,
  stock: Stock,
): Promise<{ sampleId: string; nameId: string; reader: string }> {
  const { rows } = await store.pool.query<{ sampleId: string; nameId: string; reader: string }>(
    `SELECT m.sample_id AS "sampleId", m.name_id AS "nameId", r.reader FROM sample_names AS m JOIN samples AS p ON p.id = m.sample_id
     CROSS JOIN LATERAL (VALUES (p.first_reader), (p.second_reader)) AS r(reader)
     WHERE p.institution_id = $1 AND r.reader IN ($2, $3) AND NOT EXISTS (
       SELECT FROM sample_readings AS s WHERE s.sample_id = m.sample_id AND s.name_id = m.name_id AND s.reader = r.reader) LIMIT 1`,
    [stock.hospital.institution.id, stock.hospital.reviewer.id, stock.hospital.mapper.id],
  )
  return rows[0] ?? { sampleId: stock.sampleId, nameId: stock.nameIds[0]!, reader: stock.hospital.reviewer.id }
}

/** A job that the queue does not know of, so that it still stands when it is cancelled. */
export async function stalledJob(store: Store, stock: Stock): Promise<string> {
  const { rows } = await store.pool.query<{ id: string }>(
    `INSERT INTO jobs (kind, institution_id, requested_by, params) VALUES ('suggest', $1, $2, $3) RETURNING id`,
    [stock.hospital.institution.id, stock.hospital.mapper.id, JSON.stringify({ catalogueId: stock.catalogueId })],
  )
  return rows[0]!.id
}
