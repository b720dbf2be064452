import { describe, expect, test } from 'vitest'
import { createCatalogue } from '../catalogues/catalogues.ts'
import { addNames } from '../catalogues/local-names.ts'
import {
  addDictionaryBuild,
  getDictionaryBuild,
  listDictionaryBuilds,
  readDictionaryFile,
} from '../dictionary/dictionary-builds.ts'
import { dictionarySettings, putDictionarySettings, settingsHistory } from '../dictionary/dictionary-settings.ts'
import { oldNames } from '../dictionary/old-names.ts'
import { markStep, rolloutBoard, rolloutHistory } from '../rollout/rollout.ts'
import { fillCatalogue, type World } from './world.ts'

const PAGE = { limit: 50, offset: 0 }

/** A hospital's new dictionary: settings, builds and the roll-out board. */
export function dictionaryContract(given: () => World): void {
  describe('dictionary', () => {
    const put = (actor: string, institutionId: string, expectedVersion: number, body: Record<string, unknown>) =>
      given().store.asTenant({ userId: actor }, (transaction) =>
        putDictionarySettings(transaction, actor, { institutionId, section: 'general', body, expectedVersion }),
      )

    const build = (n: number) => {
      const { store, a } = given()
      const institutionId = a.institution.id
      return store.asTenant({ userId: a.mapper }, async (transaction) => {
        const job = await transaction.row<{ id: string }>(
          `INSERT INTO jobs (kind, institution_id, requested_by, params, status, finished_at)
           VALUES ('dictionary', $1, $2, '{}', 'done', now()) RETURNING id`,
          [institutionId, a.mapper],
        )
        return await addDictionaryBuild(
          transaction,
          { institutionId, jobId: job!.id, draft: n === 0, figures: { questions: n }, createdBy: a.mapper },
          [{ name: 'dictionary.json', content: Buffer.from(`{"n":${n}}`) }],
        )
      })
    }

    test('settings keep every version, and of two writers one sees the conflict', async () => {
      const { store, a } = given()
      const { id } = a.institution
      await put(a.reviewer, id, 0, { chosen: ['a'] })
      await put(a.mapper, id, 1, { chosen: ['b'] })
      await expect(put(a.reviewer, id, 1, { chosen: ['c'] })).rejects.toMatchObject({
        problem: { code: 'version-conflict', what: 'general', expected: 1, actual: 2 },
      })
      const newest = await store.readAsTenant({ userId: a.expert }, (transaction) =>
        dictionarySettings(transaction, id),
      )
      expect(newest).toMatchObject([{ section: 'general', version: 2, body: { chosen: ['b'] }, author: a.mapper }])
      const { total, rows } = await store.readAsTenant({ userId: a.expert }, (transaction) =>
        settingsHistory(transaction, id, 'general', PAGE),
      )
      expect([total, rows.map(({ version }) => version)]).toEqual([2, [2, 1]])
    })

    test('settings, builds and marks of one hospital are neither seen nor written by another', async () => {
      const { store, a, b } = given()
      const { id } = a.institution
      await expect(put(b.reviewer, id, 2, {})).rejects.toThrow()
      await expect(mark(b.reviewer, id, 'live', 0)).rejects.toMatchObject({ code: '42501' })
      await store.readAsTenant({ userId: b.reviewer }, async (transaction) => {
        expect(await dictionarySettings(transaction, id)).toEqual([])
        expect(await rolloutBoard(transaction, id, PAGE)).toEqual({ total: 0, rows: [] })
        expect((await listDictionaryBuilds(transaction, id, PAGE)).total).toBe(0)
      })
    })

    test('names come with what was settled, and with the volumes of the log where the dictionary counts none', async () => {
      const world = given()
      const { a } = world
      await fillCatalogue(world, a, '旧字典', [
        { name: '胸部CT平扫', localCode: 'D1', count: 0 },
        { name: '头颅CT平扫', localCode: 'D2', count: 7 },
      ])
      await world.store.asTenant({ userId: a.mapper }, async (transaction) => {
        const institutionId = a.institution.id
        const log = { institutionId, kind: 'exam-log', title: '旧流水' } as const
        const { id } = await createCatalogue(transaction, a.mapper, log)
        await addNames(transaction, { institutionId, catalogueId: id }, [
          { name: '胸部CT平扫', localCode: 'D1', count: 40 },
          { name: '头颅CT平扫', localCode: 'D2', count: 90 },
        ])
      })
      const names = await world.store.readAsTenant({ userId: a.mapper }, (transaction) =>
        oldNames(transaction, a.institution.id),
      )
      const found = names.filter(({ localCode }) => localCode === 'D1' || localCode === 'D2')
      expect(found.map(({ localCode, exams, settled }) => [localCode, exams, settled])).toEqual([
        ['D1', 40, false],
        ['D2', 7, false],
      ])
    })

    test('files of a build are kept until five newer ones push them out; the build stays in the list', async () => {
      const { store, a } = given()
      const { id: institutionId } = a.institution
      const first = await build(0)
      const read = (buildId: string) =>
        store.readAsTenant({ userId: a.expert }, (transaction) =>
          readDictionaryFile(transaction, { institutionId, buildId }, 'dictionary.json'),
        )
      expect((await read(first)).toString()).toBe('{"n":0}')
      for (let n = 1; n <= 5; n++) await build(n)
      await expect(read(first)).rejects.toMatchObject({ problem: { code: 'not-found', kind: 'dictionary-file' } })
      const old = await store.readAsTenant({ userId: a.expert }, (transaction) =>
        getDictionaryBuild(transaction, institutionId, first),
      )
      expect(old).toMatchObject({ draft: true, files: [], figures: { questions: 0 } })
    })

    const mark = (actor: string, institutionId: string, step: 'live' | 'approved', expectedVersion: number) =>
      given().store.asTenant({ userId: actor }, (transaction) =>
        markStep(transaction, actor, {
          institutionId,
          step,
          done: expectedVersion % 2 === 0,
          note: '院办',
          expectedVersion,
        }),
      )

    test('the board counts what the registry knows and shows who marked the rest', async () => {
      const world = given()
      const { store, a, region } = world
      const { id } = a.institution
      await fillCatalogue(world, a, '看板字典', [
        { name: '胸部CT平扫', localCode: 'E1', count: 3 },
        { name: '头颅CT平扫', localCode: 'E2', count: 7 },
      ])
      await build(8)
      await mark(a.reviewer, id, 'approved', 0)
      await mark(a.reviewer, id, 'live', 0)
      await mark(a.mapper, id, 'live', 1)
      await expect(mark(a.mapper, id, 'live', 1)).rejects.toMatchObject({ problem: { code: 'version-conflict' } })
      const { rows } = await store.readAsTenant({ userId: a.expert }, (transaction) =>
        rolloutBoard(transaction, region.id, PAGE),
      )
      expect(rows).toHaveLength(1)
      const [row] = rows
      // The region above is not this person's to see.
      expect(row?.place).toEqual([a.institution.name])
      expect(row?.names).toBeGreaterThanOrEqual(2)
      expect(row?.mappedNames).toBeLessThanOrEqual(row?.names ?? 0)
      expect(row?.built).toMatchObject({ draft: false, questions: 8 })
      expect(row?.marks.map(({ step, done, version, actor }) => [step, done, version, actor])).toEqual([
        ['approved', true, 1, a.reviewer],
        ['live', false, 2, a.mapper],
      ])
      const history = await store.readAsTenant({ userId: a.expert }, (transaction) =>
        rolloutHistory(transaction, id, PAGE),
      )
      expect(history.total).toBe(3)
    })
  })
}
