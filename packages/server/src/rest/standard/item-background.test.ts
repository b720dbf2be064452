import { loadEdition } from '@yingma/edition'
import { foreignScheme } from '@yingma/terminology'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newProposal, releasedVersion } from '../../testing/govern-stock.ts'
import { filledCatalogue, type Hospital, type ServerWorld, startServerWorld } from '../../testing/server-world.ts'

const CHEST = '20040100110000'
const edition = loadEdition()
/** The item that proposals of the tests reword. */
const reworded = edition.items.find(({ name, grammarName }) => name !== grammarName)?.code ?? ''

let world: ServerWorld

beforeAll(async () => {
  world = await startServerWorld({ app: { fhir: { taken: foreign() } } })
})
afterAll(() => world?.stop())

function foreign() {
  const facts = { file: 'loinc.csv', system: 'http://loinc.org', version: '2.80', title: 'LOINC', id: 'loinc' }
  const row = { row: 2, parent: '', english: '', why: '' }
  const rows = [
    { ...row, code: 'L1', display: 'CT chest', targets: [{ code: CHEST, relation: 'equivalent' as const }] },
    { ...row, code: 'L2', display: 'CT lung', targets: [{ code: CHEST, relation: 'narrower' as const }] },
  ]
  const made = foreignScheme(rows, { ...facts, complete: false, date: '2026-11-24' }, edition)
  if (!made.ok) throw new Error(JSON.stringify(made.problems))
  return [made.value.codeSystem, made.value.conceptMap]
}

test('codes of schemes that were taken over stand beside an item, public', async () => {
  const { body } = await world.ask(undefined, 'GET', `/items/${CHEST.toLowerCase()}/mappings`)
  expect(body).toEqual([
    {
      system: 'http://loinc.org',
      version: '2.80',
      title: 'LOINC',
      total: 2,
      codes: [
        { code: 'L1', display: 'CT chest', relation: 'equivalent' },
        { code: 'L2', display: 'CT lung', relation: 'narrower' },
      ],
    },
  ])
  expect((await world.ask(undefined, 'GET', `/items/${reworded}/mappings`)).body).toEqual([])
  expect((await world.ask(undefined, 'GET', '/items/20040199999999/mappings')).status).toBe(422)
})

test('an item came in the first edition; its proposals are given to those who may propose, released ones to all', async () => {
  const path = `/items/${reworded}/history`
  const { body: before } = await world.ask(undefined, 'GET', path)
  expect(before.events[0]).toMatchObject({ kind: 'added', version: '1.0.0', date: '2026-11-24', edition: 'active' })
  expect(before.proposals).toEqual([])
  const draft = await newProposal(world, '草稿')
  expect((await world.ask(undefined, 'GET', path)).body.proposals).toEqual([])
  expect((await world.ask(world.a.mapper, 'GET', path)).body.proposals).toMatchObject([{ id: draft, stage: 'draft' }])
  const version = await releasedVersion(world, '已发布')
  const { body: after } = await world.ask(undefined, 'GET', path)
  expect(after.proposals).toMatchObject([{ stage: 'released', releasedIn: version, title: { zh: '改写 已发布' } }])
  expect((await world.ask(undefined, 'GET', `/items/${CHEST}/history`)).body.proposals).toEqual([])
})

test('names that are decided to be an item are told to those who may read them, with counts', async () => {
  await decided(world.a, [
    ['肺部CT', 40, [CHEST]],
    ['胸+腹CT', 7, [CHEST, '20050100110000']],
    ['头CT', 99, ['20010100110000']],
  ])
  await decided(world.b, [['他院肺CT', 500, [CHEST]]])
  const path = `/items/${CHEST}/local-names`
  const { body } = await world.ask(world.a.reader, 'GET', path)
  expect(body).toMatchObject({ total: 2, exams: 47, institutions: [{ institution: '医院A', names: 2, exams: 47 }] })
  expect(body.rows.map(({ name, isPart }: { name: string; isPart: boolean }) => [name, isPart])).toEqual([
    ['肺部CT', false],
    ['胸+腹CT', true],
  ])
  const { body: second } = await world.ask(world.a.reader, 'GET', `${path}?limit=1&offset=1`)
  expect(second.rows.map(({ name }: { name: string }) => name)).toEqual(['胸+腹CT'])
  expect((await world.ask(world.admin, 'GET', path)).body.exams).toBe(547)
  expect((await world.ask(undefined, 'GET', path)).status).toBe(401)
})

async function decided(at: Hospital, names: readonly (readonly [string, number, readonly string[]])[]): Promise<void> {
  const rows = names.map(([name, count]) => ({ name, count }))
  const { id } = await filledCatalogue(world, at, '本院名称', rows)
  const { body } = await world.ask(at.mapper, 'GET', `/catalogues/${id}/names`)
  const decisions = body.rows.map((row: { id: string; name: string }) => {
    const codes = names.find(([name]) => name === row.name)?.[2] ?? []
    return { nameId: row.id, version: 0, kind: codes.length > 1 ? 'split' : 'change', codes }
  })
  const made = await world.ask(at.mapper, 'POST', `/catalogues/${id}/decisions`, { decisions })
  expect(made.body.outcomes.map(({ ok }: { ok: boolean }) => ok)).not.toContain(false)
}
