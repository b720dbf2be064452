import { readSchedules } from '@yingma/charge'
import { loadSchedules } from '@yingma/edition'
import { expect, test } from 'vitest'
import { followCodes } from '../impact/impact.ts'
import { priceListOf } from '../impact/price-changes.ts'
import { applyChanges } from '../proposals/apply-change.ts'
import type { Change } from '../proposals/change.ts'
import { firstDraft } from '../testing/first-draft.ts'
import type { ReleaseEffect } from './accept-release.ts'
import { releasePreview } from './release-preview.ts'

const PLAIN = '20040100110000'
const ENHANCED = '20040100210000'
const BOTH = '20040100220000'

const draft = firstDraft()
const lists = readSchedules(loadSchedules()).schedules.map(priceListOf)

function previewOf(changes: readonly Change[], decided: readonly (readonly [exams: number, ...codes: string[]])[]) {
  const changed = applyChanges(draft, changes, [])
  if (!changed.ok) throw new Error(JSON.stringify(changed.problems))
  const after = changed.draft.edition
  const effects = decided.flatMap(([exams, ...codes], at): ReleaseEffect[] => {
    const next = followCodes(codes, after)
    return next === null ? [] : [{ nameId: String(at), name: '', exams, version: 1, before: codes, ...next }]
  })
  return releasePreview(effects, { before: draft.edition, after }, lists)
}

const gone = { reason: '并入', date: '2026-03-01' }

test('decisions that move alike are one charge move a price list, with what they paid before and pay after', () => {
  const merge: Change = { kind: 'merge', subject: 'item', codes: [ENHANCED], into: PLAIN, ...gone }
  const { counts, charges } = previewOf(
    [merge],
    [
      [40, ENHANCED],
      [2, ENHANCED],
      [7, ENHANCED, BOTH],
      [9, PLAIN],
    ],
  )
  expect(counts).toEqual({
    moved: { names: 3, exams: 49 },
    review: { names: 0, exams: 0 },
    lost: { names: 0, exams: 0 },
  })
  expect(charges.length).toBeGreaterThan(0)
  expect(charges[0]).toMatchObject({ before: [ENHANCED], after: [PLAIN], names: 2, exams: 42 })
  for (const { linesBefore, linesAfter } of charges) expect(linesBefore).not.toEqual(linesAfter)
  const keys = charges.map(({ schedule, before }) => `${schedule} ${before}`)
  expect(new Set(keys).size).toBe(keys.length)
})

test('what has several successors waits for a person, and nothing is said of its charges', () => {
  const split: Change = { kind: 'split', subject: 'item', code: BOTH, into: [PLAIN, ENHANCED], ...gone }
  const { counts, charges } = previewOf(
    [split],
    [
      [5, BOTH],
      [3, BOTH, PLAIN],
    ],
  )
  expect(counts).toMatchObject({ moved: { names: 0 }, review: { names: 2, exams: 8 } })
  expect(charges).toEqual([])
})

test('what follows an item that no release leads on is lost', () => {
  const effect: ReleaseEffect = {
    nameId: '',
    name: '',
    exams: 3,
    version: 1,
    before: ['X'],
    after: ['X'],
    isOpen: false,
  }
  const { edition } = draft
  const { counts } = releasePreview([effect], { before: edition, after: edition }, lists)
  expect(counts.lost).toEqual({ names: 1, exams: 3 })
})
