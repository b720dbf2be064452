/** Where a defect of the data stands: file, and row of the file counted from 1 with the header as row 1. */
export interface Place {
  readonly file: string
  readonly row?: number
}

/** A defect of standard/: file, row and the rule that it breaks (the code), with what the texts need. */
export type DataProblem =
  | (Place & { readonly code: 'missing-file' })
  | (Place & { readonly code: 'not-json'; readonly detail: string })
  | (Place & { readonly code: 'missing-column'; readonly column: string })
  | (Place & { readonly code: 'unknown-column'; readonly column: string })
  | (Place & { readonly code: 'cell-count'; readonly expected: number; readonly found: number })
  | (Place & { readonly code: 'empty-cell'; readonly column: string })
  | (Place & {
      readonly code: 'value-not-allowed'
      readonly column: string
      readonly value: string
      readonly allowed: string
    })
  | (Place & { readonly code: 'duplicate-row'; readonly value: string; readonly first: number })
  | (Place & {
      readonly code: 'unknown-value'
      readonly column: string
      readonly value: string
      readonly dictionary: string
    })
  | (Place & { readonly code: 'unknown-dictionary'; readonly value: string })
  | (Place & { readonly code: 'unknown-group'; readonly value: string })
  | (Place & { readonly code: 'group-of-other-field'; readonly value: string; readonly column: string })
  | (Place & { readonly code: 'bad-range'; readonly value: string })
  | (Place & { readonly code: 'code-width'; readonly value: string; readonly width: number })
  | (Place & { readonly code: 'letter-not-allowed'; readonly value: string })
  | (Place & { readonly code: 'bad-parent'; readonly value: string; readonly parent: string })
  | (Place & { readonly code: 'extension-prefix'; readonly value: string })
  | (Place & { readonly code: 'extension-in-published'; readonly value: string })
  | (Place & { readonly code: 'duplicate-item'; readonly value: string; readonly other: string })
  | (Place & { readonly code: 'unknown-item'; readonly value: string })
  | (Place & { readonly code: 'missing-id'; readonly kind: string; readonly value: string })
  | (Place & { readonly code: 'useless-override'; readonly value: string })

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
