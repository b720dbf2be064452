import type { Target } from '../model/settings.ts'
import type { ImportTable } from './import-rows.ts'
import { chunks, type DialectSql, dialectOf, literal, oneLine } from './sql-dialect.ts'

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

function lines(all: readonly string[]): string {
  return `${all.join('\n')}\n`
}
