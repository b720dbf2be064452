import type { DataProblem } from '../data-problem.ts'
import { FILES, type Sources } from './sources.ts'
import { parseTsv } from './tsv.ts'

const ID_COLUMNS = { required: ['kind', 'code', 'id'] } as const

/** Reads the register of permanent ids: kind is `item` or a dictionary. Gives a look-up that reports what has no id. */
export function readIds(
  sources: Sources,
  allowMissing: boolean,
  problems: DataProblem[],
): (kind: string, code: string) => string {
  const file = FILES.ids
  const ids = new Map<string, Map<string, string>>()
  const text = sources.get(file)
  if (text === undefined && !allowMissing) problems.push({ code: 'data-missing-file', file })
  for (const row of text === undefined ? [] : parseTsv(file, text, ID_COLUMNS, problems).rows) {
    const kind = row.get('kind')
    const ofKind = ids.get(kind) ?? new Map<string, string>()
    ids.set(kind, ofKind.set(row.get('code').toUpperCase(), row.get('id')))
  }
  return (kind, code) => {
    const id = ids.get(kind)?.get(code.toUpperCase())
    if (id === undefined && !allowMissing) problems.push({ code: 'data-missing-id', file, kind, value: code })
    return id ?? ''
  }
}
