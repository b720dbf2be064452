/** What a table may cost. Every limit can be raised or lowered by option; a file beyond one is a problem, never a cut. */
export interface TableLimits {
  /** Rows of the whole table. */
  readonly maxRows: number
  readonly maxColumns: number
  /** UTF-16 units of one cell. */
  readonly maxCellLength: number
  /** UTF-16 units of one row of a text file; also where an unclosed quote is given up. */
  readonly maxRowLength: number
  /** Bytes of a file that has to be held in memory: .xls, .xlsb, .ods, HTML, and workbooks from a pipe. */
  readonly maxBufferedBytes: number
  /** Bytes that the parts of one workbook may unpack to, together. */
  readonly maxUnpackedBytes: number
  /** Unpacked over packed bytes of one part, looked at once 32 MiB are unpacked. */
  readonly maxRatio: number
  /** Characters of the shared text of a workbook, which has to be held in memory. */
  readonly maxSharedText: number
  /** Seconds that a workbook of an old kind may take; damaged ones can take for ever. */
  readonly maxSeconds: number
}

const MiB = 1024 * 1024

export const DEFAULT_LIMITS: TableLimits = {
  maxRows: 50_000_000,
  maxColumns: 1024,
  maxCellLength: 200_000,
  maxRowLength: 8 * MiB,
  maxBufferedBytes: 256 * MiB,
  maxUnpackedBytes: 4096 * MiB,
  maxRatio: 250,
  maxSharedText: 512 * MiB,
  maxSeconds: 60,
}

/** Below this many unpacked bytes a high ratio is harmless: long runs of equal rows reach it honestly. */
export const RATIO_FLOOR = 32 * MiB
