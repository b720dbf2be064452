import type { KeyField, Roles } from './columns.ts'
import type { WorkFolder } from './run/work-folder.ts'

export interface TableColumn {
  readonly name: string
  /** In the engine's own words. */
  readonly type: string
}

/** One Parquet file of exam rows: `offset` is the number of rows in the files before it. */
export interface ExamFile {
  readonly path: string
  readonly rows: number
  readonly bytes: number
  readonly modified: number
  readonly offset: number
}

/** Where the exam rows lie. Plain JSON: it is kept in a step record and read back when a run continues. */
export type Place =
  | { readonly kind: 'files'; readonly files: readonly ExamFile[] }
  | {
      readonly kind: 'table'
      /** `database.table` that each server holds a part of. */
      readonly table: string
      /** The Distributed table that the user named, where it is another one. */
      readonly distributed: { readonly table: string; readonly cluster: string } | null
      readonly shards: readonly { readonly host: string; readonly rows: number; readonly offset: number }[]
    }

/** The exam table, found, checked and readable. */
export interface Scanned {
  readonly place: Place
  readonly columns: readonly TableColumn[]
  readonly rows: number
}

/** The exam table and what its columns mean: all that a step has to know of it. */
export interface ExamTable extends Scanned {
  readonly roles: Roles
  /** Roles that make two rows the same input. Null and empty text are the same. */
  readonly key: readonly KeyField[]
  /** Institutions with rules or decisions of their own: only for these do institution and local code enter the key. */
  readonly ruled: readonly string[]
}

export interface DistinctCounts {
  readonly rows: number
  readonly inputs: number
  /** Rows whose name is nothing but digits and signs, and one of these names. */
  readonly numericRows: number
  readonly numericSample: string
  /** Rows of each institution with rules or decisions of its own; 0 where the table has none of it. */
  readonly ruledRows: Readonly<Record<string, number>>
}

/** Rows of one group in one state, for the report. */
export interface Tally {
  readonly by: 'modality' | 'institution' | 'month'
  readonly value: string
  readonly state: string
  readonly rows: number
}

/** Counted from what was written, never from what was meant to be written. */
export interface Measures {
  readonly rows: number
  /** Rows that found no verdict: must be 0. */
  readonly rowsWithoutVerdict: number
  readonly byState: Readonly<Record<string, number>>
  readonly tallies: readonly Tally[]
  readonly examItems: number
  readonly byItem: ReadonlyArray<{ readonly code: string; readonly rows: number }>
}

/**
 * What a database has to do so that whole tables can be standardised in it. Rows stay inside the engine; only distinct
 * inputs come out and their verdicts go in, both as Parquet files.
 *
 * Each writing method is whole or absent: it writes under a temporary name and renames at the end, so that a run killed
 * anywhere in it can call it again. Engines throw `ProblemError` for what the user can mend.
 */
export interface Engine {
  readonly name: 'duckdb' | 'clickhouse'
  /** Name and version of the running engine. */
  version(): Promise<string>
  /** Finds and checks the inputs; brings what the engine cannot read in place into the work folder. */
  scan(inputs: readonly string[], work: WorkFolder): Promise<Scanned>
  /**
   * Groups the rows by key and writes one row per distinct input as Parquet: `input_id` (1 is the most frequent),
   * the key columns under the names of their roles (never null), `count`.
   */
  distinct(table: ExamTable, file: string): Promise<DistinctCounts>
  /** Joins every row with its verdict in `mapping` (a Parquet file) and writes the standardised table. */
  standardise(table: ExamTable, mapping: string, work: WorkFolder): Promise<void>
  /** Writes one row per exam and item of its set. Needs the standardised table. */
  examItems(table: ExamTable, mapping: string, work: WorkFolder): Promise<void>
  /** Counts what was written. */
  measure(table: ExamTable, work: WorkFolder): Promise<Measures>
  /** Puts the finished tables where the user looks for them and says where. May be called again after a kill. */
  publish(table: ExamTable, work: WorkFolder): Promise<readonly string[]>
  /** Done share of the running statement, 0–1, or null where the engine does not say. */
  progress(): number | null
  /** Stops the running statement; its promise then rejects. */
  interrupt(): void
  close(): Promise<void>
}

/** Columns that the standardised table has behind those of the input. */
export const VERDICT_COLUMNS = [
  'yingma_row',
  'yingma_input',
  'yingma_state',
  'yingma_confidence',
  'yingma_codes',
  'yingma_names',
  'yingma_relations',
  'yingma_modifiers',
  'yingma_flags',
  'yingma_reason',
] as const

/** Names of the key columns of the distinct inputs and of the mapping. */
export function keyColumns(table: Pick<ExamTable, 'key' | 'ruled'>): readonly string[] {
  return table.ruled.length === 0 ? table.key : [...table.key, 'institution', 'localCode']
}
