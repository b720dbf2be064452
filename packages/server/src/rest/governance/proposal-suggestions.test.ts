import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { filledCatalogue, type ServerWorld, startServerWorld } from '../../testing/server-world.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 90_000 })

const PARTS = ['胸部', '颈部', '肝脏', '胰腺', '膀胱']

let world: ServerWorld

beforeAll(async () => {
  world = await startServerWorld()
  const named = (counts: readonly number[]) =>
    PARTS.flatMap((part, at) => {
      const count = counts[at] ?? 0
      return count === 0 ? [] : [{ name: `${part}灌注CT`, modality: 'CT', count }]
    })
  await filledCatalogue(world, world.a, '字典', named([10, 30, 30, 30, 5]))
  await filledCatalogue(world, world.b, '字典', named([1, 0, 0, 0, 1]))
})
afterAll(async () => {
  await world?.stop()
  expect(world.errors).toEqual([])
})

async function suggested(query: string, who = world.admin) {
  const { status, body } = await world.ask(who, 'GET', `/proposal-suggestions?exams=1&${query}`)
  expect(status).toBe(200)
  return body
}

async function everyPage(query: string): Promise<string[]> {
  const codes: string[] = []
  for (let after = ''; ; ) {
    const page = await suggested(`${query}${after}`)
    expect(page).toMatchObject({ total: 5, exams: 107 })
    codes.push(...page.rows.map(({ code }: { code: string }) => code))
    if (page.next === null) return codes
    after = `&after=${page.next}`
  }
}

test('pages hold every suggestion once, the largest first, whatever their size', async () => {
  const whole = await everyPage('limit=500')
  expect(whole).toHaveLength(5)
  for (const limit of [1, 2, 3]) expect(await everyPage(`limit=${limit}`)).toEqual(whole)
  const exams = (await suggested('limit=5')).rows.map((row: { exams: number }) => row.exams)
  expect(exams).toEqual([30, 30, 30, 11, 6])
  const byInstitutions = (await suggested('order=institutions')).rows
  expect(byInstitutions.map((row: { institutions: number }) => row.institutions)).toEqual([2, 2, 1, 1, 1])
  expect(await everyPage('order=institutions&limit=2')).toEqual(byInstitutions.map((row: { code: string }) => row.code))
})

test('a page goes on behind a row that is gone by then', async () => {
  const [, second] = await everyPage('limit=500')
  const rest = await suggested(`after=30-${second}Z`)
  expect(rest.rows.map((row: { exams: number }) => row.exams)).toEqual([30, 11, 6])
  expect((await suggested('after=0-0')).rows).toEqual([])
})

test('totals are of what the filter leaves, of the names that somebody may see', async () => {
  expect(await suggested('text=胰腺')).toMatchObject({ total: 1, exams: 30 })
  expect(await suggested('text=20040100410000')).toMatchObject({ total: 1, exams: 11 })
  expect(await suggested('institutions=2')).toMatchObject({ total: 2, exams: 17 })
  expect(await suggested('text=没有这个')).toEqual({ total: 0, exams: 0, rows: [], next: null })
  expect(await suggested('', world.b.mapper)).toMatchObject({ total: 2, exams: 2 })
  const wrong = await world.ask(world.admin, 'GET', '/proposal-suggestions?after=12')
  expect(wrong.status).toBe(400)
})
