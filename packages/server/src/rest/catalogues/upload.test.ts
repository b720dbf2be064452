import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { jobEnded, type Person, type ServerWorld, startServerWorld } from '../../testing/server-world.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 90_000 })

// Two columns that could be the name, and one of persons.
const TABLE = '编号,项目名称,院内叫法,患者姓名,次数\nA1,胸部CT平扫,胸平扫,张三,9\nA2,头颅MR平扫,头平扫,李四,3\n'

let world: ServerWorld

beforeAll(async () => {
  world = await startServerWorld()
})
afterAll(async () => {
  await world?.stop()
  expect(world.errors).toEqual([])
})

const home = () => `/institutions/${world.a.institution.id}/catalogues`
const tables = async () => (await world.ask(world.a.mapper, 'GET', home())).body.total as number

async function send(who: Person, path: string, text: string) {
  const answer = await world.app.inject({
    method: 'POST',
    url: `/api/v1${path}`,
    headers: { authorization: `Bearer ${who.session}`, 'content-type': 'multipart/form-data; boundary=xx' },
    payload: `--xx\r\ncontent-disposition: form-data; name="file"; filename="目录.csv"\r\n\r\n${text}\r\n--xx--\r\n`,
  })
  return { status: answer.statusCode, body: answer.json() }
}

test('a look at a table says what each column is, shows its first rows, hides persons, and keeps nothing', async () => {
  const before = await tables()
  const look = await send(world.a.mapper, `${home()}/upload-preview`, TABLE)
  expect(look.status).toBe(200)
  expect(look.body.columns.map((column: { header: string }) => column.header)).toEqual(TABLE.split('\n')[0]?.split(','))
  expect(look.body.columns[1]).toMatchObject({ number: 2, role: 'name', personal: null })
  expect(look.body.columns[3]).toMatchObject({ role: null, personal: 'person-name' })
  expect(look.body.rows[0]).toEqual(['A1', '胸部CT平扫', '胸平扫', null, '9'])
  expect(JSON.stringify(look.body)).not.toContain('张三')
  expect(await tables()).toBe(before)
  expect((await send(world.a.reader, `${home()}/upload-preview`, TABLE)).status).toBe(403)
})

test('the columns that a person chose are read, and no others', async () => {
  const path = `${home()}/upload?kind=exam-dictionary&columns=name:3,localCode:1`
  const made = await send(world.a.mapper, path, TABLE)
  expect(made.status).toBe(202)
  expect(made.body).toMatchObject({
    rows: 2,
    columns: { name: '院内叫法', localCode: '编号' },
    catalogue: { title: '目录.csv', sourceName: '目录.csv' },
  })
  await jobEnded(world, world.a.mapper, made.body.job.id)
  const { body } = await world.ask(world.a.mapper, 'GET', `/catalogues/${made.body.catalogue.id}/names`)
  const names = body.rows as { name: string; localCode: string; exams: number }[]
  expect(names.map(({ name, localCode, exams }) => [name, localCode, exams]).sort()).toEqual([
    ['头平扫', 'A2', 1],
    ['胸平扫', 'A1', 1],
  ])
})

test('the sheet and the row of the header are chosen, in the preview and in the upload', async () => {
  const text = '某医院,,\n导出于六月,,\n甲,乙,丙\nA1,胸部CT平扫,3\nA2,头颅MR平扫,1\n'
  const look = (query: string) => send(world.a.mapper, `${home()}/upload-preview${query}`, text)
  const seen = await look('?header=3')
  expect(seen.body).toMatchObject({ header: 3, sheets: [], sheet: null })
  expect(seen.body.top.slice(0, 3)).toEqual([
    { number: 1, text: '某医院' },
    { number: 2, text: '导出于六月' },
    { number: 3, text: '甲 | 乙 | 丙' },
  ])
  expect(seen.body.columns.map((column: { header: string }) => column.header)).toEqual(['甲', '乙', '丙'])
  expect(seen.body.rows).toHaveLength(2)
  expect((await look('?header=0')).body.rows).toHaveLength(5)
  expect((await look('?header=77')).body).toMatchObject({ status: 422, code: 'table-unknown-header', row: 77 })
  const made = await send(world.a.mapper, `${home()}/upload?kind=exam-dictionary&columns=name:2&header=3&title=x`, text)
  expect(made.body).toMatchObject({ rows: 2, columns: { name: '乙' } })
})

test('a refused file leaves no catalogue behind', async () => {
  const before = await tables()
  const make = `${home()}/upload?kind=exam-dictionary`
  for (const [path, text, status, code] of [
    [make, '\u0000\u0001\u0002PNG', 422, /^table-/],
    [`${make}&columns=name:9`, TABLE, 422, /^table-unknown-column$/],
    [`${make}&columns=name:4`, TABLE, 422, /^column-personal$/],
    [`${make}&columns=localCode:1`, TABLE, 400, /^request-invalid$/],
    [`${make}&columns=name:2,name:3`, TABLE, 400, /^request-invalid$/],
  ] as const) {
    const refused = await send(world.a.mapper, path, text)
    expect([refused.status, refused.body.code], path).toEqual([status, expect.stringMatching(code)])
  }
  expect(await tables()).toBe(before)
})
