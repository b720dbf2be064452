import { setTimeout as wait } from 'node:timers/promises'
import { gunzipSync, inflateRawSync } from 'node:zlib'
import { putDictionarySettings } from '@yingma/store'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  filledCatalogue,
  jobEnded,
  newPerson,
  type Person,
  type ServerWorld,
  startServerWorld,
} from '../../testing/server-world.ts'

const CHEST = '20040100110000'
const OLD = [
  { name: '胸部CT平扫', modality: 'CT', localCode: 'D1', count: 40 },
  { name: '头颅CT平扫', modality: 'CT', localCode: 'D2', count: 7 },
  { name: '胶片', modality: '', localCode: 'D3', count: 90 },
]
const GENERAL = {
  chosen: ['20040100120000'],
  targets: [{ id: 'his', table: 'exams', columns: { code: { name: '代码', length: 20 }, name: { name: '名称' } } }],
}

let world: ServerWorld
let place: string
let buildId: string

beforeAll(async () => {
  world = await startServerWorld()
  const { institution, manager, mapper } = world.a
  place = `/institutions/${institution.id}`
  const { id } = await filledCatalogue(world, world.a, '检查项目字典', OLD)
  const settings = await world.ask(manager, 'PUT', `${place}/dictionary/settings/general`, {
    version: 0,
    body: GENERAL,
  })
  const { body: names } = await world.ask(mapper, 'GET', `/catalogues/${id}/names`)
  const head = names.rows.find(({ localCode }: { localCode: string }) => localCode === 'D2')
  const decided = await world.ask(mapper, 'POST', `/catalogues/${id}/decisions`, {
    decisions: [{ nameId: head.id, version: 0, kind: 'change', codes: [CHEST], reason: '本院即胸部' }],
  })
  expect([settings.status, decided.status < 300]).toEqual([201, true])
  const job = await build({ acceptMapped: true })
  expect(job).toMatchObject({ status: 'done', result: { draft: false, questions: 0 } })
  buildId = job.result.buildId
})
afterAll(async () => {
  await world?.stop()
  expect(world.errors).toEqual([])
})

async function build(body: Record<string, unknown>) {
  const started = await world.ask(world.a.mapper, 'POST', `${place}/dictionary/builds`, body)
  expect(started.status).toBe(202)
  for (;;) {
    const { body: job } = await world.ask(world.a.mapper, 'GET', `/jobs/${started.body.id}`)
    if (job.finishedAt !== null) return job
    await wait(100)
  }
}

async function upload(who: Person, path: string, text: string) {
  const response = await world.app.inject({
    method: 'POST',
    url: `/api/v1${path}`,
    headers: { authorization: `Bearer ${who.session}`, 'content-type': 'multipart/form-data; boundary=xx' },
    payload: `--xx\r\ncontent-disposition: form-data; name="file"; filename="his.csv"\r\n\r\n${text}\r\n--xx--\r\n`,
  })
  return { status: response.statusCode, body: response.body, type: String(response.headers['content-type']) }
}

describe('the dictionary of an institution', () => {
  test('is refused while there is no old one, with what to do', async () => {
    const empty = `/institutions/${world.b.institution.id}/dictionary/builds`
    const answer = await world.ask(world.b.mapper, 'POST', empty, {})
    expect([answer.status, answer.body.code]).toEqual([409, 'dictionary-no-names'])
    expect(answer.body.detail).toContain('上传')
  })

  test('has settings in sections; a wrong code is named with its place, a version of somebody else is a conflict', async () => {
    const { manager, mapper } = world.a
    const general = `${place}/dictionary/settings/general`
    const wrong = await world.ask(manager, 'PUT', general, { version: 1, body: { chosen: ['2004010011000X'] } })
    expect([wrong.status, wrong.body.code, wrong.body.at]).toEqual([422, 'dictionary-settings-code', 'chosen.0'])
    const noName = { version: 1, body: { targets: [{ id: 'HIS', table: '', columns: {} }] } }
    const { body: said } = await world.ask(manager, 'PUT', general, noName)
    expect(said.problems.map(({ at }: { at: string }) => at)).toEqual(['targets.0.id', 'targets.0.table'])
    expect(said.problems[1].expected).toMatchObject({
      zh: expect.stringMatching(/[一-鿿]/),
      en: expect.stringContaining('Too small'),
    })
    const devices = `${place}/dictionary/settings/devices`
    const devicesSaid = { version: 0, body: { devices: [{ id: 'ct1', name: 'CT 1', modality: 'CT' }] } }
    expect((await world.ask(mapper, 'PUT', devices, devicesSaid)).status).toBe(403)
    expect((await world.ask(manager, 'PUT', devices, devicesSaid)).status).toBe(201)
    expect((await world.ask(manager, 'PUT', devices, devicesSaid)).status).toBe(412)
    const { body } = await world.ask(mapper, 'GET', `${place}/dictionary/settings`)
    const general1 = body.find((one: { section: string }) => one.section === 'general')
    expect(general1).toMatchObject({ section: 'general', body: { chosen: ['20040100120000'] } })
    const { body: history } = await world.ask(mapper, 'GET', devices)
    expect(history).toMatchObject({ total: 1, rows: [{ version: 1, author: manager.id }] })
  })

  test('has order sets: shipped ones, changed and withdrawn by the hospital', async () => {
    const path = `${place}/dictionary/order-sets`
    const { body: shipped } = await world.ask(world.a.mapper, 'GET', path)
    expect(shipped.length).toBeGreaterThan(3)
    const [first] = shipped
    const sets = { [first.id]: null, 'own-chest': { name: '本院胸部', codes: [CHEST] } }
    const put = await world.ask(world.a.manager, 'PUT', `${place}/dictionary/settings/order-sets`, {
      version: 0,
      body: { sets },
    })
    expect(put.status).toBe(201)
    const { body: own } = await world.ask(world.a.mapper, 'GET', path)
    expect(own.find((set: { id: string }) => set.id === first.id)).toBeUndefined()
    expect(own.at(-1)).toMatchObject({ id: 'own-chest', from: 'hospital', codes: [CHEST] })
  })

  test('a build whose settings have become invalid ends with what is wrong, and where', async () => {
    const { mapper, institution } = world.a
    const general = await world.ask(mapper, 'GET', `${place}/dictionary/settings/general`)
    const write = (version: number, body: unknown) =>
      world.store.asTenant({ userId: world.a.manager.id }, (transaction) =>
        putDictionarySettings(transaction, world.a.manager.id, {
          institutionId: institution.id,
          section: 'general',
          body: body as Record<string, unknown>,
          expectedVersion: version,
        }),
      )
    await write(general.body.rows[0].version, { ...general.body.rows[0].body, chosen: ['2004010011000X'] })
    const params = {
      date: '2026-06-01',
      acceptMapped: true,
      schedule: null,
      catalogueId: null,
      language: 'zh',
      pdf: false,
    }
    const { id } = await world.jobs.enqueue({
      kind: 'dictionary',
      institutionId: institution.id,
      requestedBy: mapper.id,
      params,
    })
    const job = await jobEnded(world, mapper, id)
    expect(job).toMatchObject({ status: 'failed', problem: { code: 'dictionary-settings-code', at: 'chosen.0' } })
    expect(job.problemText).toContain('2004010011000X')
    await write(general.body.rows[0].version + 1, general.body.rows[0].body)
  })

  test('is a draft while something is open: no import files, and nothing is verified against it', async () => {
    const job = await build({})
    expect(job).toMatchObject({ status: 'done', result: { draft: true } })
    expect(job.result.questions).toBeGreaterThan(0)
    const { body } = await world.ask(world.a.reader, 'GET', `${place}/dictionary/builds`)
    const draft = body.rows.find(({ id }: { id: string }) => id === job.result.buildId)
    const files = draft.files.map(({ name }: { name: string }) => name)
    expect(files).toContain('dictionary.xlsx')
    expect(files.filter((name: string) => name.startsWith('import-'))).toEqual([])
    const refused = await upload(
      world.a.mapper,
      `${place}/dictionary/builds/${job.result.buildId}/verify/upload`,
      '代码,名称\n1,a\n',
    )
    expect([refused.status, JSON.parse(refused.body).code]).toEqual([409, 'dictionary-is-draft'])
  })

  test('follows the decisions and volumes of the registry, and takes sure readings where it is told to', async () => {
    const { body } = await world.ask(world.a.reader, 'GET', `${place}/dictionary/builds`)
    const made = body.rows.find(({ id }: { id: string }) => id === buildId)
    expect(made).toMatchObject({
      draft: false,
      figures: { items: 2, oldCodes: 3, reconciliation: { agrees: true, before: { codes: 3, exams: 137 } } },
    })
    const csv = await world.ask(world.a.reader, 'GET', `${place}/dictionary/builds/${buildId}/files/import-his.csv`)
    expect(csv.text.split('\r\n').slice(1, 3)).toEqual([`${CHEST},CT胸部(平扫)`, '20040100120000,CT胸部(低剂量扫描)'])
  })

  test('comes as one archive with packages for FHIR R4 and R5 inside', async () => {
    const answer = await world.app.inject({
      url: `/api/v1${place}/dictionary/builds/${buildId}/folder`,
      headers: { authorization: `Bearer ${world.a.reader.session}` },
    })
    expect(answer.headers['content-type']).toBe('application/zip')
    const files = unpacked(answer.rawPayload)
    expect([...files.keys()]).toEqual(
      expect.arrayContaining(['dictionary.json', 'dictionary.xlsx', 'booklet.html', 'fhir-r4.tgz', 'fhir-r5.tgz']),
    )
    const tar = gunzipSync(files.get('fhir-r5.tgz') ?? new Uint8Array()).toString('utf8')
    expect(tar).toContain('"resourceType": "ConceptMap"')
    expect(tar).toContain('"code": "D1"')
  })

  test('holds an export of the live system against itself, as figures, as a workbook and as SQL', async () => {
    const path = `${place}/dictionary/builds/${buildId}/verify/upload`
    const live = `代码,名称\n${CHEST},CT胸部(平扫)\n2.00401E+13,CT胸部(低剂量扫描)\n`
    const answer = await upload(world.a.mapper, path, live)
    expect(JSON.parse(answer.body)).toMatchObject({
      target: 'his',
      rows: 2,
      faults: [{ code: 'code-number', expected: '20040100120000', found: '2.00401E+13' }],
    })
    expect((await upload(world.a.mapper, `${path}?format=xlsx`, live)).type).toContain('spreadsheetml')
    expect((await upload(world.a.mapper, `${path}?format=sql`, live)).body).toContain('UPDATE')
    const column = await upload(world.a.mapper, path, '编号,名称\n1,a\n')
    expect([column.status, JSON.parse(column.body).code]).toEqual([422, 'dictionary-export-column'])
  })

  test('is watched since it went live, as figures and as a page for mail', async () => {
    const path = `${place}/dictionary/builds/${buildId}/watch/upload`
    const log = `日期,项目代码,项目名称\n2026-01-02,${CHEST},CT胸部(平扫)\n2026-02-03,X9,左膝关节MR平扫\n`
    const { body } = await upload(world.a.mapper, path, log)
    expect(JSON.parse(body)).toMatchObject({
      months: [
        { month: '2026-01', exams: 1, adoption: 1 },
        { month: '2026-02', newCodes: 1, adoption: 0 },
      ],
      news: [{ code: 'X9', kind: 'code' }],
    })
    const page = await upload(world.a.mapper, `${path}?format=html`, log)
    expect(page.type).toContain('text/html')
    expect(page.body).toContain('2026-02')
  })
})

describe('the roll-out board', () => {
  test('counts what the registry knows; people with the right to it mark the rest', async () => {
    const { manager, mapper, reader } = world.a
    const path = `${place}/rollout/marks/approved`
    expect((await world.ask(mapper, 'PUT', path, { done: true, version: 0 })).status).toBe(403)
    const mark = await world.ask(manager, 'PUT', path, { done: true, version: 0, note: '院办公会' })
    expect([mark.status, mark.body.version]).toEqual([201, 1])
    expect((await world.ask(manager, 'PUT', path, { done: false, version: 0 })).status).toBe(412)
    const { body } = await world.ask(reader, 'GET', '/rollout')
    expect(body.total).toBe(1)
    const steps = Object.fromEntries(body.rows[0].steps.map((one: { step: string }) => [one.step, one]))
    expect(steps.collected).toMatchObject({ state: 'done', by: 'registry', total: 3 })
    expect(steps.reviewed).toMatchObject({ state: 'partly', done: 1, total: 3 })
    expect(steps.approved).toMatchObject({ state: 'done', by: 'hand', note: '院办公会', version: 1 })
    expect(steps.live).toMatchObject({ state: 'open', version: 0 })
    expect(body.rows[0].built.at).toMatch(/^20/)
  })

  test("shows an insurer's auditor nothing, though they see which institutions there are", async () => {
    const auditor = await newPerson(world.store, 'auditor', 'insurer-auditor', world.region.id)
    expect((await world.ask(auditor, 'GET', '/institutions')).body.total).toBeGreaterThan(0)
    expect((await world.ask(auditor, 'GET', '/rollout')).body).toEqual({ total: 0, rows: [] })
  })

  test('shows an administrator of the region every institution, and comes as a workbook', async () => {
    const { body } = await world.ask(world.admin, 'GET', `/rollout?institutionId=${world.region.id}`)
    expect(body.total).toBe(2)
    expect(body.rows[0].place[0]).toBe('东区')
    const book = await world.ask(world.a.reader, 'GET', '/rollout/export')
    expect(book.status).toBe(200)
    expect(String(book.headers['content-type'])).toContain('spreadsheetml')
  })
})

/** The files of a zip archive, by its local headers. */
function unpacked(bytes: Buffer): ReadonlyMap<string, Buffer> {
  const files = new Map<string, Buffer>()
  for (let at = 0; bytes.readUInt32LE(at) === 0x04034b50; ) {
    const [size, length] = [bytes.readUInt32LE(at + 18), bytes.readUInt16LE(at + 26)]
    const start = at + 30 + length
    files.set(bytes.subarray(at + 30, start).toString(), inflateRawSync(bytes.subarray(start, start + size)))
    at = start + size
  }
  return files
}
