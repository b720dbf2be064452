/** Where a defect of the data stands: file, and row of the file counted from 1 with the header as row 1. */
export interface Place {
  readonly file: string
  readonly row?: number
}

/** A defect of standard/: file, row and the rule that it breaks (the code), with what the texts need. */
export type DataProblem =
  | (Place & { readonly code: 'data-missing-file' })
  | (Place & { readonly code: 'data-not-json'; readonly detail: string })
  | (Place & { readonly code: 'data-missing-column'; readonly column: string })
  | (Place & { readonly code: 'data-unknown-column'; readonly column: string })
  | (Place & { readonly code: 'data-cell-count'; readonly expected: number; readonly found: number })
  | (Place & { readonly code: 'data-empty-cell'; readonly column: string })
  | (Place & {
      readonly code: 'data-value-not-allowed'
      readonly column: string
      readonly value: string
      readonly allowed: string
    })
  | (Place & { readonly code: 'data-duplicate-row'; readonly value: string; readonly first: number })
  | (Place & {
      readonly code: 'data-unknown-value'
      readonly column: string
      readonly value: string
      readonly dictionary: string
    })
  | (Place & { readonly code: 'data-unknown-dictionary'; readonly value: string })
  | (Place & { readonly code: 'data-unknown-group'; readonly value: string })
  | (Place & { readonly code: 'data-group-of-other-field'; readonly value: string; readonly column: string })
  | (Place & { readonly code: 'data-bad-range'; readonly value: string })
  | (Place & { readonly code: 'data-code-width'; readonly value: string; readonly width: number })
  | (Place & { readonly code: 'data-letter-not-allowed'; readonly value: string })
  | (Place & { readonly code: 'data-bad-parent'; readonly value: string; readonly parent: string })
  | (Place & { readonly code: 'data-extension-prefix'; readonly value: string })
  | (Place & { readonly code: 'data-extension-in-published'; readonly value: string })
  | (Place & { readonly code: 'data-duplicate-item'; readonly value: string; readonly other: string })
  | (Place & { readonly code: 'data-unknown-item'; readonly value: string })
  | (Place & { readonly code: 'data-missing-id'; readonly kind: string; readonly value: string })
  | (Place & { readonly code: 'data-useless-override'; readonly value: string })

export type DataProblemCode = DataProblem['code']

/** Thrown by the loaders when standard/ has defects: it carries all of them. The text is for logs; people get the problems rendered. */
export class DataError extends Error {
  readonly problems: readonly DataProblem[]

  constructor(problems: readonly DataProblem[]) {
    super(problems.map((p) => `${p.file}${p.row === undefined ? '' : `:${p.row}`} ${p.code}`).join('\n'))
    this.name = 'DataError'
    this.problems = problems
  }
}
