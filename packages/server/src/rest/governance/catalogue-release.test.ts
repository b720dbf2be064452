import type { Change } from '@yingma/govern'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { readyProposal } from '../../testing/govern-stock.ts'
import {
  filledCatalogue,
  jobEnded,
  type Person,
  type ServerWorld,
  startServerWorld,
} from '../../testing/server-world.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 90_000 })

const PLAIN = '20040100110000'
const SPLIT = '20040100220000'
const INTO = ['20040100210000', PLAIN]

let world: ServerWorld

beforeAll(async () => {
  world = await startServerWorld()
})
afterAll(async () => {
  await world?.stop()
  expect(world.errors).toEqual([])
})

describe('one acceptance of a release', () => {
  test('reopens what has several successors with the reason, and is taken back as one', async () => {
    const { mapper, manager } = world.a
    const catalogue = await filledCatalogue(world, world.a, '字典', [
      { name: '胸部CT平扫加增强', modality: 'CT', count: 30 },
      { name: '胸部CT双期', modality: 'CT', count: 20 },
    ])
    const path = `/catalogues/${catalogue.id}`
    const names = async () => (await world.ask(mapper, 'GET', `${path}/names?order=exams`)).body.rows
    const [first, second] = await names()
    const decided = await world.ask(mapper, 'POST', `${path}/decisions`, {
      decisions: [
        { nameId: first.id, version: 0, kind: 'change', codes: [SPLIT] },
        { nameId: second.id, version: 0, kind: 'change', codes: [PLAIN] },
      ],
    })
    expect(decided.status).toBe(200)
    const split = { kind: 'split', subject: 'item', code: SPLIT, into: INTO, reason: '分开', date: '2026-07-01' }
    await readyProposal(world, 'split', [split as Change])
    const { body: release, status } = await world.ask(world.admin, 'POST', '/releases', { date: '2026-07-01' })
    expect(status).toBe(201)
    const effects = await world.ask(mapper, 'GET', `${path}/release?version=${release.version}`)
    expect(effects.body).toMatchObject([{ nameId: first.id, isOpen: true }])

    const preview = async (query = '') =>
      (await world.ask(world.a.reader, 'GET', `${path}/release-preview?version=${release.version}${query}`)).body
    expect(await preview()).toMatchObject({
      from: catalogue.edition,
      counts: { moved: { names: 0, exams: 0 }, review: { names: 1, exams: 30 }, lost: { names: 0 } },
      charges: [],
      total: 1,
      rows: [{ nameId: first.id, fate: 'review' }],
    })
    expect(await preview('&fate=moved')).toMatchObject({ total: 0, rows: [], counts: { review: { names: 1 } } })

    const started = await world.ask(mapper, 'POST', `${path}/release`, { version: release.version })
    const accepted = await jobEnded(world, mapper, started.body.id)
    expect(accepted).toMatchObject({ result: { moved: 0, reopened: 1, refused: 0, read: 2 }, done: 3, total: 3 })
    const [open, kept] = await names()
    expect(open).toMatchObject({ status: 'open', version: 2, codes: [SPLIT] })
    expect(open.reason).toContain(`${SPLIT} → ${INTO.join(' / ')}`)
    expect(kept).toMatchObject({ status: 'changed', version: 1 })

    const undo = (who: Person, jobId: string) => world.ask(who, 'POST', `${path}/release/undo`, { jobId })
    expect((await undo(world.b.mapper, accepted.id)).status).toBe(404)
    expect((await undo(world.a.reader, accepted.id)).status).toBe(403)
    const foreign = await world.ask(manager, 'POST', `${path}/jobs`, { kind: 'suggest' })
    await jobEnded(world, manager, foreign.body.id)
    expect((await undo(mapper, foreign.body.id)).status).toBe(404)
    const undone = await undo(mapper, accepted.id)
    expect(await jobEnded(world, mapper, undone.body.id)).toMatchObject({ status: 'done', result: { written: 1 } })
    expect((await names())[0]).toMatchObject({ status: 'changed', codes: [SPLIT] })
    expect((await world.ask(mapper, 'GET', path)).body.edition).toBe(catalogue.edition)
  })
})
