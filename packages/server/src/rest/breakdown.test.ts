import { afterAll, beforeAll, expect, test } from 'vitest'
import { filledCatalogue, type ServerWorld, startServerWorld } from '../testing/server-world.ts'

let world: ServerWorld

beforeAll(async () => {
  world = await startServerWorld()
})
afterAll(() => world?.stop())

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
})
