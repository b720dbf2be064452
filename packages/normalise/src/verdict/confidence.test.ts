import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Answer, emptyOutcome, type Outcome } from '../resolve/exam.ts'
import { RELATIONS } from '../result.ts'
import { confidenceOf, type ReadingEvidence } from './confidence.ts'

const answer = (relation: Answer['relation']): Answer => ({
  code: '20040100110000',
  relation,
  missing: [],
  closest: [],
  spans: [],
})
const outcome = (more: Partial<Outcome> = {}): Outcome => ({
  ...emptyOutcome(),
  answers: [answer('equivalent')],
  ...more,
})
const CLEAR: ReadingEvidence = { unknown: 0, inferred: 0, exams: 1 }

describe('the confidence', () => {
  it('is highest for one equivalent item that every word explains, and never 1', () => {
    const best = confidenceOf(outcome(), CLEAR)
    expect(best).toBeGreaterThan(0.95)
    expect(best).toBeLessThan(1)
  })

  it.each<[what: string, said: Outcome, evidence: ReadingEvidence]>([
    ['characters that nothing explains', outcome(), { ...CLEAR, unknown: 1 }],
    ['a modality that was not said', outcome(), { ...CLEAR, inferred: 1 }],
    ['several exams', outcome(), { ...CLEAR, exams: 2 }],
    ['a name that says less than the item', outcome({ answers: [answer('broader')] }), CLEAR],
    ['a name that says more than the item', outcome({ answers: [answer('narrower')] }), CLEAR],
    ['a side by convention', outcome({ defaults: ['side'] }), CLEAR],
    ['a position by convention', outcome({ defaults: ['position'] }), CLEAR],
    ['a scan by convention', outcome({ defaults: ['scan'] }), CLEAR],
  ])('is lowered by %s', (_, said, evidence) => {
    expect(confidenceOf(said, evidence)).toBeLessThan(confidenceOf(outcome(), CLEAR))
  })

  it('stays between 0.05 and 0.99 and never rises with more unknown characters', () => {
    const count = fc.nat({ max: 5_000 })
    const answers = fc.array(fc.constantFrom(...RELATIONS).map(answer), { maxLength: 50 })
    fc.assert(
      fc.property(count, count, count, answers, (unknown, inferred, exams, list) => {
        const said = outcome({ answers: list })
        const confidence = confidenceOf(said, { unknown, inferred, exams })
        expect(confidence).toBeGreaterThanOrEqual(0.05)
        expect(confidence).toBeLessThanOrEqual(0.99)
        expect(confidenceOf(said, { unknown: unknown + 1, inferred, exams })).toBeLessThanOrEqual(confidence)
      }),
    )
  })
})
