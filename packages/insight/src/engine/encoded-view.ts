import type { DuckSession } from '@yingma/batch'
import type { CodedColumns } from './query-engine.ts'

/** A column with more different texts than this stays as it is: its dictionary would cost more than it saves. */
const MOST_TEXTS = 100_000

/**
 * The columns of a table that may be read as numbers, as the list behind `REPLACE`: each is an enumeration of its texts in their
 * order. Empty where none may. Types are made anew for the table; no view may stand on those of a former call.
 */
export async function encodedColumns(session: DuckSession, table: string, columns: CodedColumns): Promise<string> {
  const described = await session.rows<{ column_name: string }>(`DESCRIBE SELECT * FROM ${table}`)
  const had = new Set(described.map(({ column_name }) => column_name))
  const replaced: string[] = []
  for (const word of new Set(Object.values(columns))) {
    const own = Object.keys(columns).filter((column) => columns[column] === word && had.has(column))
    const type = `coded_${table}_${word}`
    if (own.length === 0 || !(await makeType(session, type, table, own))) continue
    replaced.push(...own.map((column) => `${column}::${type} AS ${column}`))
  }
  return replaced.join(', ')
}

/** Makes the enumeration of the texts of some columns; false where there are none or too many. */
async function makeType(
  session: DuckSession,
  type: string,
  table: string,
  columns: readonly string[],
): Promise<boolean> {
  const each = columns.map((column) => `SELECT DISTINCT ${column} AS text FROM ${table}`).join(' UNION ')
  await session.run(
    `CREATE OR REPLACE TEMP TABLE coded_texts AS SELECT text FROM (${each}) WHERE text IS NOT NULL LIMIT ${MOST_TEXTS + 1}`,
  )
  const { texts } = await session.row<{ texts: number }>('SELECT count(*) AS texts FROM coded_texts')
  if (texts === 0 || texts > MOST_TEXTS) return false
  await session.run(`DROP TYPE IF EXISTS ${type}`)
  await session.run(`CREATE TYPE ${type} AS ENUM (SELECT text FROM coded_texts ORDER BY text)`)
  return true
}
