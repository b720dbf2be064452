import { columnValue } from '../build/check-targets.ts'
import type { Target } from '../model/settings.ts'
import type { Approved } from '../write/approved.ts'
import { importTable } from '../write/import-rows.ts'
import { dialectOf, literal, oneLine } from '../write/sql-dialect.ts'
import type { Fault, Verification } from './fault.ts'

/**
 * SQL that repairs what can be repaired without a question: wrong values are set, missing rows added. Rows to delete are
 * left to a person, as comments: which of two doubles goes, and what a stray code is, a program cannot know.
 */
export function repairSql(approved: Approved, target: Target, { faults }: Verification, date: string): string {
  const sql = dialectOf(target)
  const star = approved.parallel !== null && date <= approved.parallel.to
  const items = new Map(approved.items.map((item) => [item.code, item]))
  const codeColumn = sql.identifier(target.columns.code?.name ?? '')
  const repaired = new Map<string, string>()
  for (const fault of faults) if (fault.code.startsWith('code-')) repaired.set(fault.item, fault.found)

  const statementOf = (fault: Fault): readonly string[] => {
    const item = items.get(fault.item)
    if (fault.code === 'double-item' || fault.code === 'stray-item') {
      return [
        `-- DELETE FROM ${sql.table} WHERE ${codeColumn} = ${sql.text(fault.found)}; -- ${oneLine(fault.itemName)}`,
      ]
    }
    if (fault.code === 'old-active') {
      const [code = ''] = fault.itemName.split(' ')
      return [setValue(fault.column, target.no, 'active', code)]
    }
    if (item === undefined) return []
    if (fault.code === 'missing-item') {
      const table = importTable([item], target, approved, star)
      const columns = table.columns.map(sql.identifier).join(', ')
      const row = table.rows[0] ?? []
      return sql.insert(sql.table, columns, [
        `(${row.map((cell, i) => literal(cell, table.fields[i], sql)).join(', ')})`,
      ])
    }
    if (fault.field === '' || fault.field === 'code') {
      return fault.code.startsWith('code-') ? [setValue(fault.column, item.code, 'code', fault.found)] : []
    }
    const both = fault.code === 'names-swapped' || fault.code === 'sides-swapped'
    const other = both
      ? approved.items.find((one) => columnValue(one, 'name', target, approved, star) === fault.found)
      : undefined
    return [item, ...(other === undefined ? [] : [other])].map((one) =>
      setValue(
        fault.column,
        columnValue(one, fault.field || 'name', target, approved, star),
        fault.field || 'name',
        one.code,
      ),
    )
  }
  const setValue = (column: string, value: string, field: Fault['field'], code: string): string =>
    `UPDATE ${sql.table} SET ${sql.identifier(column)} = ${literal(value, field === '' ? undefined : field, sql)} WHERE ${codeColumn} = ${sql.text(code)};`

  // Codes first, so that what follows finds its row under the right code.
  const ordered = [...faults].sort((a, b) => Number(b.code.startsWith('code-')) - Number(a.code.startsWith('code-')))
  const statements = [...new Set(ordered.flatMap(statementOf))]
  return `${[...sql.begin, ...statements, ...sql.commit].join('\n')}\n`
}
