import type { TableProblem } from '../problems/problem.ts'

/** What came out, or why nothing did. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: TableProblem }

export const done = <T>(value: T): Result<T> => ({ ok: true, value })

export const failed = (problem: TableProblem): { readonly ok: false; readonly problem: TableProblem } => ({
  ok: false,
  problem,
})
