/** What can be wrong with a call or a file of the price commands, beside the problems of prices and tables. */
export type PriceProblem =
  | { readonly code: 'price-folder-unreadable'; readonly folder: string; readonly reason: string }
  | { readonly code: 'price-modifier-form'; readonly text: string; readonly known: readonly string[] }
