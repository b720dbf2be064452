/** What can keep labels from being exported. */
export type LabelsProblem =
  | { readonly code: 'labels-source-missing'; readonly source: string }
  | { readonly code: 'labels-not-standardised'; readonly source: string; readonly column: string }
  | {
      readonly code: 'labels-column-missing'
      readonly role: string
      readonly columns: readonly string[]
    }
  | { readonly code: 'labels-no-patient'; readonly columns: readonly string[] }
  | { readonly code: 'labels-edition'; readonly made: string; readonly edition: string }
  | { readonly code: 'labels-unknown-item'; readonly item: string; readonly nearest: readonly string[] }
  | { readonly code: 'labels-unknown-part'; readonly part: string }
  | { readonly code: 'labels-unknown-modifier'; readonly modifier: string; readonly modifiers: readonly string[] }
  | { readonly code: 'labels-nothing-selected'; readonly exams: number; readonly smallest: number }
  | { readonly code: 'labels-key'; readonly file: string; readonly reason: string }
  | { readonly code: 'labels-out-exists'; readonly folder: string }
