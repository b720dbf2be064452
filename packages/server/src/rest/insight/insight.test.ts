import { FIGURES } from '@yingma/insight'
import { createInstitution } from '@yingma/store'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ServerWorld, startServerWorld } from '../../testing/server-world.ts'

let world: ServerWorld
beforeAll(async () => {
  world = await startServerWorld()
})
afterAll(async () => {
  await world?.stop()
  expect(world.errors).toEqual([])
})

/** Names, devices and people of other institutions than the first of the exam table. */
const FOREIGN = /示例医院(?!001)\d{3}|[HTD](?!001)\d{3}-/u
const own = () => world.a.institution.id

describe.each(FIGURES.map((figure) => [figure.id, figure] as const))('%s', (id, figure) => {
  test('an institution sees itself and nothing of others; the shared sum tells no institution', async () => {
    for (const dimension of figure.dimensions) {
      const mine = await world.ask(world.a.reader, 'POST', `/insight/figures/${id}`, {
        institutionId: own(),
        by: [dimension],
      })
      expect(mine.status, mine.text).toBe(200)
      expect(FOREIGN.exec(mine.text)?.[0], dimension).toBeUndefined()
    }
    const shared = await world.ask(world.a.reader, 'POST', `/insight/figures/${id}`, {})
    expect(shared.status).toBe(figure.isPrivate ? 403 : 200)
    expect(/示例医院|[HTD]\d{3}-/u.exec(shared.text)).toBeNull()
  })
})

test('the model says what the table can answer, to people who are signed in', async () => {
  const { body } = await world.ask(world.a.reader, 'GET', '/insight')
  expect(body.figures.map((figure: { id: string }) => figure.id)).toEqual(FIGURES.map(({ id }) => id))
  expect(body.table).toMatchObject({ exams: expect.any(Number), workload: { basis: 'assumption' } })
  expect(Object.keys(body.reasons)).toHaveLength(6)
  expect((await world.ask(undefined, 'GET', '/insight')).status).toBe(401)
})

test('another institution’s figures are not found, and a filter for it finds nothing', async () => {
  const foreign = await world.ask(world.a.manager, 'POST', '/insight/figures/volume', {
    institutionId: world.b.institution.id,
  })
  expect(foreign.status).toBe(404)
  const filters = [{ dimension: 'institution', values: ['示例医院002'] }]
  const asked = await world.ask(world.a.manager, 'POST', '/insight/figures/volume', { institutionId: own(), filters })
  expect(asked.body.rows).toEqual([])
  const rows = await world.ask(world.a.manager, 'POST', '/insight/figures/volume/rows', {
    institutionId: own(),
    filters,
  })
  expect(rows.body.total).toBe(0)
})

test('who leads a region sees its institutions, and only those that the settings name', async () => {
  const { body } = await world.ask(world.admin, 'POST', '/insight/figures/volume', {
    institutionId: world.region.id,
    by: ['institution'],
  })
  expect(body.rows.map((row: { institution: string }) => row.institution)).toEqual(['示例医院001', '示例医院002'])
})

test('an institution that takes the name of another sees nothing of it', async () => {
  const made = await world.store.asRegistry(undefined, (transaction) =>
    createInstitution(transaction, { kind: 'institution', code: 'X', name: '示例医院002', parentId: world.region.id }),
  )
  const { status, body } = await world.ask(world.admin, 'POST', '/insight/figures/volume', { institutionId: made.id })
  expect(status).toBe(404)
  expect(body.code).toBe('insight-institution-absent')
})

test('the number of a chart leads to its exams, without the token of the patient', async () => {
  const filters = [
    { dimension: 'modality', values: ['CT'] },
    { dimension: 'month', from: '2025-03', to: '2025-04' },
  ]
  const volume = await world.ask(world.a.reader, 'POST', '/insight/figures/volume', {
    institutionId: own(),
    by: [],
    filters,
  })
  const { body, text } = await world.ask(world.a.reader, 'POST', '/insight/figures/volume/rows', {
    institutionId: own(),
    filters,
    limit: 5,
  })
  expect(body.total).toBe(volume.body.rows[0].exams)
  expect(body.rows).toHaveLength(5)
  expect(body.rows.every((row: Record<string, unknown>) => row.modality === 'CT')).toBe(true)
  expect(text).not.toContain('y1.')
})

test('an indicator has its control chart, and what stands out is listed', async () => {
  const chart = await world.ask(world.a.reader, 'POST', '/insight/indicators/US-RE-01/chart', { institutionId: own() })
  expect(chart.body.points.length).toBeGreaterThan(9)
  expect(chart.body.centre).toBeGreaterThan(0.9)
  const found = await world.ask(world.a.reader, 'POST', '/insight/findings', { institutionId: own() })
  expect(found.body.notLooked).toEqual([])
})

test('a dimension that the figure does not have is refused with those that it has', async () => {
  const { status, body } = await world.ask(world.a.reader, 'POST', '/insight/figures/naming', { by: ['hour'] })
  expect(status).toBe(422)
  expect(body).toMatchObject({ code: 'insight.dimension-unknown', dimension: 'hour', dimensions: expect.any(Array) })
})
