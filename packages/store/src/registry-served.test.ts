import { afterAll, beforeAll } from 'vitest'
import { startTestPostgres, type TestPostgres } from './postgres/test-postgres.ts'
import { registryContract } from './registry.contract.ts'
import { openStore, type Store } from './store/open-store.ts'

let server: TestPostgres

beforeAll(async () => {
  server = await startTestPostgres()
})
afterAll(() => server.stop())

async function openServed(): Promise<Store> {
  const { url } = await server.database()
  const opened = await openStore({ databaseUrl: url })
  if (!opened.ok) throw new Error(JSON.stringify(opened.problem))
  return opened.store
}

registryContract('a served PostgreSQL', openServed, openServed)
