import type { Field, Target } from '../model/settings.ts'

/** Columns that databases hold as numbers; empty ones become NULL. */
const NUMBERS: ReadonlySet<Field> = new Set(['minutes', 'price'])
const ROWS_A_STATEMENT = 200

/** A cell as SQL: a number, a text, or NULL where nothing is said. */
export function literal(cell: string, field: Field | undefined, sql: DialectSql): string {
  if (field !== undefined && NUMBERS.has(field)) return /^\d+(?:\.\d+)?$/.test(cell) ? cell : 'NULL'
  return cell === '' && field !== 'code' && field !== 'name' ? 'NULL' : sql.text(cell)
}

/** How a database writes identifiers, texts and transactions. */
export interface DialectSql {
  readonly table: string
  readonly begin: readonly string[]
  readonly commit: readonly string[]
  identifier(name: string): string
  text(value: string): string
  insert(table: string, columns: string, values: readonly string[]): readonly string[]
}

/** The rules of the target's database, with its table under its full name. */
export function dialectOf(target: Target): DialectSql {
  const quote =
    (mark: string, end = mark) =>
    (name: string) =>
      `${mark}${name.replaceAll(end, end + end)}${end}`
  const plain = (value: string): string => `'${value.replaceAll("'", "''")}'`
  const path = (identifier: (name: string) => string): string =>
    [target.schema, target.table]
      .filter((one) => one !== undefined)
      .map(identifier)
      .join('.')
  const many = (table: string, columns: string, values: readonly string[]): readonly string[] =>
    chunks(values).map((some) => `INSERT INTO ${table} (${columns}) VALUES\n  ${some.join(',\n  ')};`)
  switch (target.dialect) {
    case 'postgresql': {
      const identifier = quote('"')
      return { table: path(identifier), begin: ['BEGIN;'], commit: ['COMMIT;'], identifier, text: plain, insert: many }
    }
    case 'mysql': {
      const identifier = quote('`')
      // Without backslash escapes a quote is escaped as everywhere else, whatever the server's own mode is.
      const begin = [
        "SET SESSION sql_mode = CONCAT(@@SESSION.sql_mode, ',NO_BACKSLASH_ESCAPES');",
        'START TRANSACTION;',
      ]
      return { table: path(identifier), begin, commit: ['COMMIT;'], identifier, text: plain, insert: many }
    }
    case 'sqlserver': {
      const identifier = quote('[', ']')
      const text = (value: string): string => `N${plain(value)}`
      const begin = ['SET XACT_ABORT ON;', 'BEGIN TRANSACTION;']
      return { table: path(identifier), begin, commit: ['COMMIT TRANSACTION;'], identifier, text, insert: many }
    }
    case 'oracle': {
      const identifier = quote('"')
      // Oracle opens a transaction by itself, and an ampersand would ask for a variable. It takes one row an INSERT.
      const insert = (table: string, columns: string, values: readonly string[]) =>
        values.map((row) => `INSERT INTO ${table} (${columns}) VALUES ${row};`)
      const begin = ['SET DEFINE OFF', 'WHENEVER SQLERROR EXIT FAILURE ROLLBACK']
      return { table: path(identifier), begin, commit: ['COMMIT;'], identifier, text: plain, insert }
    }
  }
}

/** Parts of a list that one statement can take. */
export function chunks<T>(all: readonly T[]): readonly (readonly T[])[] {
  const parts: (readonly T[])[] = []
  for (let from = 0; from < all.length; from += ROWS_A_STATEMENT) parts.push(all.slice(from, from + ROWS_A_STATEMENT))
  return parts
}

/** A comment ends with its line: a title with a line break must not become a statement. */
export function oneLine(title: string): string {
  return title.replaceAll(/\s+/g, ' ')
}
