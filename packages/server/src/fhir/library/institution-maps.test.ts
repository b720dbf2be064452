import { afterAll, beforeAll, expect, test } from 'vitest'
import { filledCatalogue, type Person, type ServerWorld, startServerWorld } from '../../testing/server-world.ts'

const CT_CHEST = '20040100110000'
let world: ServerWorld
let own: string

beforeAll(async () => {
  world = await startServerWorld()
  const { institution, mapper } = world.a
  own = `https://w3id.org/yingma/institution/${institution.id}`
  const names = [
    { name: '胸部CT平扫', localCode: 'J001', modality: 'CT' },
    { name: '胶片', localCode: 'J002' },
    { name: '头颅CT平扫', localCode: 'J003' },
  ]
  const { id } = await filledCatalogue(world, world.a, '字典', names)
  const { body } = await world.ask(mapper, 'GET', `/catalogues/${id}/names?limit=10`)
  const nameId = (name: string) => body.rows.find((row: { name: string }) => row.name === name).id
  const decisions = [
    { nameId: nameId('胸部CT平扫'), version: 0, kind: 'change', codes: [CT_CHEST] },
    { nameId: nameId('胶片'), version: 0, kind: 'none', reason: '不是检查' },
  ]
  expect((await world.ask(mapper, 'POST', `/catalogues/${id}/decisions`, { decisions })).status).toBeLessThan(300)
})
afterAll(async () => {
  await world?.stop()
  expect(world.errors).toEqual([])
})

const fhir = async (who: Person | undefined, path: string) => {
  const headers = who === undefined ? {} : { authorization: `Bearer ${who.key}` }
  const answer = await world.app.inject({ url: `/fhir${path}`, headers })
  return { status: answer.statusCode, body: answer.json(), text: answer.body }
}

test('decisions of an institution translate its names and its codes, with what they depend on, in R4 and R5', async () => {
  const translate = (version: string, query: string) =>
    fhir(world.a.reader, `/${version}/ConceptMap/$translate?${query}`)
  const r5 = await translate('r5', `sourceSystem=${own}/codes&sourceCode=J001`)
  expect(r5.body.parameter[0]).toEqual({ name: 'result', valueBoolean: true })
  const [relationship, concept] = r5.body.parameter[1].part
  expect([relationship.valueCode, concept.valueCoding.code]).toEqual(['equivalent', CT_CHEST])
  expect(r5.text).toContain('"dependsOn"')
  const r4 = await translate('r4', `system=${own}/names&code=${encodeURIComponent('胸部CT平扫')}`)
  expect(r4.body.parameter[1].part[0]).toEqual({ name: 'equivalence', valueCode: 'equivalent' })
  const none = await translate('r5', `sourceSystem=${own}/codes&sourceCode=J002`)
  expect(none.body.parameter[0].valueBoolean).toBe(false)
  // Nothing is settled for a name that nobody has decided on.
  const open = await translate('r5', `sourceSystem=${own}/codes&sourceCode=J003`)
  expect(open.body.parameter).toMatchObject([{ name: 'result', valueBoolean: false }, { name: 'message' }])
})

test('only those who may read the institution see its map: by id, in a search, in a translation, in a batch', async () => {
  const id = `institution-${world.a.institution.id}`
  expect((await fhir(world.a.reader, `/r5/ConceptMap/${id}`)).body.group[0].source).toBe(`${own}/names`)
  expect((await fhir(world.a.reader, '/r4/ConceptMap?_count=100')).text).toContain(id)
  const batch = {
    resourceType: 'Bundle',
    type: 'batch',
    entry: [{ request: { method: 'GET', url: `ConceptMap/${id}` } }],
  }
  for (const who of [undefined, world.b.manager, world.b.reader]) {
    expect((await fhir(who, `/r5/ConceptMap/${id}`)).status).toBe(404)
    expect((await fhir(who, '/r4/ConceptMap?_count=100')).text).not.toContain(world.a.institution.id)
    const answer = await fhir(who, `/r5/ConceptMap/$translate?sourceSystem=${own}/codes&sourceCode=J001`)
    expect(answer.body.parameter).toMatchObject([{ name: 'result', valueBoolean: false }, { name: 'message' }])
    const headers = who === undefined ? {} : { authorization: `Bearer ${who.key}` }
    const answered = await world.app.inject({ method: 'POST', url: '/fhir/r5', headers, payload: batch })
    expect(answered.json().entry[0].response.status).toBe('404')
  }
})
