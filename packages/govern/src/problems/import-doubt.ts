import type { CoreProblem } from '@yingma/core'
import type { TableProblem } from '@yingma/tables'
import type { GovernProblem } from './govern-problem.ts'

/** Where in the publisher's table. */
interface AtRow {
  readonly row: number
  readonly sheet?: string
}

/** What no proposal can be made of in the publisher's table, or what the table lacks. `value` is a code. */
export type ImportDoubt =
  | (AtRow & { readonly code: 'import-bad-row'; readonly problem: TableProblem })
  | (AtRow & { readonly code: 'import-code-missing'; readonly name: string })
  | (AtRow & { readonly code: 'import-name-missing'; readonly value: string })
  | (AtRow & { readonly code: 'import-name-long'; readonly value: string; readonly limit: number })
  | (AtRow & {
      readonly code: 'import-unreadable'
      readonly value: string
      readonly name: string
      /** Why; left out where many codes cannot be read. */
      readonly problem?: CoreProblem
    })
  | (AtRow & { readonly code: 'import-twice'; readonly value: string; readonly first: number })
  | (AtRow & {
      readonly code: 'import-name-twice'
      readonly value: string
      readonly name: string
      readonly first: number
    })
  | (AtRow & {
      readonly code: 'import-renamed'
      readonly value: string
      readonly name: string
      readonly before: string
    })
  /** The name of an item stands with another code. */
  | (AtRow & {
      readonly code: 'import-recoded'
      readonly value: string
      readonly name: string
      readonly before: string
    })
  | (AtRow & { readonly code: 'import-retired'; readonly value: string; readonly name: string })
  | (AtRow & {
      readonly code: 'import-refused'
      readonly value: string
      readonly name: string
      readonly problem: GovernProblem
    })
  | { readonly code: 'import-no-successor'; readonly value: string; readonly name: string }
  | { readonly code: 'import-part-only'; readonly modality: string; readonly gone: number; readonly of: number }
  | { readonly code: 'import-older'; readonly edition: string; readonly gone: number }
  | {
      readonly code: 'import-too-many'
      readonly kind: 'added' | 'retired'
      readonly count: number
      readonly limit: number
    }
