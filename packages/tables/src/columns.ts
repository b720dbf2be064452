import { foldHeader } from './guess/fold.ts'
import { done, failed, type Result } from './model/result.ts'
import type { Role } from './model/roles.ts'
import type { ColumnRef } from './table-options.ts'

/** The index (from 0) of a column that the user named: by the exact header, the folded header, or the number from 1. */
export function findColumn(headers: readonly string[], wanted: ColumnRef, file: string, role?: Role): Result<number> {
  if (typeof wanted === 'string') {
    const exact = indexesOf(headers, (header) => header === wanted)
    const found = exact.length > 0 ? exact : indexesOf(headers, (header) => sameHeader(header, wanted))
    const [first] = found
    if (first !== undefined) {
      if (found.length === 1) return done(first)
      return failed({ code: 'table-ambiguous-column', file, column: wanted, at: found.map((i) => i + 1) })
    }
  }
  const number = typeof wanted === 'number' ? wanted : /^\d+$/.test(wanted.trim()) ? Number(wanted) : 0
  if (Number.isInteger(number) && number >= 1 && number <= headers.length) return done(number - 1)
  const columns = headers.map((header, i) => (header === '' ? String(i + 1) : header))
  const problem = { code: 'table-unknown-column', file, column: wanted, columns } as const
  return failed(role === undefined ? problem : { ...problem, role })
}

const sameHeader = (header: string, wanted: string): boolean => {
  const folded = foldHeader(wanted)
  return folded !== '' && foldHeader(header) === folded
}

function indexesOf(headers: readonly string[], test: (header: string) => boolean): number[] {
  return headers.flatMap((header, i) => (test(header) ? [i] : []))
}
