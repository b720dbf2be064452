import type { DuckSession } from '../duck/session.ts'

export interface StageContext {
  readonly session: DuckSession
  /** Parquet file to write, unless the source can be read where it is. */
  readonly target: string
  /** Encoding of text files, where the user said it. */
  readonly encoding?: string
  /** Text that stands for null in unquoted cells of a delimited text; by default the empty one. */
  readonly nulls?: string
}

/** One place that exam rows come from. */
export interface Source {
  /** Paths of Parquet files that hold the rows: the source itself, or `target` written whole. */
  stage(context: StageContext): Promise<readonly string[]>
}

/** A kind of source. A new one is a file beside this one and a line in find-sources.ts. */
export interface SourceKind {
  readonly kind: string
  /** Endings of file names, lower case, with the dot. Empty for addresses. */
  readonly endings: readonly string[]
  /** Beginnings of addresses, like `postgres://`. Empty for files. */
  readonly schemes: readonly string[]
  open(path: string): Source
}
