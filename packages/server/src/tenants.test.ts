import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createRandom } from './testing/generate-value.ts'
import { type Document, readOperations } from './testing/operations.ts'
import { ingredients } from './testing/recipes.ts'
import { requestFor } from './testing/request-for.ts'
import { type ServerWorld, startServerWorld } from './testing/server-world.ts'
import { createStock, paramsFrom, type Stock } from './testing/stock.ts'

const OWN = 'ownstock'
const FOREIGN = 'foreignstock'

let world: ServerWorld
let document: Document
let own: Stock
let foreign: Stock
let foreignMarks: readonly string[]

beforeAll(async () => {
  world = await startServerWorld()
  document = await readOperations(world)
  own = await createStock(world, world.a, OWN)
  foreign = await createStock(world, world.b, FOREIGN)
  const { institution, manager, mapper, reviewer, reader } = world.b
  // Everything by which a row of B could be recognised in an answer.
  foreignMarks = [
    FOREIGN,
    institution.id,
    institution.name,
    foreign.catalogueId,
    foreign.sampleId,
    foreign.jobId,
    foreign.scheduleId,
    foreign.keyId,
    foreign.membershipId,
    foreign.auditId,
    foreign.suspicionId,
    foreign.webhookId,
    ...foreign.nameIds,
    ...[manager, mapper, reviewer, reader].flatMap(({ id, login }) => [id, login]),
  ]
})
afterAll(async () => {
  await world?.stop()
  expect(world.errors).toEqual([])
})

/** What a request itself said comes back in errors; only what it did not say is a leak. */
function leaks(text: string, request: { url?: unknown; payload?: unknown }): string[] {
  const said = decodeURIComponent(String(request.url)) + String(request.payload ?? '')
  return foreignMarks.filter((mark) => text.includes(mark) && !said.includes(mark))
}

/** Counts everything of B, so that a write that slipped through shows. */
async function stateOfB(): Promise<string> {
  const { rows } = await world.store.pool.query(
    `SELECT (SELECT count(*) FROM audit WHERE chain = $1) AS audit, (SELECT count(*) FROM local_names WHERE institution_id = $1::uuid) AS names,
       (SELECT count(*) FROM decisions WHERE institution_id = $1::uuid) AS decisions, (SELECT count(*) FROM jobs WHERE institution_id = $1::uuid) AS jobs,
       (SELECT count(*) FROM memberships WHERE institution_id = $1::uuid) AS members, (SELECT count(*) FROM users WHERE disabled_at IS NOT NULL) AS disabled`,
    [world.b.institution.id],
  )
  return JSON.stringify(rows)
}

describe('a person of one institution gets nothing of another', () => {
  test('not at any operation of the OpenAPI document, by id, in lists, or by writing', async () => {
    const random = createRandom(7)
    const before = await stateOfB()
    const found: string[] = []
    expect(document.operations.length).toBeGreaterThan(60)
    for (const operation of document.operations) {
      if (/\/session\b|\/links\//.test(operation.path)) continue
      for (const who of [world.a.manager, world.a.reviewer]) {
        // B's ids in the path with B's own ingredients: exactly what succeeds for B's people.
        const recipe = await ingredients(world, own, operation, random)
        const params = { ...recipe.params, ...(operation.path.includes('{id}') ? paramsFrom(foreign, operation) : {}) }
        const fields = swapped(recipe.fields ?? {})
        const headers = recipe.headers?.['if-match'] ? { 'if-match': '"0"' } : {}
        const request = requestFor(document, operation, { who, params, fields, headers }, random, false)
        const response = await world.app.inject(request)
        const what = `${operation.name} as ${who.login}: ${response.statusCode}`
        if (response.statusCode >= 500) found.push(what)
        if (operation.path.includes('{id}') && response.statusCode < 400) found.push(`${what} (by id)`)
        for (const mark of leaks(response.body, request)) found.push(`${what} shows ${mark}`)
      }
    }
    expect(found).toEqual([])
    expect(await stateOfB()).toBe(before)
  })

  /** References inside bodies point at B too: institution, people, names, clusters. */
  function swapped(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const ids: Record<string, unknown> = {
      institutionId: world.b.institution.id,
      parentId: world.b.institution.id,
      userId: world.b.mapper.id,
      nameId: foreign.nameIds[1],
      cluster: foreign.cluster,
      firstReader: world.b.reviewer.id,
      secondReader: world.b.mapper.id,
      decisions: [{ nameId: foreign.nameIds[1], version: 0, kind: 'none' }],
      assignedTo: world.b.mapper.id,
    }
    return {
      ...fields,
      ...Object.fromEntries(
        Object.keys(fields)
          .filter((name) => name in ids)
          .map((name) => [name, ids[name]]),
      ),
    }
  }

  test('the same operations answer B’s own people, so the refusals above are not for another reason', async () => {
    const random = createRandom(8)
    const { manager, reviewer, mapper } = world.b
    for (const [who, path] of [
      [manager, `/institutions/${world.b.institution.id}`],
      [mapper, `/catalogues/${foreign.catalogueId}/names`],
      [reviewer, `/samples/${foreign.sampleId}`],
      [mapper, `/jobs/${foreign.jobId}`],
      [reviewer, `/institutions/${world.b.institution.id}/audit`],
      [manager, `/price-schedules/${foreign.scheduleId}`],
      [manager, `/charge-audits/${foreign.auditId}/exams`],
      [manager, `/suspicions/${foreign.suspicionId}`],
      [manager, `/webhooks?institutionId=${world.b.institution.id}`],
      [manager, `/institutions/${world.b.institution.id}/export`],
    ] as const) {
      const answer = await world.ask(who, 'GET', path)
      expect(answer.status, path).toBe(200)
      expect(
        foreignMarks.some((mark) => answer.text.includes(mark)),
        path,
      ).toBe(true)
    }
    expect(random.next()).toBeLessThan(1)
  })

  test('nobody who is not signed in gets anything but the standard', async () => {
    const random = createRandom(9)
    const open: string[] = []
    for (const operation of document.operations) {
      const request = requestFor(document, operation, { params: paramsFrom(foreign, operation) }, random, false)
      const response = await world.app.inject(request)
      if (response.statusCode < 400) open.push(operation.path)
      expect(leaks(response.body, request), operation.name).toEqual([])
    }
    const allowed =
      /^\/(health|ready|metrics|cds-services$|api\/v1\/(edition|items|facets|search|decode|encode|normalise|release-feed$|price-lists|price-quotes))/
    expect(open.filter((path) => !allowed.test(path))).toEqual([])
  })
})
