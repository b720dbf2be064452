import { describe, expect, it } from 'vitest'
import { type Answer, emptyOutcome, type Outcome } from '../resolve/exam.ts'
import type { FacetName } from '../result.ts'
import { type Evidence, judge, REVIEW_BELOW } from './judge.ts'

const coded: Answer = { code: '20040100110000', relation: 'equivalent', missing: [], closest: [], spans: [] }
const without = (...missing: FacetName[]): Answer => ({ code: null, relation: 'none', missing, closest: [], spans: [] })
const outcome = (answers: Answer[], more: Partial<Outcome> = {}): Outcome => ({ ...emptyOutcome(), answers, ...more })
const SURE: Evidence = { nonExam: null, conflict: false, uncovered: false, confidence: 0.99 }

describe('the verdict', () => {
  it.each<[what: string, state: string, reason: string | null, said: Outcome, evidence?: Partial<Evidence>]>([
    ['all exams have items', 'mapped', null, outcome([coded])],
    ['nothing but a service', 'not-exam', 'film', outcome([]), { nonExam: 'film' }],
    ['a service beside an exam', 'mapped', null, outcome([coded]), { nonExam: 'film' }],
    ['a service, though a column disagrees', 'not-exam', 'film', outcome([]), { nonExam: 'film', conflict: true }],
    ['a disagreement', 'conflict', null, outcome([coded]), { conflict: true }],
    [
      'a disagreement about an open facet',
      'conflict',
      null,
      outcome([without('part')], { ambiguous: 'part' }),
      { conflict: true },
    ],
    ['an open facet', 'ambiguous', null, outcome([coded, without('part')], { ambiguous: 'part' })],
    ['no item, the part is missing', 'no-item', 'part-missing', outcome([without('scan'), without('part')])],
    ['no item, the position is missing', 'no-item', 'position-missing', outcome([without('position')])],
    ['no item, the scan is missing', 'no-item', 'scan-missing', outcome([without('scan')])],
    ['no item, another facet is missing', 'no-item', 'item-missing', outcome([without('route')])],
    [
      'a method that the edition does not cover',
      'no-item',
      'modality-not-covered',
      outcome([without('modality')]),
      { uncovered: true },
    ],
    ['one exam of two has an item', 'review', null, outcome([coded, without('scan')])],
    ['a doubtful reading', 'review', null, outcome([coded]), { confidence: REVIEW_BELOW - 0.01 }],
    ['a reading just sure enough', 'mapped', null, outcome([coded]), { confidence: REVIEW_BELOW }],
    ['no answer and no reason', 'no-item', 'item-missing', outcome([])],
  ])('%s: %s', (_, state, reason, said, evidence = {}) => {
    expect(judge(said, { ...SURE, ...evidence })).toEqual({ state, reason })
  })
})
