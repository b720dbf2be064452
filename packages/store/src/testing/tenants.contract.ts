import { beforeAll, describe, expect, test } from 'vitest'
import { listNames } from '../catalogues/name-list.ts'
import { decide } from '../decisions/decide.ts'
import { eraseInstitution, exportInstitution, listInstitutions } from '../institutions/institutions.ts'
import { listAccounts } from '../people/accounts.ts'
import { createKey } from '../people/api-keys.ts'
import { actorOf, principalOfKey } from '../people/principal.ts'
import { asResult } from '../problems/store-problem.ts'
import { as, fillCatalogue, type World } from './world.ts'

/** The tenant boundary, held by the database whatever the application forgets. */
export function tenantContract(open: () => World): void {
  describe('tenant boundary', () => {
    let world: World
    let own: Awaited<ReturnType<typeof fillCatalogue>>
    let foreign: Awaited<ReturnType<typeof fillCatalogue>>

    beforeAll(async () => {
      world = open()
      own = await fillCatalogue(world, world.a, '甲院字典', [{ name: '胸部CT平扫', count: 3 }])
      foreign = await fillCatalogue(world, world.b, '乙院字典', [{ name: '头颅MR平扫', count: 9 }])
    })

    /** Every table that carries an institution, so that a new one is covered by itself. */
    async function tenantTables(): Promise<string[]> {
      const { rows } = await world.store.pool.query<{ name: string }>(
        `SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'institution_id'`,
      )
      return rows.map((row) => row.name)
    }

    test('a query without any filter shows rows of the own institution only, in every table', async () => {
      const tables = await tenantTables()
      expect(tables.length).toBeGreaterThan(10)
      for (const table of tables) {
        const rows = await world.store.readAsTenant({ userId: world.a.mapper }, (transaction) =>
          transaction.rows<{ institution_id: string | null }>(
            `SELECT DISTINCT institution_id FROM ${table} WHERE institution_id IS NOT NULL`,
          ),
        )
        const seen = rows.map((row) => row.institution_id)
        expect(
          seen.filter((id) => id !== world.a.institution.id),
          table,
        ).toEqual([])
      }
    })

    test('every table is under row-level security, or holds no tenant data', async () => {
      const { rows } = await world.store.pool.query<{ name: string }>(
        `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND NOT relrowsecurity`,
      )
      expect(rows.map((row) => row.name).sort()).toEqual(['edition_items', 'editions', 'schema_migrations'])
    })

    test('someone without a membership, or disabled, sees nothing', async () => {
      const nobody = '00000000-0000-4000-8000-000000000000'
      const seen = await world.store.readAsTenant({ userId: nobody }, async (transaction) => ({
        institutions: (await listInstitutions(transaction, { limit: 10, offset: 0 })).total,
        accounts: (await listAccounts(transaction, { limit: 10, offset: 0 })).total,
      }))
      expect(seen).toEqual({ institutions: 0, accounts: 0 })
    })

    test('a decision on a name of another institution finds no such name and changes nothing', async () => {
      const name = foreign.names[0]!
      const [outcome] = await world.store.asTenant({ userId: world.a.mapper }, (transaction) =>
        decide(transaction, as(world, world.a.mapper), [{ nameId: name.id, expectedVersion: 0, kind: 'accept' }]),
      )
      expect(outcome).toEqual({
        nameId: name.id,
        ok: false,
        problem: { code: 'not-found', kind: 'name', id: name.id },
      })
    })

    test('a row that claims the own institution under a foreign parent is refused by the database', async () => {
      const insert = world.store.asTenant({ userId: world.a.mapper }, (transaction) =>
        transaction.rows(
          `INSERT INTO local_names (institution_id, catalogue_id, input_key, name) VALUES ($1, $2, 'x', 'x')`,
          [world.a.institution.id, foreign.id],
        ),
      )
      await expect(insert).rejects.toMatchObject({ constraint: 'local_names_catalogue_fk' })
    })

    test('a role at the region holds for the hospitals below it, a key bound to one of them shows that one', async () => {
      const regional = await world.store.asRegistry(undefined, async (transaction) => {
        const user = await transaction.row<{ id: string }>(
          `INSERT INTO users (login, name) VALUES ('regional', 'R') RETURNING id`,
        )
        await transaction.rows(`INSERT INTO memberships (user_id, institution_id, role) VALUES ($1, $2, 'reader')`, [
          user!.id,
          world.region.id,
        ])
        return user!.id
      })
      const all = await world.store.readAsTenant({ userId: regional }, (transaction) =>
        listInstitutions(transaction, { limit: 10, offset: 0 }),
      )
      expect(all.rows.map((row) => row.code).sort()).toEqual(['A', 'B', 'R'])
      const { key } = await world.store.asTenant({ userId: regional }, (transaction) =>
        createKey(transaction, regional, { name: 'k', scopes: ['read'], institutionId: world.b.institution.id }),
      )
      const principal = await principalOfKey(world.store, key)
      const narrowed = await world.store.readAsTenant(actorOf(principal!), (transaction) =>
        listInstitutions(transaction, { limit: 10, offset: 0 }),
      )
      expect(narrowed.rows.map((row) => row.code)).toEqual(['B'])
    })

    test("an insurer's auditor sees no local names", async () => {
      const auditor = await world.store.asRegistry(undefined, async (transaction) => {
        const user = await transaction.row<{ id: string }>(
          `INSERT INTO users (login, name) VALUES ('insurer', 'I') RETURNING id`,
        )
        await transaction.rows(
          `INSERT INTO memberships (user_id, institution_id, role) VALUES ($1, $2, 'insurer-auditor')`,
          [user!.id, world.region.id],
        )
        return user!.id
      })
      const { total } = await world.store.readAsTenant({ userId: auditor }, (transaction) =>
        listNames(transaction, own.id, {}, { limit: 10, offset: 0 }),
      )
      expect(total).toBe(0)
    })

    test('an export holds everything of one institution and nothing of another', async () => {
      const lines: string[] = []
      await world.store.asTenant({ userId: world.a.reviewer }, async (transaction) => {
        for await (const line of exportInstitution(transaction, world.a.institution.id)) lines.push(line)
      })
      const text = lines.join('')
      expect(text).toContain('胸部CT平扫')
      expect(text).not.toContain(world.b.institution.id)
      expect(text).not.toContain('头颅MR平扫')
    })

    test('an institution is erased whole, and the system chain keeps a note of it', async () => {
      const gone = await world.store.asRegistry(undefined, (transaction) =>
        transaction.row<{ id: string }>(
          `INSERT INTO institutions (kind, code, name, parent_id) VALUES ('institution', 'GONE', 'G', $1) RETURNING id`,
          [world.region.id],
        ),
      )
      const refusal = await asResult(() => eraseInstitution(world.store, world.admin, world.region.id))
      expect(refusal).toMatchObject({ ok: false, problem: { code: 'institution-not-empty' } })
      const report = await eraseInstitution(world.store, world.admin, gone!.id)
      expect(report).toMatchObject({ code: 'GONE', auditEntries: 1 })
      for (const table of await tenantTables()) {
        const { rowCount } = await world.store.pool.query(`SELECT 1 FROM ${table} WHERE institution_id = $1`, [
          gone!.id,
        ])
        expect(rowCount, table).toBe(0)
      }
      const note = await world.store.pool.query(
        `SELECT 1 FROM audit WHERE chain = 'system' AND action = 'institutions.erase' AND subject = $1 AND actor = $2`,
        [gone!.id, world.admin],
      )
      expect(note.rowCount).toBe(1)
    })
  })
}
