/** What can be wrong with a call or a file of the price commands, beside the problems of schedules and tables. */
export type PriceProblem =
  | { readonly code: 'price-unknown-schedule'; readonly schedule: string; readonly schedules: readonly string[] }
  | { readonly code: 'price-folder-unreadable'; readonly folder: string; readonly reason: string }
  | {
      readonly code: 'price-cell-unreadable'
      readonly file: string
      readonly row: number
      readonly header: string
      readonly value: string
      readonly wanted: 'count' | 'price'
    }
  | { readonly code: 'price-name-unread'; readonly name: string; readonly state: string }
  | { readonly code: 'price-modifier-form'; readonly text: string; readonly known: readonly string[] }
