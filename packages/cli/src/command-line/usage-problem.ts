/** How a command can be called wrongly. `near` are names that may have been meant, closest first. */
export type UsageProblem =
  | { readonly code: 'cli-unknown-command'; readonly command: string; readonly near: readonly string[] }
  | { readonly code: 'cli-unknown-option'; readonly option: string; readonly near: readonly string[] }
  | { readonly code: 'cli-option-needs-value'; readonly option: string; readonly value: string }
  | { readonly code: 'cli-option-takes-no-value'; readonly option: string }
  | { readonly code: 'cli-option-missing'; readonly option: string }
  | { readonly code: 'cli-option-twice'; readonly option: string }
  | {
      readonly code: 'cli-value-not-allowed'
      readonly option: string
      readonly value: string
      readonly allowed: readonly string[]
    }
  | { readonly code: 'cli-operand-missing'; readonly usage: string }
  | { readonly code: 'cli-operand-extra'; readonly operand: string; readonly usage: string }
  | { readonly code: 'cli-options-exclude'; readonly option: string; readonly other: string }
  | { readonly code: 'cli-option-needs-option'; readonly option: string; readonly other: string }
  | { readonly code: 'cli-workbook-to-terminal' }
  | { readonly code: 'cli-several-files' }
  | { readonly code: 'cli-same-file'; readonly file: string }
  | { readonly code: 'cli-name-for-file'; readonly name: string }
