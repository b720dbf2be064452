import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { filledCatalogue, type Hospital, type ServerWorld, startServerWorld } from '../../testing/server-world.ts'

const PLAIN = '20040100110000'

let world: ServerWorld

beforeAll(async () => {
  world = await startServerWorld()
})
afterAll(async () => {
  await world?.stop()
  expect(world.errors).toEqual([])
})

const pathOf = ({ institution }: Hospital) => `/institutions/${institution.id}/local-items`

async function add(hospital: Hospital, suffix: string) {
  const code = `${PLAIN}-${suffix}`
  const made = await world.ask(hospital.reviewer, 'POST', pathOf(hospital), { code, name: `本院 ${suffix}` })
  expect(made.status).toBe(201)
  return code
}

async function listed(hospital: Hospital, code: string) {
  const { body } = await world.ask(hospital.reader, 'GET', pathOf(hospital))
  return body.rows.filter((row: { code: string }) => row.code === code)
}

/** A name decided as these codes. */
async function decided(hospital: Hospital, codes: readonly string[]) {
  const { id } = await filledCatalogue(world, hospital, `本地-${codes.join('+')}`, [{ name: '胸部CT平扫', count: 9 }])
  const { body } = await world.ask(hospital.mapper, 'GET', `/catalogues/${id}/names`)
  const decisions = [{ nameId: body.rows[0].id, version: 0, kind: 'change', codes }]
  const made = await world.ask(hospital.mapper, 'POST', `/catalogues/${id}/decisions`, { decisions })
  expect(made.body.outcomes).toMatchObject([{ ok: true }])
  return { catalogue: id, name: body.rows[0].id }
}

describe('the end of a local item', () => {
  test('retired with a successor moves what stands on it; the list says so, and old and new read on', async () => {
    const code = await add(world.a, 'E1')
    const { catalogue } = await decided(world.a, [code])
    expect(await listed(world.a, code)).toMatchObject([{ code, state: 'in-use', names: 1, exams: 9 }])
    const retire = { version: 1, reason: '设备停用', successor: PLAIN }
    const done = await world.ask(world.a.reviewer, 'POST', `${pathOf(world.a)}/${code}/retire`, retire)
    expect(done).toMatchObject({ status: 201, body: { moved: 1, reopened: 0, item: { state: 'retired' } } })
    const names = await world.ask(world.a.mapper, 'GET', `/catalogues/${catalogue}/names`)
    expect(names.body.rows).toMatchObject([{ codes: [PLAIN], status: 'changed' }])
    const again = await world.ask(world.a.reviewer, 'POST', `${pathOf(world.a)}/${code}/retire`, retire)
    expect(again).toMatchObject({ status: 409, body: { code: 'local-item-ended', successors: [PLAIN] } })
    const renamed = { code, name: '别的', version: 2 }
    expect((await world.ask(world.a.reviewer, 'POST', pathOf(world.a), renamed)).status).toBe(409)
  })

  test('is for whoever may change what the institution keeps, and never for another institution', async () => {
    const code = await add(world.b, 'E2')
    const path = `${pathOf(world.b)}/${code}`
    const retire = { version: 1, reason: '停用' }
    expect((await world.ask(world.a.reviewer, 'POST', `${path}/retire`, retire)).status).toBe(404)
    expect((await world.ask(world.a.reviewer, 'DELETE', `${path}?version=1`)).status).toBe(404)
    expect((await world.ask(world.b.mapper, 'POST', `${path}/retire`, retire)).status).toBe(403)
    expect((await world.ask(world.b.reader, 'DELETE', `${path}?version=1`)).status).toBe(403)
    const foreign = await add(world.a, 'E3')
    const crossed = { ...retire, successor: foreign }
    expect((await world.ask(world.b.reviewer, 'POST', `${path}/retire`, crossed)).body).toMatchObject({
      status: 404,
      code: 'not-found',
    })
    const stale = await world.ask(world.b.reviewer, 'POST', `${path}/retire`, { ...retire, version: 7 })
    expect(stale.status).toBe(412)
    expect((await world.ask(world.b.reviewer, 'DELETE', `${path}?version=1`)).status).toBe(204)
    expect(await listed(world.b, code)).toEqual([])
  })

  test('deleting one that was used is refused with the name, in the language of whoever asks', async () => {
    const code = await add(world.b, 'E4')
    await decided(world.b, [code])
    const path = `${pathOf(world.b)}/${code}?version=1`
    const zh = await world.ask(world.b.reviewer, 'DELETE', path)
    expect(zh).toMatchObject({ status: 409, body: { code: 'local-item-used', name: '胸部CT平扫' } })
    expect(zh.body.detail).toContain('请将它停用')
    const en = await world.ask(world.b.reviewer, 'DELETE', path, undefined, { 'accept-language': 'en' })
    expect(en.body.detail).toContain('retire it')
  })

  test('what stands on a local item is a ConceptMap still, and no FHIR answer breaks', async () => {
    const code = await add(world.b, 'E5')
    await decided(world.b, [code])
    const response = await world.app.inject({
      method: 'GET',
      url: '/fhir/r4/ConceptMap?_count=50',
      headers: { authorization: `Bearer ${world.b.reviewer.key}` },
    })
    expect(response.statusCode).toBe(200)
    expect(response.body).toContain(code)
  })
})
