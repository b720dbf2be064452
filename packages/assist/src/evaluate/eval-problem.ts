interface InFile {
  readonly file: string
}
interface InRow extends InFile {
  readonly row: number
}

/** What can be wrong with a file of labelled names, with the results that it is compared with, or with suggestions. */
export type EvalProblem =
  | (InFile & { readonly code: 'eval-no-labels'; readonly columns: readonly string[] })
  | (InFile & { readonly code: 'eval-no-names' })
  | (InRow & { readonly code: 'eval-label-empty' })
  | (InRow & { readonly code: 'eval-label-unreadable'; readonly text: string })
  | (InRow & { readonly code: 'eval-unknown-code'; readonly item: string; readonly nearest: readonly string[] })
  | (InRow & { readonly code: 'eval-not-a-result' })
  | (InRow & { readonly code: 'suggest-not-a-suggestion' })
  | (InFile & { readonly code: 'eval-file-unreadable'; readonly reason: string })
