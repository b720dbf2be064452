import { statSync } from 'node:fs'
import { literal } from '../../duck/quote.ts'
import type { DuckSession } from '../../duck/session.ts'
import { type ExamFile, type Scanned, type TableColumn, VERDICT_COLUMNS } from '../../engine.ts'
import { ProblemError } from '../../problem.ts'
import type { WorkFolder } from '../../run/work-folder.ts'
import { findSources } from '../../sources/find-sources.ts'

/** Finds the inputs, brings those that are not Parquet into the work folder as Parquet, and checks that they fit together. */
export async function scanFiles(
  session: DuckSession,
  inputs: readonly string[],
  work: WorkFolder,
  encoding: string | undefined,
): Promise<Scanned> {
  const paths: string[] = []
  for (const [index, source] of (await findSources(session, inputs)).entries()) {
    const target = work.path('stage', `${String(index + 1).padStart(4, '0')}.parquet`)
    paths.push(...(await source.stage({ session, target, ...(encoding === undefined ? {} : { encoding }) })))
  }
  const columns = await sameColumns(session, paths)
  const taken = columns.find((column) => (VERDICT_COLUMNS as readonly string[]).includes(column.name))
  if (taken !== undefined) throw new ProblemError({ code: 'batch.column-taken', column: taken.name })
  const files: ExamFile[] = []
  let rows = 0
  for (const path of paths) {
    const count = await rowsOf(session, path)
    const { size, mtimeMs } = statSync(path)
    files.push({ path, rows: count, bytes: size, modified: mtimeMs, offset: rows })
    rows += count
  }
  if (rows === 0) throw new ProblemError({ code: 'batch.input-empty', input: inputs.join(' ') })
  return { place: { kind: 'files', files }, columns, rows }
}

/** A file that changed since the scan would make a table half of one state and half of another. */
export function requireUnchanged(files: readonly ExamFile[]): void {
  for (const file of files) {
    const now = statSync(file.path, { throwIfNoEntry: false })
    if (now === undefined) throw new ProblemError({ code: 'batch.input-missing', input: file.path })
    if (now.size !== file.bytes || now.mtimeMs !== file.modified)
      throw new ProblemError({ code: 'batch.input-changed', file: file.path })
  }
}

async function rowsOf(session: DuckSession, path: string): Promise<number> {
  const { n } = await session.row<{ n: number }>(
    `SELECT coalesce(sum(num_rows), 0)::BIGINT AS n FROM parquet_file_metadata(${literal(path)})`,
  )
  return n
}

async function sameColumns(session: DuckSession, paths: readonly string[]): Promise<readonly TableColumn[]> {
  let first: readonly TableColumn[] = []
  for (const [index, path] of paths.entries()) {
    const described = await session.rows<{ column_name: string; column_type: string }>(
      `DESCRIBE SELECT * FROM read_parquet(${literal(path)}, hive_partitioning = false)`,
    )
    const columns = described.map((row) => ({ name: row.column_name, type: row.column_type }))
    if (index === 0) first = columns
    const differing = difference(first, columns)
    if (differing.length > 0)
      throw new ProblemError({ code: 'batch.columns-differ', file: path, other: paths[0] ?? '', columns: differing })
  }
  return first
}

function difference(a: readonly TableColumn[], b: readonly TableColumn[]): readonly string[] {
  const [left, right] = [new Set(a.map((c) => c.name)), new Set(b.map((c) => c.name))]
  return [...[...left].filter((name) => !right.has(name)), ...[...right].filter((name) => !left.has(name))]
}
