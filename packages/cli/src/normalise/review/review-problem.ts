/** Where in a workbook: `row` and `column` count from 1. */
interface AtCell {
  readonly file: string
  readonly sheet: string
  readonly row: number
  readonly column: number
  readonly header: string
}

/** What can be wrong with a workbook of decisions. */
export type ReviewProblem =
  | {
      readonly code: 'review-column-missing'
      readonly file: string
      readonly column: string
      readonly columns: readonly string[]
    }
  | { readonly code: 'review-no-decisions'; readonly file: string }
  | (AtCell & { readonly code: 'review-unknown-item'; readonly item: string; readonly nearest: readonly string[] })
  | (AtCell & { readonly code: 'review-name-missing' })
  | (AtCell & { readonly code: 'review-decided-twice'; readonly first: number })
