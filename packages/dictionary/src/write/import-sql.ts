import type { Field, Target } from '../model/settings.ts'
import type { ImportTable } from './import-rows.ts'

/** Columns that databases hold as numbers; empty ones become NULL. */
const NUMBERS: ReadonlySet<Field> = new Set(['minutes', 'price'])
const ROWS_A_STATEMENT = 200

export interface SqlFiles {
  /** Adds the new rows; takes the old ones out of use unless old and new stand side by side. */
  readonly install: string
  /** Undoes it. */
  readonly rollBack: string
  /** Ends the time side by side: names without `*`, old rows out of use; null where there is none. */
  readonly endParallel: string | null
}

/**
 * SQL for one target. Everything is one transaction where the database has such for data; texts and identifiers are quoted
 * by the rules of the dialect, so that a name with quotes stays a name.
 */
export function importSql(
  table: ImportTable,
  target: Target,
  about: { readonly title: string; readonly oldCodes: readonly string[]; readonly parallel: boolean },
): SqlFiles {
  const sql = dialectOf(target)
  const name = sql.table
  const newCodes = codesOf(table)
  const active = target.columns.active
  const code = target.columns.code
  const kept = new Set(newCodes)
  const old = [...new Set(about.oldCodes)].filter((one) => one !== '' && !kept.has(one))
  const setActive = (codes: readonly string[], yes: boolean): readonly string[] =>
    active === undefined || code === undefined
      ? []
      : chunks(codes).map(
          (some) =>
            `UPDATE ${name} SET ${sql.identifier(active.name)} = ${sql.text(yes ? target.yes : target.no)} WHERE ${sql.identifier(code.name)} IN (${some.map(sql.text).join(', ')});`,
        )
  const head = [`-- ${oneLine(about.title)}`, ...sql.begin]
  const columns = table.columns.map(sql.identifier).join(', ')
  const values = table.rows.map((row) => `(${row.map((cell, i) => literal(cell, table.fields[i], sql)).join(', ')})`)
  const inserts = sql.insert(name, columns, values)
  const remove =
    code === undefined
      ? []
      : chunks(newCodes).map(
          (some) => `DELETE FROM ${name} WHERE ${sql.identifier(code.name)} IN (${some.map(sql.text).join(', ')});`,
        )
  return {
    install: lines([...head, ...inserts, ...(about.parallel ? [] : setActive(old, false)), ...sql.commit]),
    rollBack: lines([...head, ...remove, ...setActive(old, true), ...sql.commit]),
    endParallel: about.parallel
      ? lines([...head, ...withoutStar(table, target, sql), ...setActive(old, false), ...sql.commit])
      : null,
  }
}

function withoutStar(table: ImportTable, target: Target, sql: DialectSql): readonly string[] {
  const nameAt = table.fields.indexOf('name')
  const codeAt = table.fields.indexOf('code')
  const [nameColumn, codeColumn] = [target.columns.name, target.columns.code]
  if (nameColumn === undefined || codeColumn === undefined) return []
  return table.rows.map((row) => {
    const plain = (row[nameAt] ?? '').replace(/^\*/, '')
    return `UPDATE ${sql.table} SET ${sql.identifier(nameColumn.name)} = ${sql.text(plain)} WHERE ${sql.identifier(codeColumn.name)} = ${sql.text(row[codeAt] ?? '')};`
  })
}

function codesOf(table: ImportTable): readonly string[] {
  const at = table.fields.indexOf('code')
  return at < 0 ? [] : table.rows.map((row) => row[at] ?? '')
}

function literal(cell: string, field: Field | undefined, sql: DialectSql): string {
  if (field !== undefined && NUMBERS.has(field)) return /^\d+(?:\.\d+)?$/.test(cell) ? cell : 'NULL'
  return cell === '' && field !== 'code' && field !== 'name' ? 'NULL' : sql.text(cell)
}

interface DialectSql {
  readonly table: string
  readonly begin: readonly string[]
  readonly commit: readonly string[]
  identifier(name: string): string
  text(value: string): string
  insert(table: string, columns: string, values: readonly string[]): readonly string[]
}

function dialectOf(target: Target): DialectSql {
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

function chunks<T>(all: readonly T[]): readonly (readonly T[])[] {
  const parts: (readonly T[])[] = []
  for (let from = 0; from < all.length; from += ROWS_A_STATEMENT) parts.push(all.slice(from, from + ROWS_A_STATEMENT))
  return parts
}

/** A comment ends with its line: a title with a line break must not become a statement. */
function oneLine(title: string): string {
  return title.replaceAll(/\s+/g, ' ')
}

function lines(all: readonly string[]): string {
  return `${all.join('\n')}\n`
}
