import type { BatchProblem, Outcome } from '../problem.ts'

/** The value of an outcome that a test expects to be good. */
export function resultOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem))
  return outcome.value
}

/** The problem of an outcome that a test expects to be bad. */
export function problemOf(outcome: Outcome<unknown>): BatchProblem {
  if (outcome.ok) throw new Error('the run should have failed')
  return outcome.problem
}
