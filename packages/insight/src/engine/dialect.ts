/**
 * What DuckDB and ClickHouse spell differently. Everything else of our SQL is the subset that both have, ClickHouse 18.16
 * included: no common table expressions, no window functions outside of here, joins by USING between named subqueries.
 *
 * Facts hold no nulls: `''` and `-1` mean "not said". Times are wall-clock seconds since 1970.
 */
export interface Dialect {
  readonly name: 'duckdb' | 'clickhouse'
  /** A column name. */
  column(name: string): string
  /** Any value as text, `''` for null. */
  text(expression: string): string
  /** Text of a number. */
  numberText(expression: string): string
  /** Text of digits as an integer. */
  integer(expression: string): string
  /** Text of a time as seconds, -1 where it is none. */
  seconds(expression: string): string
  /** Text of an amount as hundredths, -1 where it is none. */
  hundredths(expression: string): string
  /** `2024-05-01 08:30:00` of seconds ≥ 0. */
  timeText(seconds: string): string
  hour(seconds: string): string
  /** 1 (Monday) to 7. */
  weekday(seconds: string): string
  /** Whole part of a division of integers ≥ 0. */
  quotient(dividend: string, divisor: string): string
  concat(...parts: readonly string[]): string
  matches(expression: string, pattern: string): string
  /** Rows of a table once for each element of a list column, with the element and its place counted from 1. */
  unfold(task: UnfoldTask): string
  /** First element of a list of texts, `''` for an empty one. */
  first(list: string): string
  length(list: string): string
  readonly innerJoin: string
  /** A left join to a side with unique keys. */
  readonly lookUp: string
  /** A joined number, 0 where nothing was joined. */
  joinedNumber(column: string): string
  joinedText(column: string): string
  /** So many rows after so many; behind an `ORDER BY`. */
  page(limit: number, offset: number): string
  /** Number of the row, unique in the table. */
  readonly rowNumber: string
  /**
   * Rows of `groups`, `outputs` and percentiles of `value` weighted by `weight`: the smallest value at which the running weight
   * reaches the share (nearest rank).
   */
  percentiles(task: PercentileTask): string
}

export interface UnfoldTask {
  readonly from: string
  readonly columns: readonly string[]
  readonly list: string
  readonly element: string
  readonly index: string
}

export interface PercentileTask {
  /** `table WHERE …`. */
  readonly from: string
  readonly groups: readonly string[]
  readonly value: string
  readonly weight: string
  /** Sum of the values behind the weight, for the mean. */
  readonly total: string
  /** Percentiles by name, in whole percent. */
  readonly levels: ReadonlyArray<readonly [name: string, percent: number]>
  readonly countName: string
  readonly meanName: string
}

/** A text as an SQL literal that both engines read alike. */
export function quoted(text: string): string {
  return `'${text.replaceAll('\\', '').replaceAll("'", "''")}'`
}

/** Columns as the head of a list, with its comma. */
export function headed(columns: readonly string[]): string {
  return columns.map((column) => `${column}, `).join('')
}

/** A clause over columns, or nothing where there are none. */
export function clause(keyword: string, columns: readonly string[]): string {
  return columns.length === 0 ? '' : ` ${keyword} ${columns.join(', ')}`
}
