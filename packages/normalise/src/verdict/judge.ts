import type { Answer, Outcome } from '../resolve/exam.ts'
import type { Reason, State } from '../result.ts'

/** What the words outside exams say, and how sure the reading is. */
export interface Evidence {
  readonly nonExam: Reason | null
  readonly conflict: boolean
  readonly uncovered: boolean
  readonly confidence: number
}

export interface Verdict {
  readonly state: State
  readonly reason: Reason | null
}

/** Below this confidence a person looks at the name. */
export const REVIEW_BELOW = 0.8

/** The first state of the fixed order that holds (design of the result: not-exam before conflict before ambiguous …). */
export function judge(outcome: Outcome, evidence: Evidence): Verdict {
  const { answers } = outcome
  if (answers.length === 0 && evidence.nonExam !== null) return { state: 'not-exam', reason: evidence.nonExam }
  if (evidence.conflict) return { state: 'conflict', reason: null }
  if (outcome.ambiguous !== null) return { state: 'ambiguous', reason: null }
  const coded = answers.filter((answer) => answer.code !== null)
  if (coded.length === 0)
    return { state: 'no-item', reason: evidence.uncovered ? 'modality-not-covered' : reasonOf(answers) }
  if (coded.length < answers.length || evidence.confidence < REVIEW_BELOW) return { state: 'review', reason: null }
  return { state: 'mapped', reason: null }
}

function reasonOf(answers: readonly Answer[]): Reason {
  const missing = answers.flatMap((answer) => answer.missing)
  if (missing.includes('part')) return 'part-missing'
  if (missing.includes('position')) return 'position-missing'
  if (missing.includes('scan')) return 'scan-missing'
  return 'item-missing'
}
