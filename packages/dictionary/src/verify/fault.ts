import type { Field } from '../model/settings.ts'

/** Every way in which a live table can differ from what was approved. */
export const FAULT_KINDS = [
  'missing-item',
  'stray-item',
  'double-item',
  'old-active',
  'code-spaces',
  'code-case',
  'code-confused',
  'code-number',
  'code-truncated',
  'code-padded',
  'code-changed',
  'name-empty',
  'name-truncated',
  'name-garbled',
  'name-escaped',
  'name-spaces',
  'name-width',
  'name-case',
  'name-star-left',
  'name-star-missing',
  'names-swapped',
  'sides-swapped',
  'name-side',
  'name-of-other',
  'name-changed',
  'wrong-side-rule',
  'wrong-modality',
  'wrong-field',
  'field-truncated',
  'charge-unreadable',
  'charge-missing',
  'charge-stray',
  'charge-double',
  'charge-quantity',
  'wrong-price',
  'wrong-insurance',
  'inactive',
  'active-by-mistake',
  'column-padded',
  'file-changed',
] as const
export type FaultKind = (typeof FAULT_KINDS)[number]

/** One thing that differs, as data; its text says what to do. */
export interface Fault {
  readonly code: FaultKind
  /** Row of the export; 0 where there is none. */
  readonly row: number
  /** The second row of a swap or of a double. */
  readonly other: number
  /** Code of the approved item; '' for a row that belongs to none. */
  readonly item: string
  readonly itemName: string
  readonly field: Field | ''
  /** Column of the live table. */
  readonly column: string
  readonly expected: string
  readonly found: string
}

/** A row of the live table: the cells of the columns that the export has, exactly as they stand. */
export interface LiveRow {
  readonly row: number
  readonly cells: Readonly<Partial<Record<Field, string>>>
}

/** What `verify` compared, what it could not, and what it found. */
export interface Verification {
  readonly target: string
  readonly rows: number
  readonly items: number
  /** Approved items found in the export, under their code or a damaged form of it. */
  readonly found: number
  /** Rows of old codes, which stay for old records. */
  readonly oldRows: number
  /** Columns of the target that the export does not have: nothing is said of them. */
  readonly notCompared: readonly Field[]
  readonly faults: readonly Fault[]
}
