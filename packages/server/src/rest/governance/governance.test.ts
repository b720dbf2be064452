import { randomUUID } from 'node:crypto'
import { createPricer, readSchedules } from '@yingma/charge'
import { loadSchedules } from '@yingma/edition'
import { createKey, grantRole, revokeRole, SCOPES } from '@yingma/store'
import { standardResources } from '@yingma/terminology'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { servedEditions } from '../../fhir/library/served-editions.ts'
import { createTerminologyService } from '../../fhir/library/terminology-service.ts'
import { createGovernDesk } from '../../govern/govern-desk.ts'
import { standardInForce } from '../../govern/standard-in-force.ts'
import {
  filledCatalogue,
  jobEnded,
  newPerson,
  type Person,
  type ServerWorld,
  startServerWorld,
} from '../../testing/server-world.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 90_000 })

const PERFUSION = '20040100410000'
const LOW_DOSE = '20040100120000'
const PLAIN = '20040100110000'
const ANYWHERE = '20999999410000'
const LATER = '2999-01-01'

let world: ServerWorld
let editor: Person
let experts: readonly Person[]

beforeAll(async () => {
  world = await startServerWorld()
  editor = world.admin
  experts = await Promise.all(
    ['e1', 'e2', 'e3'].map((login) => newPerson(world.store, login, 'expert', world.a.institution.id)),
  )
})
afterAll(async () => {
  await world?.stop()
  expect(world.errors).toEqual([])
})

const changes = [
  { kind: 'add', subject: 'item', codes: [PERFUSION] },
  { kind: 'merge', subject: 'item', codes: [LOW_DOSE], into: PLAIN, reason: '少用', date: '2026-03-01' },
]

function content(wanted: readonly unknown[], name = '胸部灌注CT') {
  return {
    title: { zh: '胸部灌注', en: 'Chest perfusion' },
    reason: '两院在用',
    changes: wanted,
    names: [{ name, exams: 90 }],
  }
}

async function did(who: Person, id: string, version: number, act: unknown) {
  const answer = await world.ask(who, 'POST', `/proposals/${id}/acts`, { version, act })
  expect(answer.body).toMatchObject({ version: version + 1 })
  return answer.body
}

describe('from an unmapped name to the new report of two institutions', () => {
  test('proposal, two review rounds, vote, release, decisions that move, prices and FHIR', async () => {
    const hospitals = [world.a, world.b]
    const catalogues = await Promise.all(
      hospitals.map((hospital) =>
        filledCatalogue(world, hospital, `字典-${randomUUID()}`, [
          { name: '胸部灌注CT', modality: 'CT', count: 90 },
          { name: '胸部低剂量CT', modality: 'CT', count: 40 },
        ]),
      ),
    )
    for (const [at, hospital] of hospitals.entries()) {
      const { body } = await world.ask(hospital.mapper, 'GET', `/catalogues/${catalogues[at]?.id}/names?order=exams`)
      const [perfusion, lowDose] = body.rows
      // No item says perfusion of the chest: what is suggested knows no part.
      expect(perfusion.suggestedCodes).not.toContain(PERFUSION)
      const decided = await world.ask(hospital.mapper, 'POST', `/catalogues/${catalogues[at]?.id}/decisions`, {
        decisions: [
          { nameId: lowDose.id, version: 0, kind: 'change', codes: [LOW_DOSE] },
          { nameId: perfusion.id, version: 0, kind: 'change', codes: [ANYWHERE] },
        ],
      })
      expect(decided.status).toBe(200)
    }

    const suggested = await world.ask(world.a.mapper, 'GET', '/proposal-suggestions?exams=50')
    expect(suggested.body).toMatchObject({
      total: 1,
      rows: [{ code: PERFUSION, exams: 90, institutions: 1 }],
      next: null,
    })
    const drafted = await world.ask(world.a.mapper, 'POST', '/proposals', { content: content(changes) })
    expect(drafted.status).toBe(201)
    const { id } = drafted.body
    const seen = await world.ask(editor, 'GET', `/proposals/${id}/impact`)
    expect(seen.body.impact).toMatchObject({
      added: [{ code: PERFUSION }],
      retired: [{ code: LOW_DOSE, successors: [PLAIN] }],
      decisions: { moved: 2, open: 0, institutions: 2 },
      granularity: { gains: [{ code: PERFUSION, institutions: 2, exams: 180 }] },
    })
    expect(seen.body.impact.prices.length).toBeGreaterThan(0)
    expect(seen.body.impact.confusable.length).toBeGreaterThan(0)

    const review = {
      kind: 'review',
      deadline: LATER,
      quorum: 2,
      reviewers: experts.map((expert) => ({ userId: expert.id, specialty: '胸部放射' })),
    }
    const [first, second, third] = experts as [Person, Person, Person]
    await did(editor, id, 1, { kind: 'open', deadline: LATER })
    await did(world.b.mapper, id, 2, { kind: 'comment', text: '我院也在用' })
    await did(editor, id, 3, review)
    await did(first, id, 4, { kind: 'vote', vote: 'reject', reason: '依据不足' })
    await did(editor, id, 5, { kind: 'return', reason: '补充依据', deadline: LATER })
    await did(world.a.mapper, id, 6, { kind: 'revise', content: { ...content(changes), reason: '两院 180 次' } })
    await did(editor, id, 7, review)
    await did(first, id, 8, { kind: 'vote', vote: 'approve', reason: '依据充分' })
    await did(second, id, 9, { kind: 'vote', vote: 'approve', reason: '同意' })
    await did(third, id, 10, { kind: 'vote', vote: 'abstain', reason: '非本专业' })
    const ready = await did(editor, id, 11, { kind: 'accept', reason: '多数赞成' })
    expect(ready).toMatchObject({ stage: 'ready', round: 2, votes: [{}, {}, {}], decision: { by: editor.id } })
    for (const { at } of [...ready.votes, ready.decision]) expect(Date.parse(at)).toBeGreaterThan(0)

    const sandbox = await world.ask(editor, 'POST', '/draft/normalise', { names: ['胸部灌注CT'] })
    expect(sandbox.body.results).toMatchObject([{ codes: [PERFUSION] }])

    const released = await world.ask(editor, 'POST', '/releases', { date: '2026-03-01' })
    expect(released.status).toBe(201)
    const { version, notes, migration } = released.body
    expect(notes.zh).toContain('胸部灌注')
    expect(migration).toMatchObject([{ code: LOW_DOSE, successors: [PLAIN], graceUntil: '2027-03-01' }])
    const feed = await world.ask(undefined, 'GET', '/release-feed')
    expect(feed.body.items.map((item: { id: string }) => item.id)).toContain(version)
    expect((await world.ask(editor, 'GET', `/proposals/${id}`)).body).toMatchObject({
      stage: 'released',
      releasedIn: version,
    })

    const edition = await world.store.readAsTenant({ userId: editor.id }, (transaction) =>
      createGovernDesk().editionOf(transaction, version),
    )
    const systems = JSON.stringify(standardResources(edition, { date: '2026-03-01', status: 'active' }))
    expect(systems).toContain(`"code":"${PERFUSION}","display":"CT胸部灌注成像(CTP)"`)
    const [schedule] = readSchedules(loadSchedules()).schedules
    if (schedule === undefined) throw new Error('no price schedule')
    const quote = createPricer(edition, schedule).quote({ date: schedule.validFrom, items: [{ code: PLAIN }] })
    expect(quote.ok && quote.totalCents).toBeGreaterThan(0)

    // The next start of the server reads names under the release.
    const next = await standardInForce(world.store)
    expect(next.normaliser.normalise({ name: '胸部灌注CT', modality: 'CT' }).items).toMatchObject([{ code: PERFUSION }])
    expect(next.edition.byCode.get(LOW_DOSE)?.status).toBe('retired')
    // Over FHIR it is a release of its own, beside those before it.
    const { libraries } = createTerminologyService(servedEditions(next.edition, { releases: next.releases }))
    const radiology = libraries.r4.versionsOf('https://w3id.org/yingma/radiology')
    expect(radiology.filter(({ resource }) => resource.status !== 'active')).toEqual([])
    expect(radiology.filter((system) => system.find(PERFUSION)).map((system) => system.version)).toEqual([version])
    expect(libraries.r4.codeSystem('https://w3id.org/yingma/radiology')?.version).toBe(version)

    for (const [at, hospital] of hospitals.entries()) {
      const catalogue = catalogues[at]?.id
      const effects = await world.ask(hospital.mapper, 'GET', `/catalogues/${catalogue}/release?version=${version}`)
      expect(effects.body).toMatchObject([{ name: '胸部低剂量CT', before: [LOW_DOSE], after: [PLAIN], isOpen: false }])
      const path = `/catalogues/${catalogues[at]?.id}/release-preview?version=${version}`
      const { body: preview } = await world.ask(hospital.mapper, 'GET', path)
      expect(preview).toMatchObject({ counts: { moved: { names: 1, exams: 40 } }, rows: [{ fate: 'moved' }] })
      for (const { linesBefore, linesAfter, exams } of preview.charges) {
        expect(linesBefore).not.toEqual(linesAfter)
        expect(exams).toBe(40)
      }
      const started = await world.ask(hospital.mapper, 'POST', `/catalogues/${catalogue}/release`, { version })
      expect(started.status).toBe(202)
      const accepted = await jobEnded(world, hospital.mapper, started.body.id)
      expect(accepted).toMatchObject({ status: 'done', result: { moved: 1, reopened: 0, refused: 0, read: 2 } })
      const report = await world.ask(hospital.mapper, 'GET', `/catalogues/${catalogue}/names?order=exams`)
      expect(report.body.rows.map((row: { codes: string[] }) => row.codes)).toEqual([[ANYWHERE], [PLAIN]])
      expect((await world.ask(hospital.mapper, 'GET', `/catalogues/${catalogue}`)).body.edition).toBe(version)
      // Read under the release without a step of its own: what was unmapped has its item now.
      expect(report.body.rows[0].suggestedCodes).toEqual([PERFUSION])
    }
  })
})

describe('from retirement to the end of the grace window', () => {
  const HRCT = '20040100140000'
  const ENHANCED = '20040100210000'

  test('decisions on the retired code stand, are moved, wait for a person or are refused, each in its time', async () => {
    const catalogue = await filledCatalogue(world, world.a, `字典-${randomUUID()}`, [
      { name: '肺高分辨CT', modality: 'CT', count: 30 },
      { name: '肺HRCT薄层', modality: 'CT', count: 20 },
    ])
    const { body: list } = await world.ask(world.a.mapper, 'GET', `/catalogues/${catalogue.id}/names?order=exams`)
    const [one, other] = list.rows
    await world.ask(world.a.mapper, 'POST', `/catalogues/${catalogue.id}/decisions`, {
      decisions: [one, other].map(({ id }: { id: string }) => ({
        nameId: id,
        version: 0,
        kind: 'change',
        codes: [HRCT],
      })),
    })
    const retire = {
      kind: 'retire',
      subject: 'item',
      code: HRCT,
      successors: [PLAIN],
      reason: '并入',
      date: '2026-05-31',
    }
    const drafted = await world.ask(world.a.mapper, 'POST', '/proposals', { content: content([retire], '肺高分辨CT') })
    const { id } = drafted.body
    const [expert] = experts as [Person]
    await did(editor, id, 1, { kind: 'open', deadline: LATER })
    const reviewers = [{ userId: expert.id, specialty: '胸部放射' }]
    await did(editor, id, 2, { kind: 'review', deadline: LATER, quorum: 1, reviewers })
    await did(expert, id, 3, { kind: 'vote', vote: 'approve', reason: '同意' })
    await did(editor, id, 4, { kind: 'accept', reason: '一致' })
    const { body: release } = await world.ask(editor, 'POST', '/releases', { date: '2026-03-01', graceMonths: 9 })
    expect(release.migration).toMatchObject([{ code: HRCT, retiredOn: '2026-05-31', graceUntil: '2027-02-28' }])
    const stateOn = async (day: string) =>
      (await world.ask(world.a.mapper, 'GET', `/releases/${release.version}/migration?on=${day}`)).body[0].state
    expect(await Promise.all(['2026-05-30', '2026-05-31', '2027-02-28', '2027-03-01'].map(stateOn))).toEqual([
      'in-use',
      'grace',
      'grace',
      'ended',
    ])

    // Somebody decides anew while the release waits: their decision is what moves or stays.
    await world.ask(world.a.mapper, 'POST', `/catalogues/${catalogue.id}/decisions`, {
      decisions: [{ nameId: other.id, version: 1, kind: 'change', codes: [ENHANCED] }],
    })
    const accept = async () => {
      const path = `/catalogues/${catalogue.id}/release`
      const started = await world.ask(world.a.mapper, 'POST', path, { version: release.version })
      return await jobEnded(world, world.a.mapper, started.body.id)
    }
    expect((await accept()).result).toMatchObject({ moved: 1, reopened: 0 })
    expect((await accept()).result).toMatchObject({ moved: 0, reopened: 0 })
    const after = await world.ask(world.a.mapper, 'GET', `/catalogues/${catalogue.id}/names?order=exams`)
    expect(after.body.rows.map((row: { codes: string[] }) => row.codes)).toEqual([[PLAIN], [ENHANCED]])
    const again = { kind: 'add', subject: 'item', codes: [HRCT] }
    const reused = await world.ask(world.a.mapper, 'POST', '/proposals', { content: content([again]) })
    expect(reused.body).toMatchObject({ code: 'govern-code-exists', status: 422 })
  })
})

describe('governance over HTTP', () => {
  test('refuses a code that is used already, an injectivity break and an orphan, with the counterexample', async () => {
    const refused = async (wanted: unknown) =>
      (await world.ask(world.a.mapper, 'POST', '/proposals', { content: content([wanted]) })).body
    expect(await refused({ kind: 'add', subject: 'item', codes: [PLAIN] })).toMatchObject({
      code: 'govern-code-exists',
      name: 'CT胸部(平扫)',
    })
    const orphan = {
      kind: 'retire',
      subject: 'item',
      code: PLAIN,
      successors: ['20ZZZZZZ110000'],
      reason: 'x',
      date: '2026-03-01',
    }
    expect(await refused(orphan)).toMatchObject({ code: 'govern-orphaned', item: PLAIN })
  })

  test('of two editors at once the second sees the conflict and loses nothing', async () => {
    const reword = {
      kind: 're-word',
      subject: 'item',
      code: '20999999440000',
      nameEn: 'CT spectral imaging',
      reason: 'established-term',
    }
    const { body } = await world.ask(world.a.mapper, 'POST', '/proposals', { content: content([reword]) })
    const comment = (who: Person, text: string) =>
      world.ask(who, 'POST', `/proposals/${body.id}/acts`, { version: 1, act: { kind: 'comment', text } })
    const both = await Promise.all([comment(world.a.mapper, '甲'), comment(world.b.mapper, '乙')])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 412])
    const late = both.find(({ status }) => status === 412)
    expect(late?.body).toMatchObject({ code: 'govern-conflict', expected: 1, actual: 2 })
    const { body: now } = await world.ask(world.b.mapper, 'GET', `/proposals/${body.id}`)
    expect(now.comments).toHaveLength(1)
  })

  test('says who wrote what by name, role and institution, and nothing of their accounts', async () => {
    const reword = {
      kind: 're-word',
      subject: 'item',
      code: '20999999440000',
      nameEn: 'CT by energies',
      reason: 'established-term',
    }
    const { mapper, reader } = world.b
    const { body } = await world.ask(mapper, 'POST', '/proposals', { content: content([reword]) })
    await did(reader, body.id, 1, { kind: 'comment', text: '请附文献' })
    const path = `/proposals/${body.id}`
    const seen = await world.ask(world.a.mapper, 'GET', path)
    expect(seen.body.people).toEqual([
      { userId: mapper.id, name: `姓名-${mapper.login}`, role: 'mapper', institution: '医院B' },
      { userId: reader.id, name: `姓名-${reader.login}`, role: 'reader', institution: '医院B' },
    ])
    const history = await world.ask(world.a.mapper, 'GET', `${path}/history`)
    expect(history.body.map(({ person }: { person: { role: string } }) => person.role)).toEqual(['mapper', 'reader'])
    for (const { text } of [seen, history]) expect(text).not.toMatch(/"login"|"(mapper|reader)-B"/)
    const { body: list } = await world.ask(world.a.mapper, 'GET', '/proposals?limit=1')
    expect(list.rows[0].people).toEqual(seen.body.people)
  })

  test('asks for the role that an act needs', async () => {
    const reword = {
      kind: 're-word',
      subject: 'item',
      code: '20999999440000',
      nameEn: 'CT, spectral',
      reason: 'established-term',
    }
    const { body } = await world.ask(world.a.mapper, 'POST', '/proposals', { content: content([reword]) })
    const open = await world.ask(world.a.mapper, 'POST', `/proposals/${body.id}/acts`, {
      version: 1,
      act: { kind: 'open', deadline: LATER },
    })
    expect(open.status).toBe(403)
    const { key } = await world.store.asTenant({ userId: editor.id }, (transaction) =>
      createKey(transaction, editor.id, { name: 'bound', scopes: SCOPES, institutionId: world.a.institution.id }),
    )
    const bound = { authorization: `Bearer ${key}` }
    const led = { version: 1, act: { kind: 'open', deadline: LATER } }
    const path = `/proposals/${body.id}/acts`
    expect((await world.ask(undefined, 'POST', path, led, bound)).status).toBe(403)
    expect((await world.ask(undefined, 'POST', '/releases', { date: '2026-03-01' }, bound)).status).toBe(403)
    expect((await world.ask(world.a.mapper, 'POST', '/releases', { date: '2026-03-01' })).status).toBe(403)
    expect((await world.ask(undefined, 'GET', '/proposals')).status).toBe(401)
  })

  test("keeps an institution's own items inside it, and shows above it where several have the like", async () => {
    for (const hospital of [world.a, world.b]) {
      const path = `/institutions/${hospital.institution.id}/local-items`
      const made = await world.ask(hospital.reviewer, 'POST', path, { code: `${PLAIN}-C1`, name: '肺结节随访' })
      expect(made.body).toMatchObject({ code: `${PLAIN}-C1`, parent: PLAIN, version: 1 })
      const again = await world.ask(hospital.reviewer, 'POST', path, { code: `${PLAIN}-C1`, name: '别的' })
      expect(again.status).toBe(412)
      expect((await world.ask(hospital.reader, 'GET', path)).body).toMatchObject({ total: 1 })
    }
    const foreign = `/institutions/${world.b.institution.id}/local-items`
    expect((await world.ask(world.a.reviewer, 'GET', foreign)).status).toBe(404)
    expect((await world.ask(world.a.reviewer, 'GET', '/local-item-candidates')).body).toEqual([])
    const above = await world.ask(editor, 'GET', '/local-item-candidates')
    expect(above.body).toMatchObject([{ parent: PLAIN, institutions: 2, items: [{}, {}] }])
    const wrong = { code: '20ZZ-C1', name: 'x' }
    const own = `/institutions/${world.a.institution.id}/local-items`
    expect((await world.ask(world.a.reviewer, 'POST', own, wrong)).body).toMatchObject({ code: 'item-unknown' })
  })

  test('whoever lost a role sees no names that were read under it', async () => {
    const { store, a, b } = world
    for (const hospital of [a, b])
      await filledCatalogue(world, hospital, `离职-${randomUUID()}`, [{ name: '胸部CT平扫' }])
    const mover = await newPerson(store, 'mover', 'reader', a.institution.id)
    const role = await store.asRegistry(undefined, (transaction) =>
      grantRole(transaction, { userId: mover.id, institutionId: b.institution.id, role: 'reader' }),
    )
    const desk = createGovernDesk()
    const actor = { userId: mover.id }
    const draft = await store.readAsTenant(actor, desk.latest)
    const seen = async () =>
      new Set((await desk.namesOf(store, actor, draft)).names.map(({ institution }) => institution)).size
    expect(await seen()).toBe(2)
    await store.asRegistry(undefined, (transaction) => revokeRole(transaction, b.institution.id, role.id))
    expect(await seen()).toBe(1)
  })

  test('keeps sources in a register', async () => {
    const source = { kind: 'norm', citation: 'WS/T 796', date: '2022-01-01', taken: '部位分级' }
    const made = await world.ask(world.a.mapper, 'POST', '/evidence', source)
    expect(made.status).toBe(201)
    const { body } = await world.ask(world.b.mapper, 'GET', '/evidence')
    expect(body.rows[0]).toMatchObject({ ...source, id: made.body.id })
  })

  test('names read anew under a release are those of a job that ended', async () => {
    const catalogue = await filledCatalogue(world, world.a, `字典-${randomUUID()}`, [{ name: '胸部CT平扫', count: 1 }])
    const { body } = await world.ask(world.a.mapper, 'GET', '/releases')
    const version = body[0]?.version ?? world.context.standard.edition.version
    const moved = await world.ask(world.a.mapper, 'PATCH', `/catalogues/${catalogue.id}`, { edition: version })
    expect((await jobEnded(world, world.a.mapper, moved.body.id)).status).toBe('done')
  })
})
