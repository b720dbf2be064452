import { type SQL, sql } from 'drizzle-orm'
import { type AnyPgColumn, check, customType } from 'drizzle-orm/pg-core'

/** Raw bytes: hashes of tokens and of the audit chain. */
export const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/** A CHECK that a text column holds one of a closed list; the list stands in the database too, not only in types. */
export function among(name: string, column: AnyPgColumn, values: readonly string[]) {
  const list: SQL = sql.raw(values.map((value) => `'${value}'`).join(', '))
  return check(name, sql`${column} IN (${list})`)
}
