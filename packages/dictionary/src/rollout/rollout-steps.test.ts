import type { RolloutRow } from '@yingma/store'
import { expect, test } from 'vitest'
import { rolloutSteps } from './rollout-steps.ts'

const ROW: RolloutRow = {
  institutionId: 'i',
  code: 'H1',
  name: '甲院',
  place: ['甲院'],
  names: 10,
  exams: 100,
  mappedNames: 10,
  reviewedNames: 4,
  reviewedExams: 60,
  built: null,
  marks: [
    { step: 'approved', version: 3, done: true, note: '院办', actor: 'u', actorName: '王', at: '2026-03-01T00:00:00Z' },
    { step: 'live', version: 2, done: false, note: '推迟', actor: 'u', actorName: '王', at: '2026-03-02T00:00:00Z' },
  ],
}

test('the registry says what is collected, mapped and reviewed; people say the rest', () => {
  expect(rolloutSteps(ROW).map(({ step, state, by, version }) => [step, state, by, version])).toEqual([
    ['collected', 'done', 'registry', 0],
    ['mapped', 'done', 'registry', 0],
    ['reviewed', 'partly', 'registry', 0],
    ['priced', 'open', 'hand', 0],
    ['approved', 'done', 'hand', 3],
    ['imported', 'open', 'hand', 0],
    ['verified', 'open', 'hand', 0],
    ['live', 'open', 'hand', 2],
  ])
})

test('where nothing was collected nothing counts as mapped', () => {
  const empty = rolloutSteps({ ...ROW, names: 0, mappedNames: 0, reviewedNames: 0, marks: [] })
  expect(new Set(empty.map(({ state }) => state))).toEqual(new Set(['open']))
})
