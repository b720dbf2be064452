import { createKey } from '@yingma/store'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { jobEnded, newPerson, type Person, type ServerWorld, startServerWorld } from '../../testing/server-world.ts'
import { suspectExam } from '../../testing/stock.ts'

let world: ServerWorld
let officer: Person
let auditor: Person
let elsewhere: Person

beforeAll(async () => {
  world = await startServerWorld()
  officer = await newPerson(world.store, 'officer', 'price-officer', world.a.institution.id)
  auditor = await newPerson(world.store, 'insurer', 'insurer-auditor', world.region.id)
  elsewhere = await newPerson(world.store, 'insurer-b', 'insurer-auditor', world.b.institution.id)
})
afterAll(async () => {
  await world?.stop()
  expect(world.errors).toEqual([])
})

const audits = () => `/institutions/${world.a.institution.id}/charge-audits`

let orders = 0
async function suspicion(): Promise<{ id: string; auditId: string }> {
  const made = await world.ask(officer, 'POST', audits(), { title: '六月', exams: [suspectExam(`S${++orders}`)] })
  expect(made.status, made.text).toBe(201)
  expect(made.body.judgement).toEqual({ sessions: 1, suspicions: 1, stakeCents: 4000, notQuoted: {} })
  return made.body.suspicions[0]
}

const say = (who: Person, id: string, version: number, body: object) =>
  world.ask(who, 'POST', `/suspicions/${id}/answers`, body, { 'if-match': `"${version}"` })

describe('charge audits', () => {
  test('say what is suspicious, in the language asked for', async () => {
    const { id } = await suspicion()
    const found = await world.ask(auditor, 'GET', `/suspicions/${id}`, undefined, { 'accept-language': 'en' })
    expect(found.body).toMatchObject({
      kind: 'ceiling',
      stakeCents: 4000,
      status: 'open',
      text: ['unit price above the listed one', 'CT plain scan: listed 210, charged 250 each'],
      exam: { lines: [{ code: '012301020010000', amountCents: 25_000 }] },
    })
    expect(found.headers.etag).toBe('"0"')
  })

  test("are read by the insurer's auditor of the area, by no other area and no mapper", async () => {
    const { id, auditId } = await suspicion()
    for (const path of [`/suspicions/${id}`, `/charge-audits/${auditId}`, `/charge-audits/${auditId}/exams`]) {
      expect((await world.ask(auditor, 'GET', path)).status, path).toBe(200)
      expect((await world.ask(elsewhere, 'GET', path)).status, path).toBe(404)
      expect((await world.ask(world.a.mapper, 'GET', path)).status, path).toBe(404)
    }
    expect((await world.ask(elsewhere, 'GET', '/suspicions')).body).toMatchObject({ total: 0, rows: [] })
    expect((await world.ask(world.a.mapper, 'GET', audits())).status).toBe(403)
    expect((await world.ask(auditor, 'GET', `/institutions/${world.a.institution.id}/catalogues`)).status).toBe(403)
  })

  test('are rebutted by the institution, closed by the insurer, in that order and by those roles only', async () => {
    const { id } = await suspicion()
    expect((await say(auditor, id, 0, { kind: 'rebut', reason: '含加急' })).status).toBe(403)
    expect((await say(officer, id, 0, { kind: 'dismiss', reason: '无事' })).status).toBe(403)
    expect((await say(officer, id, 0, { kind: 'rebut', reason: '含加急' })).body).toMatchObject({ status: 'rebutted' })
    expect(await say(auditor, id, 0, { kind: 'uphold', reason: '超价' })).toMatchObject({
      status: 412,
      body: { code: 'suspicion-conflict', actual: 1 },
    })
    const closed = await say(auditor, id, 1, { kind: 'uphold', reason: '超价', returnedCents: 1000 })
    expect(closed.body).toMatchObject({ status: 'upheld', returnedCents: 1000, version: 2 })
    expect(closed.body.events.map((event: { kind: string; actor: string }) => [event.kind, event.actor])).toEqual([
      ['rebut', officer.id],
      ['uphold', auditor.id],
    ])
    expect((await say(officer, id, 2, { kind: 'rebut', reason: '再议' })).status).toBe(409)
  })

  test('of whole tables run as a job of whoever asked, an insurer too', async () => {
    const text = `医嘱号,收费日期,检查项目名称,检查类型,医保编码,数量,金额,患者姓名
U1,2025/6/2,胸部CT平扫,CT,012301020010000,1,250,王小明
U2,2025-06-02,胸部CT平扫,CT,012301020010000,1,210,李小红
U3,1990-06-02,胸部CT平扫,CT,012301020010000,1,210,李小红
`
    const sent = await upload(auditor, `${audits()}/upload?title=${encodeURIComponent('上传')}`, text)
    expect(sent.statusCode, sent.body).toBe(202)
    const { audit, job } = sent.json() as { audit: { id: string; sessions: number }; job: { id: string } }
    expect(audit.sessions).toBe(3)
    expect(await jobEnded(world, auditor, job.id)).toMatchObject({
      status: 'done',
      result: { sessions: 3, suspicions: 1, stakeCents: 4000, notQuoted: { 'price-no-schedule': 1 } },
    })
    const exams = await world.ask(officer, 'GET', `/charge-audits/${audit.id}/exams`)
    expect(exams.body).toHaveLength(3)
    expect(exams.text).not.toContain('李小红')
  })

  test('of uploads and of exams sent look at inpatients without an indication', async () => {
    const row = (id: string, indication: string): string =>
      `${id},2025-06-02,胸部CT平扫,CT,012301020010000,1,210,骨科,住院,${indication}`
    const head = '医嘱号,收费日期,检查项目名称,检查类型,医保编码,数量,金额,申请科室,患者类型,指征'
    const text = [head, row('V1', ''), row('V2', '外伤后胸痛'), ''].join('\n')
    const sent = await upload(officer, `${audits()}/upload`, text)
    const { audit, job } = sent.json() as { audit: { id: string }; job: { id: string } }
    expect(await jobEnded(world, officer, job.id)).toMatchObject({ result: { sessions: 2, suspicions: 1 } })
    const listed = await world.ask(officer, 'GET', `/suspicions?auditId=${audit.id}`)
    expect(listed.body.rows).toMatchObject([{ session: 'V1', kind: '80', warning: true, stakeCents: 21_000 }])
    const exams = await world.ask(officer, 'GET', `/charge-audits/${audit.id}/exams`)
    expect(exams.text).not.toContain('外伤')
    const gated = { ...suspectExam(`W${++orders}`), inpatient: true, indicated: false, department: '骨科' }
    const made = await world.ask(officer, 'POST', audits(), { title: '七月', exams: [gated] })
    expect(made.status).toBe(201)
    const found = await world.ask(officer, 'GET', `/suspicions?auditId=${made.body.audit.id}&warning=true`)
    expect(found.body.rows).toMatchObject([{ kind: '80' }])
  })

  test('are not listed for a key that may not read', async () => {
    const list = async (scope: 'read' | 'upload') => {
      const { key } = await world.store.asTenant({ userId: officer.id }, (transaction) =>
        createKey(transaction, officer.id, { name: scope, scopes: [scope] }),
      )
      return (await world.ask({ ...officer, session: key }, 'GET', '/suspicions')).status
    }
    expect([await list('read'), await list('upload')]).toEqual([200, 403])
  })

  test('are downloaded whole, by whoever may see them, safe in a spreadsheet', async () => {
    const made = await world.ask(officer, 'POST', audits(), {
      title: '八月',
      exams: [suspectExam('=1+1'), suspectExam(`X${++orders}`)],
    })
    expect(made.body).toMatchObject({ suspicionsTotal: 2, suspicionsCut: false })
    const path = `/suspicions/export?auditId=${made.body.audit.id}`
    const csv = await world.ask(officer, 'GET', path)
    expect(csv.status).toBe(200)
    const [header, ...rows] = csv.text.trim().split(/\r?\n/)
    expect(header).toContain('id,session,day,kind,text')
    expect(rows).toHaveLength(2)
    expect(rows.join()).toContain("'=1+1,2025-06-02,ceiling,")
    expect(rows.join()).toContain(',40.00,open,0.00,')
    expect((await world.ask(elsewhere, 'GET', path)).text.trim().split('\n')).toHaveLength(1)
    expect((await world.ask(undefined, 'GET', path)).status).toBe(401)
  })

  test('judge the others where one name cannot be read', async () => {
    const unread = { ...suspectExam(`N${++orders}`), items: [{ name: '胶片' }] }
    const made = await world.ask(officer, 'POST', audits(), {
      title: '六月',
      exams: [unread, suspectExam(`S${++orders}`)],
    })
    expect(made.body.judgement).toMatchObject({ suspicions: 1, notQuoted: { 'price-nothing-asked': 1 } })
  })

  test('refuse a day that is none by its row', async () => {
    const text = '医嘱号,收费日期,检查项目名称,医保编码,数量,金额\nU1,2025-02-30,胸部CT平扫,012301020010000,1,250\n'
    const sent = await upload(officer, `${audits()}/upload`, text)
    expect(sent.json()).toMatchObject({ code: 'request-invalid', errors: [{ in: 'file', rule: 'day' }] })
  })
})

function upload(who: Person, path: string, text: string) {
  return world.app.inject({
    method: 'POST',
    url: `/api/v1${path}`,
    headers: { authorization: `Bearer ${who.session}`, 'content-type': 'multipart/form-data; boundary=xx' },
    payload: `--xx\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n${text}\r\n--xx--\r\n`,
  })
}

describe('prices', () => {
  test('a quote says each line and the rule behind it', async () => {
    const quoted = await world.ask(undefined, 'POST', '/price-quotes', {
      date: '2025-06-02',
      items: [{ name: '胸部CT平扫+增强' }],
    })
    expect(quoted.body).toMatchObject({ schedule: 'jiangxi-2025', totalCents: 35_000, partial: false })
    expect(quoted.body.lines.map((line: { amountCents: number }) => line.amountCents)).toEqual([21_000, 14_000])
    const local = await world.ask(undefined, 'POST', '/price-quotes', {
      date: '2025-06-02',
      factor: '0.9',
      items: [{ code: '20040100110000', modifiers: { 'thin-slice': true } }],
    })
    expect(local.body.totalCents).toBe(18_900 + 4500)
  })

  test('what cannot be quoted is refused by its name', async () => {
    const refused = (body: object) => world.ask(undefined, 'POST', '/price-quotes', { date: '2025-06-02', ...body })
    expect((await refused({ items: [{ code: '20999999999999' }] })).body.code).toBe('price-unknown-item')
    expect((await refused({ items: [{ name: '胶片' }] })).body.code).toBe('price-name-unread')
    expect(await refused({ schedule: 'atlantis', items: [] })).toMatchObject({ status: 404 })
    expect((await refused({ date: '1980-01-01', items: [] })).body.code).toBe('price-no-schedule')
    expect((await refused({ items: [] })).body.code).toBe('price-nothing-asked')
  })

  test('price lists are chosen by place and day, checked, and given as the table that offices ask for', async () => {
    const on = (date: string) =>
      world.ask(undefined, 'GET', `/price-lists/in-force?jurisdiction=${encodeURIComponent('江西省')}&date=${date}`)
    expect((await on('2025-05-01')).body.id).toBe('jiangxi-until-2025')
    expect((await on('2025-06-01')).body.id).toBe('jiangxi-2025')
    const checked = await world.ask(undefined, 'GET', '/price-lists/jiangxi-2025/check')
    expect(checked.body.problems).toEqual([])
    expect(checked.body.priced / checked.body.items).toBeGreaterThan(0.95)
    const table = await world.ask(undefined, 'GET', '/price-lists/jiangxi-2025/table?format=csv')
    expect(table.text).toContain('012301020010000')
  })

  test('a list is simulated as JSON, workbook and page, for whoever is signed in', async () => {
    const text = '名称,类型,数量,原价\n胸部CT平扫,CT,10,266\n心电图,,5,20\n'
    const path = '/price-simulations/upload?to=jiangxi-2025&factor=0.9'
    expect((await upload(officer, path, text)).json()).toMatchObject({
      compared: { rows: 1, exams: 10, beforeCents: 266_000, afterCents: 189_000 },
      rows: [{ oldPriceCents: 26_600, newPriceCents: 18_900 }, { newPriceCents: null }],
    })
    expect((await upload(officer, `${path}&format=html`, text)).body).toContain('<svg')
    expect((await upload(officer, `${path}&format=xlsx`, text)).rawPayload.subarray(0, 2).toString()).toBe('PK')
    const bad = await upload(officer, path, '名称,数量\n胸部CT平扫,3\n头颅CT平扫,十\n腹部CT平扫,4\n')
    expect(bad.json()).toMatchObject({ code: 'price-cell-unreadable', row: 3, wanted: 'count' })
  })
})
