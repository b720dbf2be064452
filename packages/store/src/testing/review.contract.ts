import type { Edition } from '@yingma/core'
import { beforeAll, describe, expect, test } from 'vitest'
import { decide } from '../decisions/decide.ts'
import { addSchedule, listSchedules } from '../prices/price-schedules.ts'
import { asResult } from '../problems/store-problem.ts'
import { editionDifferences, suggestionDifferences } from '../review/edition-change.ts'
import { assignCluster, reviewQueue } from '../review/queue.ts'
import { createSample, readSampleName, sampleAgreement, sampleNames } from '../review/samples.ts'
import { listRules, putRule, ruleHistory } from '../rules/rules.ts'
import { registerEdition } from '../standard/register-edition.ts'
import { as, fillCatalogue, type World } from './world.ts'

/** Review by cluster, by two readers, over editions; rules and prices with their history. */
export function reviewContract(open: () => World): void {
  describe('review work', () => {
    let world: World

    beforeAll(() => {
      world = open()
    })

    test('names with the same reading are one cluster, the most exams first, and can be assigned', async () => {
      const { id } = await fillCatalogue(world, world.a, '队列', [
        { name: '胸部CT平扫', count: 5 },
        { name: 'CT胸部平扫', count: 4 },
        { name: '头颅CT平扫', count: 7 },
        { name: '胶片', count: 1 },
      ])
      const place = { institutionId: world.a.institution.id, catalogueId: id }
      const queue = await world.store.readAsTenant({ userId: world.a.reviewer }, (transaction) =>
        reviewQueue(transaction, id, {}, { limit: 10, offset: 0 }),
      )
      expect(
        queue.rows.map(({ names, exams, suggestedCodes, examples }) => ({ names, exams, suggestedCodes, examples })),
      ).toEqual([
        { names: 2, exams: 9, suggestedCodes: ['20040100110000'], examples: ['胸部CT平扫', 'CT胸部平扫'] },
        { names: 1, exams: 7, suggestedCodes: ['20010100110000'], examples: ['头颅CT平扫'] },
        { names: 1, exams: 1, suggestedCodes: [], examples: ['胶片'] },
      ])
      const cluster = queue.rows[0]!.cluster
      await world.store.asTenant({ userId: world.a.reviewer }, (transaction) =>
        assignCluster(transaction, place, cluster, world.a.mapper),
      )
      const mine = await world.store.readAsTenant({ userId: world.a.mapper }, (transaction) =>
        reviewQueue(transaction, id, { assignedTo: world.a.mapper }, { limit: 10, offset: 0 }),
      )
      expect(mine).toMatchObject({ total: 1, rows: [{ cluster, assignedTo: world.a.mapper }] })
    })

    test('a cluster is given to nobody from outside the institution, whoever gives it', async () => {
      const { id } = await fillCatalogue(world, world.a, '外人', [{ name: '胸部CT平扫' }])
      const place = { institutionId: world.a.institution.id, catalogueId: id }
      const queue = await world.store.readAsTenant({ userId: world.admin }, (transaction) =>
        reviewQueue(transaction, id, {}, { limit: 10, offset: 0 }),
      )
      const given = asResult(() =>
        world.store.asTenant({ userId: world.admin }, (transaction) =>
          assignCluster(transaction, place, queue.rows[0]!.cluster, world.b.mapper),
        ),
      )
      expect(await given).toEqual({ ok: false, problem: { code: 'not-found', kind: 'user', id: world.b.mapper } })
    })

    test('two readers of a sample do not see each other before both have answered; agreement is κ', async () => {
      const { id } = await fillCatalogue(world, world.a, '抽样', [
        { name: '胸部CT平扫' },
        { name: '头颅CT平扫' },
        { name: '左膝关节MR平扫' },
        { name: '胶片' },
      ])
      const place = { institutionId: world.a.institution.id, catalogueId: id }
      const { reviewer, mapper } = world.a
      const sample = await world.store.asTenant({ userId: reviewer }, (transaction) =>
        createSample(transaction, place, { size: 3, seed: 's', firstReader: reviewer, secondReader: mapper }),
      )
      expect(sample.names).toBe(3)
      const names = await world.store.readAsTenant({ userId: reviewer }, (transaction) =>
        sampleNames(transaction, sample.id, reviewer),
      )
      const read = (userId: string, index: number, codes: string[]) =>
        world.store.asTenant({ userId }, (transaction) =>
          readSampleName(transaction, sample, { userId, nameId: names[index]!.nameId, codes }, world.edition),
        )
      await read(reviewer, 0, ['20040100110000'])
      await read(reviewer, 1, [])
      const seen = await world.store.readAsTenant({ userId: mapper }, (transaction) =>
        transaction.rows('SELECT * FROM sample_readings'),
      )
      expect(seen).toEqual([])
      await read(mapper, 0, ['20040100110000'])
      await read(mapper, 1, ['20010100110000'])
      const agreement = await world.store.readAsTenant({ userId: mapper }, (transaction) =>
        sampleAgreement(transaction, sample),
      )
      expect(agreement).toMatchObject({ names: 2, agreed: 1, observed: 0.5, expected: 0.25 })
      expect(agreement.kappa).toBeCloseTo(1 / 3)
      expect(agreement.disagreements).toMatchObject([
        { nameId: names[1]!.nameId, first: [], second: ['20010100110000'] },
      ])
      const twice = await asResult(() => read(mapper, 1, []))
      expect(twice).toMatchObject({ ok: false, problem: { code: 'already-there' } })
      const stranger = await asResult(() => read(world.a.expert, 2, []))
      expect(stranger).toMatchObject({ ok: false, problem: { code: 'sample-not-yours' } })
    })

    test('a reader of another institution cannot be named for a sample', async () => {
      const { id } = await fillCatalogue(world, world.a, '抽样二', [{ name: '胸部CT平扫' }])
      const result = await asResult(() =>
        world.store.asTenant({ userId: world.a.reviewer }, (transaction) =>
          createSample(
            transaction,
            { institutionId: world.a.institution.id, catalogueId: id },
            { size: 1, seed: 's', firstReader: world.a.reviewer, secondReader: world.b.reviewer },
          ),
        ),
      )
      expect(result).toEqual({ ok: false, problem: { code: 'reader-unknown', userId: world.b.reviewer } })
    })

    test('a new edition keeps decisions and lists retired targets with their successors', async () => {
      const { id, names } = await fillCatalogue(world, world.a, '换版', [
        { name: '胸部CT平扫', count: 2 },
        { name: '头颅CT平扫', count: 1 },
      ])
      await world.store.asTenant({ userId: world.a.mapper }, (transaction) =>
        decide(
          transaction,
          as(world, world.a.mapper),
          names.map((name) => ({ nameId: name.id, expectedVersion: 0, kind: 'accept' as const })),
        ),
      )
      const next = withRetired(world.edition, '20040100110000', ['20040100150000'])
      const differences = await world.store.readAsTenant({ userId: world.a.mapper }, (transaction) =>
        editionDifferences(transaction, id, next),
      )
      expect(differences).toMatchObject([
        { nameId: names[0]!.id, code: '20040100110000', change: 'retired', successors: ['20040100150000'] },
      ])
      const suggested = await world.store.readAsTenant({ userId: world.a.mapper }, (transaction) =>
        suggestionDifferences(transaction, id, { limit: 10, offset: 0 }),
      )
      expect(suggested.total).toBe(0)
    })

    test('an edition with the same version and other content is refused', async () => {
      const other = withRetired(world.edition, '20040100110000', [])
      const result = await asResult(() =>
        world.store.asRegistry(undefined, (transaction) => registerEdition(transaction, other)),
      )
      expect(result).toMatchObject({ ok: false, problem: { code: 'edition-differs' } })
    })

    test('a rule changes by a new version only, and a stale change conflicts', async () => {
      const put = (expectedVersion: number, body: unknown) =>
        asResult(() =>
          world.store.asTenant({ userId: world.a.reviewer }, (transaction) =>
            putRule(transaction, world.a.reviewer, {
              institutionId: world.a.institution.id,
              key: '大平扫',
              kind: 'term',
              body,
              reason: '院内叫法',
              expectedVersion,
            }),
          ),
        )
      expect(await put(0, { means: '平扫' })).toMatchObject({ ok: true, value: { version: 1 } })
      expect(await put(0, { means: '增强' })).toMatchObject({
        ok: false,
        problem: { code: 'rule-conflict', actual: 1 },
      })
      expect(await put(1, null)).toMatchObject({ ok: true, value: { version: 2 } })
      const [current, history] = await world.store.readAsTenant({ userId: world.a.mapper }, async (transaction) => [
        await listRules(transaction, world.a.institution.id),
        await ruleHistory(transaction, world.a.institution.id, '大平扫'),
      ])
      expect(current).toEqual([])
      expect(history.map((rule) => rule.body)).toEqual([null, { means: '平扫' }])
    })

    test('price schedules of a region are found by date, and one day has one schedule', async () => {
      const add = (validFrom: string) =>
        asResult(() =>
          world.store.asTenant({ userId: world.a.reviewer }, (transaction) =>
            addSchedule(transaction, world.a.reviewer, {
              institutionId: world.a.institution.id,
              region: '江西',
              title: '目录',
              validFrom,
              lines: [{ code: 'x' }],
            }),
          ),
        )
      expect((await add('2025-01-01')).ok).toBe(true)
      expect(await add('2025-01-01')).toMatchObject({ ok: false, problem: { code: 'already-there' } })
      const find = (userId: string, on: string) =>
        world.store.readAsTenant({ userId }, (transaction) =>
          listSchedules(transaction, { region: '江西', on }, { limit: 5, offset: 0 }),
        )
      expect((await find(world.a.mapper, '2025-06-01')).rows).toMatchObject([
        { validFrom: '2025-01-01', validTo: null },
      ])
      expect((await find(world.a.mapper, '2024-06-01')).total).toBe(0)
      expect((await find(world.b.mapper, '2025-06-01')).total).toBe(0)
    })
  })
}

function withRetired(edition: Edition, code: string, successors: string[]): Edition {
  const items = edition.items.map((item) =>
    item.code === code ? { ...item, status: 'retired' as const, successors } : item,
  )
  return { ...edition, items, byCode: new Map(items.map((item) => [item.code.toUpperCase(), item])) }
}
