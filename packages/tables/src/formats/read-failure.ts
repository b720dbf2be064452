import type { FileProblem } from '../problems/problem.ts'
import { readProblem } from '../source/byte-source.ts'

/**
 * Carries a problem out of nested streams, which can end only with an error. It never leaves the package: the readers
 * turn it back into data at their border (`asProblem`).
 */
export class ReadFailure extends Error {
  readonly problem: FileProblem

  constructor(problem: FileProblem) {
    super(problem.code)
    this.name = 'ReadFailure'
    this.problem = problem
  }
}

/** The problem behind an error of reading; every other error is a bug and is thrown on. */
export function asProblem(file: string, error: unknown): FileProblem {
  return error instanceof ReadFailure ? error.problem : readProblem(file, error)
}
