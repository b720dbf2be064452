import { grantRole } from '@yingma/store'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  filledCatalogue,
  type Hospital,
  jobEnded,
  newPerson,
  type Person,
  type ServerWorld,
  startServerWorld,
} from '../../testing/server-world.ts'

const PLAIN = '20040100110000'
const PERFUSION = '20040100410000'
const LATER = '2999-01-01'

let world: ServerWorld

beforeAll(async () => {
  world = await startServerWorld()
})
afterAll(async () => {
  await world?.stop()
  expect(world.errors).toEqual([])
})

const codeOf = (hospital: Hospital) => `${PLAIN}-${hospital === world.a ? 'PA' : 'PB'}`

/** A hospital with an own item and a name that is decided as it. */
async function withOwnItem(hospital: Hospital) {
  const code = codeOf(hospital)
  const path = `/institutions/${hospital.institution.id}/local-items`
  await world.ask(hospital.reviewer, 'POST', path, { code, name: '胸部灌注（本院）' })
  const { id } = await filledCatalogue(world, hospital, '晋升', [{ name: '胸部灌注CT', count: 30 }])
  const { body } = await world.ask(hospital.mapper, 'GET', `/catalogues/${id}/names`)
  const decisions = [{ nameId: body.rows[0].id, version: 0, kind: 'change', codes: [code] }]
  await world.ask(hospital.mapper, 'POST', `/catalogues/${id}/decisions`, { decisions })
  return { hospital, code, path, catalogue: id }
}

function content(promotes: readonly unknown[]) {
  return {
    title: { zh: '胸部灌注纳入标准', en: 'Perfusion of the chest' },
    reason: '两院都有',
    changes: [{ kind: 'add', subject: 'item', codes: [PERFUSION] }],
    names: [],
    promotes,
  }
}

async function released(promotes: readonly unknown[]): Promise<string> {
  const { admin } = world
  const expert: Person = await newPerson(world.store, 'pe', 'expert', world.a.institution.id)
  const { body } = await world.ask(admin, 'POST', '/proposals', { content: content(promotes) })
  const editor: Person = await newPerson(world.store, 'ed', 'expert', world.a.institution.id)
  await world.store.asRegistry(admin.id, (transaction) =>
    grantRole(transaction, { userId: editor.id, institutionId: null, role: 'editor' }),
  )
  const acts: readonly (readonly [Person, unknown])[] = [
    [editor, { kind: 'open', deadline: LATER }],
    [editor, { kind: 'review', deadline: LATER, quorum: 1, reviewers: [{ userId: expert.id, specialty: '胸部' }] }],
    [expert, { kind: 'vote', vote: 'approve', reason: '同意' }],
    [editor, { kind: 'accept', reason: '一致' }],
  ]
  for (const [at, [who, act]] of acts.entries()) {
    const done = await world.ask(who, 'POST', `/proposals/${body.id}/acts`, { version: at + 1, act })
    expect(done.status).toBe(201)
  }
  const made = await world.ask(admin, 'POST', '/releases', { date: '2026-03-01' })
  expect(made.status).toBe(201)
  return made.body.version
}

test('own items that a released proposal names are closed, and their decisions follow when the release is accepted', async () => {
  const places = [await withOwnItem(world.a), await withOwnItem(world.b)]
  const promotes = places.map(({ hospital, code }) => ({
    institutionId: hospital.institution.id,
    code,
    into: PERFUSION,
  }))
  const asked = (who: Person, wanted: readonly unknown[]) =>
    world.ask(who, 'POST', '/proposals', { content: content(wanted) })
  // Nobody names what they may not see, what is not there, or a place that does not exist.
  expect(await asked(world.a.mapper, promotes)).toMatchObject({ status: 404, body: { kind: 'local-item' } })
  const nowhere = [{ ...promotes[0], into: '20040100990000' }]
  expect((await asked(world.a.mapper, nowhere)).body).toMatchObject({ code: 'govern-promotion-nowhere' })

  const version = await released(promotes)
  for (const { hospital, code, path, catalogue } of places) {
    const own = async () => (await world.ask(hospital.reader, 'GET', path)).body.rows
    const standing = async () =>
      (await world.ask(hospital.mapper, 'GET', `/catalogues/${catalogue}/names`)).body.rows[0].codes
    expect(await own()).toMatchObject([{ code, state: 'promoted', successors: [PERFUSION], names: 1 }])
    expect(await standing()).toEqual([code])
    const effects = await world.ask(hospital.mapper, 'GET', `/catalogues/${catalogue}/release?version=${version}`)
    expect(effects.body).toMatchObject([{ before: [code], after: [PERFUSION], isOpen: false }])
    const started = await world.ask(hospital.mapper, 'POST', `/catalogues/${catalogue}/release`, { version })
    expect(await jobEnded(world, hospital.mapper, started.body.id)).toMatchObject({ result: { moved: 1, refused: 0 } })
    expect(await standing()).toEqual([PERFUSION])
    expect(await own()).toMatchObject([{ names: 0 }])
    const undone = await world.ask(hospital.mapper, 'POST', `/catalogues/${catalogue}/release/undo`, {
      jobId: started.body.id,
    })
    expect(await jobEnded(world, hospital.mapper, undone.body.id)).toMatchObject({ status: 'done' })
    expect(await standing()).toEqual([code])
  }
})
