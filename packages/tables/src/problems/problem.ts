import type { Role } from '../model/roles.ts'

/** Where in a file: `row` is the line on which the row starts (text) or the row of the sheet, both counted from 1. */
interface AtRow {
  readonly file: string
  readonly row: number
  /** Sheet of a workbook. */
  readonly sheet?: string
}

/** `column` counts from 1; `header` is its name where the table has one. */
interface AtCell extends AtRow {
  readonly column: number
  readonly header?: string
}

export type JsonKind = 'null' | 'array' | 'string' | 'number' | 'boolean'

/** Files that are no tables and are recognised as what they are. */
export type OtherFile = 'pdf' | 'image' | 'zip' | 'rar' | 'gzip' | 'word' | 'json' | 'compound-file' | 'binary'

/** How a part of a workbook is damaged. */
export type Damage = 'cut-off' | 'missing' | 'checksum' | 'cannot-unpack' | 'syntax' | 'unreadable' | 'endless'

/** A row that cannot be taken over. With a sink for bad rows it is set aside; without, the run stops there. */
export type RowProblem =
  | (AtRow & { readonly code: 'table-ragged-row'; readonly expected: number; readonly actual: number })
  | (AtCell & { readonly code: 'table-unbalanced-quote' })
  | (AtCell & { readonly code: 'table-nul-byte' })
  | (AtCell & { readonly code: 'table-undecodable'; readonly encoding: string })
  | (AtCell & { readonly code: 'table-cell-too-long'; readonly length: number; readonly limit: number })
  | (AtRow & { readonly code: 'table-not-json' })
  | (AtRow & { readonly code: 'table-not-object'; readonly found: JsonKind })
  | (AtRow & { readonly code: 'table-unknown-key'; readonly key: string })

/** The whole file cannot be read (any further). */
export type FileProblem =
  | { readonly code: 'table-file-missing'; readonly file: string }
  | { readonly code: 'table-file-unreadable'; readonly file: string; readonly reason: string }
  | { readonly code: 'table-empty'; readonly file: string }
  | { readonly code: 'table-no-rows'; readonly file: string }
  | { readonly code: 'table-not-a-table'; readonly file: string; readonly found: OtherFile }
  | { readonly code: 'table-format-mismatch'; readonly file: string; readonly wanted: string; readonly found: string }
  | { readonly code: 'table-unknown-encoding'; readonly file: string; readonly encoding: string }
  | { readonly code: 'table-password'; readonly file: string }
  | { readonly code: 'table-damaged'; readonly file: string; readonly part: string; readonly damage: Damage }
  | { readonly code: 'table-too-large'; readonly file: string; readonly limit: number }
  | {
      readonly code: 'table-zip-bomb'
      readonly file: string
      readonly part: string
      readonly unpacked: number
      readonly packed: number
      readonly maxUnpacked: number
      readonly maxRatio: number
    }
  | {
      readonly code: 'table-unknown-sheet'
      readonly file: string
      readonly sheet: string
      readonly sheets: readonly string[]
    }
  | { readonly code: 'table-unknown-header'; readonly file: string; readonly row: number }
  | { readonly code: 'table-too-many-rows'; readonly file: string; readonly limit: number }
  | {
      readonly code: 'table-too-many-columns'
      readonly file: string
      readonly row: number
      readonly limit: number
      readonly actual: number
    }
  | { readonly code: 'table-row-too-long'; readonly file: string; readonly row: number; readonly limit: number }
  | {
      readonly code: 'table-unknown-column'
      readonly file: string
      readonly column: string | number
      readonly role?: Role
      readonly columns: readonly string[]
    }
  | {
      readonly code: 'table-ambiguous-column'
      readonly file: string
      readonly column: string
      readonly at: readonly number[]
    }
  | { readonly code: 'table-unknown-role'; readonly role: string }
  | {
      readonly code: 'table-role-missing'
      readonly file: string
      readonly role: Role
      readonly columns: readonly string[]
    }

/** The output cannot be written; nothing is left behind. */
export type WriteProblem =
  | { readonly code: 'table-cannot-write'; readonly file: string; readonly reason: string }
  | (AtCell & { readonly code: 'table-excel-cell-too-long'; readonly length: number; readonly limit: number })
  | { readonly code: 'table-excel-columns'; readonly file: string; readonly actual: number; readonly limit: number }
  | { readonly code: 'table-excel-too-large'; readonly file: string }
  | (AtCell & { readonly code: 'table-lone-surrogate' })

export type TableProblem = RowProblem | FileProblem | WriteProblem
