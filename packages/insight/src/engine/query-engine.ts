import type { Dialect } from './dialect.ts'

/** A value of a cell; 64-bit integers may come as text and are made numbers by who knows the column. */
export type Cell = string | number | boolean | null

/** A column of a small table that we bring along. */
export interface LoadedColumn {
  readonly name: string
  readonly type: 'text' | 'integer'
}

/** Columns of a table and the word under which each is numbered; columns with one word share their numbers. */
export type CodedColumns = Readonly<Record<string, string>>

/**
 * A database that answers figures: DuckDB inside the program, ClickHouse for a region. Tables of the mart are named as in the
 * model; the engine knows where they lie.
 */
export interface QueryEngine {
  readonly dialect: Dialect
  rows<T extends Readonly<Record<string, unknown>>>(sql: string): Promise<readonly T[]>
  /** Makes a table of the mart out of a statement: whole or not at all, replacing the former one. */
  create(table: string, select: string, order: readonly string[]): Promise<void>
  /**
   * Lets the statements that follow read columns of few different texts as numbers, which group and sort in half the time. Values
   * and their order stay those of the texts. An engine that gains nothing by it does nothing.
   */
  encode(table: string, columns: CodedColumns): Promise<void>
  /** Makes a table of the mart out of rows of ours. */
  load(table: string, columns: readonly LoadedColumn[], rows: readonly (readonly Cell[])[]): Promise<void>
  /** Names of the columns of a relation. */
  columnsOf(relation: string): Promise<readonly string[]>
  close(): Promise<void>
}
