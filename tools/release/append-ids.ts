import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { conceptIdAt, type Edition } from '@yingma/core'
import { DataError, expand, FILES, readSources } from '@yingma/edition'

const HEADER = 'kind\tcode\tid\n'

/**
 * Gives a permanent concept id to every facet value and item of a standard/ folder that has none, by appending rows to
 * its register; rows that exist are never touched. Throws a `DataError` where the sources do not expand.
 */
export function appendIds(folder: string): { readonly given: number; readonly total: number } {
  const register = join(folder, FILES.ids)
  if (!existsSync(register)) writeFileSync(register, HEADER)
  const expansion = expand(readSources(folder), { allowMissingIds: true })
  if (!expansion.ok) throw new DataError(expansion.problems)

  // Row n of the register (from 0, after the header) carries the n-th id; appending goes on counting.
  const taken = readFileSync(register, 'utf8').trimEnd().split('\n').length - 1
  const rows = withoutId(expansion.edition).map(([kind, code], n) => `${kind}\t${code}\t${conceptIdAt(taken + n)}\n`)
  appendFileSync(register, rows.join(''))
  return { given: rows.length, total: taken + rows.length }
}

function withoutId({ dictionaries, items }: Edition): readonly (readonly [kind: string, code: string])[] {
  const values = [...dictionaries.values()].flatMap((dictionary) => [...dictionary.values.values()])
  return [
    ...values.filter(({ conceptId }) => conceptId === '').map(({ dictionary, code }) => [dictionary, code] as const),
    ...items.filter(({ conceptId }) => conceptId === '').map(({ code }) => ['item', code] as const),
  ]
}
