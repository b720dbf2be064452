import { statSync } from 'node:fs'
import { literal } from '../../src/duck/quote.ts'
import type { DuckSession } from '../../src/duck/session.ts'
import type { ExamFile, TableColumn } from '../../src/engine.ts'

/** The least that has to be known of a Parquet file to write the statements over it. */
export async function rowsAndColumns(session: DuckSession, path: string) {
  const described = await session.rows<{ column_name: string; column_type: string }>(
    `DESCRIBE SELECT * FROM read_parquet(${literal(path)})`,
  )
  const columns: readonly TableColumn[] = described.map((row) => ({ name: row.column_name, type: row.column_type }))
  const { rows } = await session.row<{ rows: number }>(
    `SELECT num_rows AS rows FROM parquet_file_metadata(${literal(path)})`,
  )
  const { size, mtimeMs } = statSync(path)
  const files: readonly ExamFile[] = [{ path, rows, bytes: size, modified: mtimeMs, offset: 0 }]
  return { columns, rows, place: { kind: 'files' as const, files } }
}
