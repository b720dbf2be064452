/** One reason behind a guess, as data. `share` is between 0 and 1, `row` and `column` count from 1. */
export type Evidence =
  | { readonly code: 'given' }
  | { readonly code: 'content-is'; readonly found: string }
  | { readonly code: 'name-says-otherwise'; readonly extension: string }
  | { readonly code: 'byte-order-mark' }
  | { readonly code: 'valid-utf8' }
  | { readonly code: 'ascii-only' }
  | { readonly code: 'zero-bytes-alternate' }
  | { readonly code: 'declared'; readonly as: string }
  | { readonly code: 'invalid-utf8-valid-as'; readonly encoding: string }
  | { readonly code: 'invalid-in-every-encoding' }
  | { readonly code: 'known-characters'; readonly share: number }
  | { readonly code: 'same-width-rows'; readonly rows: number; readonly of: number; readonly columns: number }
  | { readonly code: 'no-delimiter-fits' }
  | { readonly code: 'header-words'; readonly words: readonly string[] }
  | { readonly code: 'header-unlike-rows'; readonly columns: readonly number[] }
  | { readonly code: 'first-row-is-data'; readonly text: string }
  | { readonly code: 'keys-of-objects' }
  | { readonly code: 'lines-of-text' }
  | { readonly code: 'header-says'; readonly header: string; readonly word: string }
  | { readonly code: 'cells-look-like'; readonly what: CellLook; readonly share: number; readonly of: number }
  | { readonly code: 'only-text-column' }
  | { readonly code: 'column-with-role'; readonly role: string; readonly header: string }
  | { readonly code: 'names-repeat'; readonly distinct: number; readonly of: number }
  | { readonly code: 'names-differ'; readonly distinct: number; readonly of: number }
  | { readonly code: 'nothing-else-fits' }
  | { readonly code: 'first-sheet-with-rows'; readonly others: readonly string[] }

export const CELL_LOOKS = [
  'exam-name',
  'modality',
  'sex',
  'side',
  'number',
  'code',
  'person-name',
  'id-card',
  'phone',
] as const

export type CellLook = (typeof CELL_LOOKS)[number]

/** A guess that says what it rests on, or that it was given by the user. */
export interface Guess<T> {
  readonly value: T
  readonly given: boolean
  readonly evidence: readonly Evidence[]
}

export const given = <T>(value: T): Guess<T> => ({ value, given: true, evidence: [{ code: 'given' }] })

export const guessed = <T>(value: T, ...evidence: readonly Evidence[]): Guess<T> => ({ value, given: false, evidence })
