import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { readyProposal } from '../../testing/govern-stock.ts'
import { type ServerWorld, startServerWorld } from '../../testing/server-world.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 90_000 })

const PERFUSION = '20040100410000'
const SYSTEM = 'https://w3id.org/yingma/radiology'
const LOOKUP = `/CodeSystem/$lookup?system=${SYSTEM}&code=${PERFUSION}`

let world: ServerWorld

beforeAll(async () => {
  world = await startServerWorld()
})
afterAll(async () => {
  await world?.stop()
  expect(world.errors).toEqual([])
})

/** FHIR stands beside the API, not below it. */
async function fhir(path: string, key?: string) {
  const headers = key === undefined ? {} : { authorization: `Bearer ${key}` }
  const { statusCode, body } = await world.app.inject({ method: 'GET', url: path, headers })
  return { status: statusCode, body: JSON.parse(body) }
}

test('an item of the coming edition is found, read, priced and looked up in the sandbox only', async () => {
  const { mapper } = world.a
  const empty = await world.ask(mapper, 'GET', '/draft')
  expect(empty.body).toMatchObject({ proposals: [], added: [], retired: [] })
  const id = await readyProposal(world, 'draft', [{ kind: 'add', subject: 'item', codes: [PERFUSION] }])

  const { body: draft } = await world.ask(mapper, 'GET', '/draft')
  expect(draft).toMatchObject({ proposals: [id], added: [{ code: PERFUSION, name: 'CT胸部灌注成像(CTP)' }] })
  expect(draft.edition).not.toBe(draft.before)
  const named = await world.ask(mapper, 'POST', '/draft/normalise', { names: ['胸部灌注CT'] })
  expect(named.body).toMatchObject({ edition: draft.edition, results: [{ codes: [PERFUSION] }] })

  const exam = { date: '2025-06-02', jurisdiction: '江西省', items: [{ code: PERFUSION }] }
  const quoted = await world.ask(mapper, 'POST', '/draft/price-quotes', exam)
  expect(quoted.body.totalCents).toBeGreaterThan(0)
  expect(quoted.body.edition).toBe(draft.edition)
  expect((await world.ask(mapper, 'POST', '/price-quotes', exam)).status).toBe(422)

  for (const version of ['r4', 'r5']) {
    const found = await fhir(`/fhir/draft/${version}${LOOKUP}`, mapper.key)
    expect(JSON.stringify(found.body)).toContain('CT胸部灌注成像(CTP)')
    expect(JSON.stringify(found.body)).toContain(`${draft.edition}-draft`)
    const systems = await fhir(`/fhir/draft/${version}/CodeSystem?url=${SYSTEM}`, mapper.key)
    expect(systems.body.entry).toMatchObject([{ resource: { status: 'draft', version: `${draft.edition}-draft` } }])
    // The service of the releases knows nothing of it, by default or by version.
    expect((await fhir(`/fhir/${version}${LOOKUP}`, mapper.key)).status).toBe(404)
    expect((await fhir(`/fhir/${version}${LOOKUP}&version=${draft.edition}-draft`)).status).not.toBe(200)
  }
})

test('the sandbox is for those who may propose', async () => {
  const refused = await fhir(`/fhir/draft/r4${LOOKUP}`)
  expect([refused.status, refused.body.resourceType]).toEqual([401, 'OperationOutcome'])
  expect((await world.ask(undefined, 'GET', '/draft')).status).toBe(401)
})

test('tables that proposals may change show rows as a change has to name them', async () => {
  const { body: tables } = await world.ask(world.a.reader, 'GET', '/standard-tables')
  const file = 'lexicon/radiology-parts.tsv'
  expect(tables.find((one: { file: string }) => one.file === file)).toMatchObject({ subject: 'lexicon-term' })
  const { body: found } = await world.ask(world.a.reader, 'GET', `/standard-tables/rows?file=${file}&q=头颅&limit=1`)
  expect(found.total).toBeGreaterThan(1)
  const content = {
    title: { zh: '停用词条', en: 'Retire a word' },
    reason: '少用',
    changes: [{ kind: 'retire', subject: 'lexicon-term', file, before: found.rows, after: [] }],
  }
  expect((await world.ask(world.a.reader, 'POST', '/proposals', { content })).status).toBe(201)
  const unknown = await world.ask(world.a.reader, 'GET', '/standard-tables/rows?file=ids.tsv')
  expect(unknown.body).toMatchObject({ status: 422, code: 'govern-unknown-table' })
})

test('who leads rounds sees who may review, and nobody else does', async () => {
  const { body } = await world.ask(world.admin, 'GET', '/reviewers')
  expect(body).toContainEqual({ userId: world.admin.id, name: expect.any(String), institution: null })
  expect(JSON.stringify(body)).not.toContain(world.a.mapper.id)
  expect((await world.ask(world.a.manager, 'GET', '/reviewers')).status).toBe(403)
})

test('the principles are said in figures over the names that somebody may see', async () => {
  const { body, status } = await world.ask(world.a.reader, 'GET', '/principle-report')
  expect(status).toBe(200)
  expect(body.coverage.find((cell: { modality: string }) => cell.modality === 'CT').items).toBeGreaterThan(0)
  expect(body.confusable.length).toBeGreaterThan(100)
})
