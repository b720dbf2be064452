import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Person, type ServerWorld, startServerWorld } from '../../testing/server-world.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 90_000 })

const PERFUSION = '20040100410000'
const LOW_DOSE = '20040100120000'
const PANCREAS = '30050104520000'
const OTHER = '20010200111100'
const PLAIN = '20040100110000'
const ENHANCED = '20040100210000'

let world: ServerWorld

beforeAll(async () => {
  world = await startServerWorld()
})
afterAll(async () => {
  await world?.stop()
  expect(world.errors).toEqual([])
})

type Row = readonly [code: string, name: string]

/** The items of the edition with these changes, as the publisher would hand them out. */
function tableOf(
  change: (rows: readonly Row[]) => readonly Row[] = (rows) => rows,
  head = '项目编码,项目名称',
): string {
  const rows = world.context.standard.edition.items.map(({ code, name }): Row => [code, name])
  return [head, ...change(rows).map((row) => row.join(','))].join('\n')
}

async function send(who: Person, path: string, content: string | Buffer, language = 'zh') {
  const head = '--xx\r\ncontent-disposition: form-data; name="file"; filename="放射4.1.csv"\r\n\r\n'
  const answer = await world.app.inject({
    method: 'POST',
    url: `/api/v1/standard-imports/${path}`,
    headers: {
      authorization: `Bearer ${who.session}`,
      'content-type': 'multipart/form-data; boundary=xx',
      'accept-language': language,
    },
    payload: Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from('\r\n--xx--\r\n')]),
  })
  return { status: answer.statusCode, body: answer.json() }
}

const imports = async () => (await world.ask(world.admin, 'GET', '/standard-imports')).body.total as number
const proposals = async () => (await world.ask(world.admin, 'GET', '/proposals')).body.total as number

test('editors see the difference first, each row with its reason, and nothing is kept', async () => {
  const before = await proposals()
  const table = tableOf((rows) => [
    ...rows
      .filter(([code]) => code !== LOW_DOSE)
      .map((row): Row => (row[0] === ENHANCED ? [ENHANCED, 'CT胸部增强'] : row)),
    [PERFUSION, 'CT肺灌注成像'],
    ['2004010041000', '短'],
    [PLAIN, '重复'],
  ])
  const look = await send(world.admin, 'upload-preview?date=2026-03-01', table)
  expect(look.status).toBe(200)
  expect(look.body).toMatchObject({
    file: '放射4.1.csv',
    unchanged: 1880,
    added: [{ row: 1883, code: PERFUSION, name: 'CT肺灌注成像' }],
    retired: [{ code: LOW_DOSE }],
    standing: [],
    doubtCount: 3,
    proposals: [{ title: { en: 'Add 1 item (20)' }, changes: 2 }, { changes: 1 }],
  })
  expect(look.body.doubts.map((one: { code: string; value: string }) => [one.code, one.value])).toEqual([
    ['import-renamed', ENHANCED],
    ['import-unreadable', '2004010041000'],
    ['import-twice', PLAIN],
  ])
  expect(look.body.doubts[2].text).toMatch(/^第 1885 行：/)
  expect((await send(world.admin, 'upload-preview', table, 'en')).body.doubts[2].text).toMatch(/^row 1885: /)
  expect(await proposals()).toBe(before)
  for (const who of [world.a.manager, world.a.reviewer])
    expect((await send(who, 'upload-preview', table)).status).toBe(403)
})

test('an import drafts its proposals once, and says what stands already', async () => {
  const before = await proposals()
  const version = await imports()
  const table = tableOf((rows) => [...rows.filter(([code]) => code !== OTHER), [PANCREAS, 'MR胰腺弥散']])
  const made = await send(world.admin, `upload?version=${version}&date=2026-03-01`, table)
  expect(made.status).toBe(201)
  expect(made.body.proposals).toHaveLength(2)
  expect(await proposals()).toBe(before + 2)
  const one = await world.ask(world.admin, 'GET', `/proposals/${made.body.proposals[0].id}`)
  expect(one.body).toMatchObject({
    stage: 'draft',
    content: { changes: [{ codes: [PANCREAS] }, { name: 'MR胰腺弥散' }] },
  })

  const again = await send(world.admin, `upload?version=${version + 1}&date=2026-03-02`, table)
  expect(again).toMatchObject({ status: 200, body: { proposals: [], added: [], retired: [] } })
  expect(again.body.standing).toMatchObject([
    { kind: 'added', code: PANCREAS, proposal: made.body.proposals[0].id, stage: 'draft' },
    { kind: 'retired', code: OTHER },
  ])
  expect(await proposals()).toBe(before + 2)
  const { body: list } = await world.ask(world.a.reader, 'GET', '/standard-imports')
  expect(list.total).toBe(version + 1)
  expect(list.rows[0]).toMatchObject({ file: '放射4.1.csv', added: 1, retired: 1, doubts: 0 })
  expect(list.rows[0].person.name).toBe('管理员')
})

test('of two editors at once one gets the conflict, and the table makes its proposals once', async () => {
  const before = await proposals()
  const version = await imports()
  const table = tableOf((rows) => [...rows, ['20050104410000', '新的项目']])
  const path = `upload?version=${version}`
  const answers = await Promise.all([send(world.admin, path, table), send(world.admin, path, table)])
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 412])
  expect(answers.find(({ status }) => status === 412)?.body.code).toBe('govern-conflict')
  expect(await proposals()).toBe(before + 1)
})

test('a table that is none is refused with file and columns', async () => {
  for (const [text, code] of [
    ['甲,乙\n1,2\n', 'table-role-missing'],
    [tableOf(() => []), 'table-no-rows'],
    ['\u0000\u0001\u0002PNG', 'table-not-a-table'],
  ] as const) {
    const refused = await send(world.admin, 'upload-preview', text)
    expect([refused.status, refused.body.code]).toEqual([422, code])
    expect(refused.body.detail).toContain('放射4.1.csv')
  }
  const chosen = await send(world.admin, 'upload-preview?code=2&name=1', `甲,乙\nCT胸部(平扫),${PLAIN}\n`)
  expect(chosen.body).toMatchObject({ unchanged: 1 })
})
