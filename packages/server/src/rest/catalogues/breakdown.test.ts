import { afterAll, beforeAll, expect, test } from 'vitest'
import { filledCatalogue, jobEnded, type ServerWorld, startServerWorld } from '../../testing/server-world.ts'

let world: ServerWorld

beforeAll(async () => {
  world = await startServerWorld()
})
afterAll(() => world?.stop())

async function named(id: string, query: string) {
  const { body } = await world.ask(world.a.mapper, 'GET', `/catalogues/${id}/names?${query}`)
  return body as { total: number; exams: number; rows: { name: string }[] }
}

test('exams are counted by modality and part, decided and undecided apart', async () => {
  const { mapper } = world.a
  const { id } = await filledCatalogue(world, world.a, '构成', [
    { name: '胸部CT平扫', count: 90 },
    { name: '头颅MR平扫', count: 30 },
    { name: '胶片', count: 5 },
  ])
  const { body: names } = await world.ask(mapper, 'GET', `/catalogues/${id}/names?text=${encodeURIComponent('胸部')}`)
  const decisions = [{ nameId: names.rows[0].id, version: 0, kind: 'accept' }]
  await world.ask(mapper, 'POST', `/catalogues/${id}/decisions`, { decisions })
  const { body } = await world.ask(mapper, 'GET', `/catalogues/${id}/breakdown`)
  expect(body.modalities).toMatchObject([
    { key: 'CT', names: 1, exams: 90, settledExams: 90 },
    { key: 'MR', names: 1, exams: 30, settledExams: 0 },
    { key: '', names: 1, exams: 5 },
  ])
  expect(body.parts.map(({ name }: { name: string }) => name)).toEqual(['胸部', '头部', '无对应项目'])
  for (const { key, names, exams } of body.modalities) {
    const found = await named(id, key === '' ? 'hasItem=false' : `itemModality=${key}`)
    expect(found).toMatchObject({ total: names, exams })
  }
  for (const { key, names, exams } of body.parts) {
    const found = await named(id, key === '' ? 'hasItem=false' : `itemPart=${key}`)
    expect(found).toMatchObject({ total: names, exams })
  }
})

test('names are found by modality and part of their item together, and only those are decided on at once', async () => {
  const { mapper } = world.a
  const { id } = await filledCatalogue(world, world.a, '按部位', [
    { name: '胸部CT平扫', count: 90 },
    { name: '胸部DR正位', count: 40 },
    { name: '头颅CT平扫', count: 30 },
  ])
  const { body } = await world.ask(mapper, 'GET', `/catalogues/${id}/breakdown`)
  const itemPart = body.parts.find(({ name }: { name: string }) => name === '胸部').key as string
  expect((await named(id, `itemPart=${itemPart}&itemModality=CT`)).rows.map(({ name }) => name)).toEqual(['胸部CT平扫'])
  expect((await named(id, `itemPart=ultrasound-systems:${itemPart.split(':')[1]}`)).total).toBe(0)
  expect((await named(id, `itemModality=CT&hasItem=false`)).total).toBe(0)
  const refused = await world.ask(mapper, 'GET', `/catalogues/${id}/names?itemPart=02`)
  expect(refused.status).toBe(400)
  const { body: job } = await world.ask(mapper, 'POST', `/catalogues/${id}/jobs`, {
    kind: 'decide',
    filter: { itemPart, hasItem: true },
    decision: 'accept',
  })
  await jobEnded(world, mapper, job.id)
  const { rows } = await named(id, 'status=accepted')
  expect(rows.map(({ name }) => name)).toEqual(['胸部CT平扫', '胸部DR正位'])
})
