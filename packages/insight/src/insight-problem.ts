/** What can be wrong with what an analysis was asked for. Texts are in `texts/`. */
export type InsightProblem =
  | { readonly code: 'insight.figure-unknown'; readonly figure: string; readonly figures: readonly string[] }
  | {
      readonly code: 'insight.dimension-unknown'
      readonly figure: string
      readonly dimension: string
      readonly dimensions: readonly string[]
    }
  | { readonly code: 'insight.column-missing'; readonly figure: string; readonly columns: readonly string[] }
  | { readonly code: 'insight.dimension-private'; readonly figure: string; readonly dimension: string }
  | { readonly code: 'insight.figure-private'; readonly figure: string }
  | { readonly code: 'insight.rows-private' }
  | { readonly code: 'insight.rows-absent'; readonly figure: string }
  | { readonly code: 'insight.rows-too-many'; readonly figure: string; readonly limit: number }
  | { readonly code: 'insight.rows-telling'; readonly figure: string; readonly dimensions: readonly string[] }
  | { readonly code: 'insight.mart-missing'; readonly folder: string }
  | { readonly code: 'insight.source-missing'; readonly source: string }
  | { readonly code: 'insight.source-not-standardised'; readonly source: string; readonly column: string }
  | { readonly code: 'insight.column-unknown'; readonly column: string; readonly columns: readonly string[] }
  | { readonly code: 'insight.list-invalid'; readonly place: string; readonly rule: string }
  | { readonly code: 'insight.workload-invalid'; readonly place: string; readonly rule: string }
  | {
      readonly code: 'insight.request-invalid'
      readonly file: string
      readonly line: number
      readonly place: string
      readonly rule: string
    }
  | { readonly code: 'insight.file-unreadable'; readonly file: string; readonly reason: string }
  | { readonly code: 'insight.file-unwritable'; readonly file: string; readonly reason: string }
  | { readonly code: 'insight.pdf-unavailable' }
  | { readonly code: 'insight.key-too-short' }

/** Either the value or what kept it from being made. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: InsightProblem }

export function refuse(problem: InsightProblem): { readonly ok: false; readonly problem: InsightProblem } {
  return { ok: false, problem }
}
