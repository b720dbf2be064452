import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ServerWorld, startServerWorld } from '../../testing/server-world.ts'

let world: ServerWorld
beforeAll(async () => {
  world = await startServerWorld()
})
afterAll(async () => {
  await world?.stop()
  expect(world.errors).toEqual([])
})

const CHEST = '20040100110000'
const intended = { codes: [CHEST], at: '2025-06-20T10:00:00' }

test('an earlier exam that is sent along is recognised within the window of the list', async () => {
  const exam = (at: string) => ({ id: 'e1', codes: ['20040100220000'], institution: '外院', at })
  const ask = (at: string, reason?: string) =>
    world.ask(world.a.reader, 'POST', '/recognise', {
      intended: { ...intended, ...(reason === undefined ? {} : { reason }) },
      earlier: [exam(at)],
    })
  expect((await ask('2025-06-01')).body.orders).toMatchObject([
    {
      advice: 'recognise',
      list: 'test',
      windowDays: 30,
      earlier: [{ exam: 'e1', institution: '外院', relation: 'covers', isRecognised: true, ageDays: 19 }],
    },
  ])
  expect((await ask('2025-01-01')).body.orders).toMatchObject([
    { advice: 'perform', earlier: [{ isRecognised: false, why: ['covers', 'too-old'] }] },
  ])
  expect((await ask('2025-06-01', 'emergency')).body.orders).toMatchObject([{ advice: 'repeat', reason: 'emergency' }])
})

test('exams are looked up by the token of the patient, for an institution that is in the table', async () => {
  const mart = await world.context.insight?.mart()
  if (!mart?.ok) throw new Error('no mart')
  const [row] = await mart.value.engine.rows<{ patient: string; started: string; institution: string }>(
    `SELECT patient, started, institution FROM agg_patients WHERE code = '${CHEST}' AND institution <> '示例医院001' ORDER BY row_id LIMIT 1`,
  )
  const token = String(row?.patient)
  const at = String(row?.started).replace(' ', 'T')
  const ask = (body: object) =>
    world.ask(world.a.reader, 'POST', '/recognise', { intended: { ...intended, at }, ...body })
  const found = await ask({ token, institutionId: world.a.institution.id })
  expect(found.body.orders[0]).toMatchObject({ advice: 'recognise', list: 'test' })
  expect(found.body.orders[0].earlier.map((one: { institution: string }) => one.institution)).toContain(
    row?.institution,
  )
  expect(found.text).not.toContain(token)
  // What has nothing to do with the order is not told, whatever else the patient had.
  const head = await ask({ token, institutionId: world.a.institution.id, intended: { codes: ['30030400110000'], at } })
  expect(head.body.orders).toMatchObject([{ advice: 'perform', earlier: [] }])
  expect((await ask({ token })).status).toBe(400)
  expect((await ask({ token, institutionId: world.b.institution.id })).status).toBe(404)
  expect((await ask({ token: 'y1.short', institutionId: world.a.institution.id })).status).toBe(400)
  const stranger = await ask({ token: `y1.${'0'.repeat(43)}`, institutionId: world.a.institution.id })
  expect(stranger.body.orders).toMatchObject([{ advice: 'perform', earlier: [] }])
})

test('an order is checked in the language that is asked for', async () => {
  const body = {
    at: '2025-06-20',
    lines: [
      { id: '1', text: '膝关节MR平扫' },
      { id: '2', code: CHEST },
      { id: '3', code: '20040100210000' },
    ],
  }
  const zh = await world.ask(world.a.reader, 'POST', '/orders/check', body)
  expect(zh.body.map((note: { code: string }) => note.code)).toEqual(['order.side-missing', 'order.combine'])
  expect(zh.body[0].text).toContain('没有写明侧别')
  const en = await world.ask(world.a.reader, 'POST', '/orders/check', body, { 'accept-language': 'en' })
  expect(en.body[1].text).toContain('can be one exam')
  expect((await world.ask(undefined, 'POST', '/orders/check', body)).status).toBe(401)
})

test('the sets of an institution are offered to the specialties that they are for', async () => {
  const path = `/institutions/${world.a.institution.id}/order-sets`
  const ids = (body: { id: string }[]) => body.map((set) => set.id)
  const all = await world.ask(world.a.reader, 'GET', path)
  const heart = await world.ask(world.a.reader, 'GET', `${path}?specialty=cardiology`)
  const byName = await world.ask(world.a.reader, 'GET', `${path}?specialty=${encodeURIComponent('心血管内科')}`)
  expect(ids(heart.body)).toEqual(['chest-pain'])
  expect(ids(byName.body)).toEqual(['chest-pain'])
  expect(heart.body[0].items).toHaveLength(3)
  expect(heart.body[0].specialties).toContainEqual({ id: 'cardiology', name: '心血管内科', nameEn: 'cardiology' })
  expect(all.body.length).toBeGreaterThan(5)
  const own = { name: '本院胸部', codes: [CHEST], specialties: ['胸痛中心'] }
  await world.ask(world.a.manager, 'PUT', `/institutions/${world.a.institution.id}/dictionary/settings/order-sets`, {
    version: 0,
    body: { sets: { 'own-chest': own, 'chest-pain': null } },
  })
  const there = await world.ask(world.a.reader, 'GET', `${path}?specialty=${encodeURIComponent('胸痛中心')}`)
  expect(ids(there.body)).toEqual(['own-chest'])
  expect(ids((await world.ask(world.a.reader, 'GET', `${path}?specialty=cardiology`)).body)).toEqual([])
  expect((await world.ask(world.b.reader, 'GET', path)).status).toBe(404)
})

test('a set is made into orders that are checked against what the patient had and waits for', async () => {
  const path = `/institutions/${world.b.institution.id}/order-sets`
  const earlier = [{ id: 'e1', codes: ['20010100110000'], institution: '外院', at: '2025-06-18' }]
  const made = await world.ask(world.b.reader, 'POST', `${path}/stroke-one-stop/orders`, { at: '2025-06-20', earlier })
  expect(made.status).toBe(200)
  expect(made.body.lines.map(({ code }: { code: string }) => code)).toContain('20010100110000')
  expect(made.body.notes).toMatchObject([{ code: 'order.duplicate', lines: ['20010100110000'] }])
  const less = { at: '2025-06-20', earlier, without: ['20010100110000'] }
  expect((await world.ask(world.b.reader, 'POST', `${path}/stroke-one-stop/orders`, less)).body.notes).toEqual([])
  const unknown = await world.ask(world.b.reader, 'POST', `${path}/nothing/orders`, { at: '2025-06-20' })
  expect([unknown.status, unknown.body.code]).toEqual([404, 'order-set-unknown'])
})
