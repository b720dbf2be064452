import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { assignIds, DataError, FILES, readSources } from '@yingma/edition'

/**
 * Gives a permanent concept id to every facet value and item of a standard/ folder that has none, by appending rows to
 * its register; rows that exist are never touched. Throws a `DataError` where the sources do not expand.
 */
export function appendIds(folder: string): { readonly given: number; readonly total: number } {
  const { expansion, register, given, total } = assignIds(readSources(folder))
  if (!expansion.ok) throw new DataError(expansion.problems)
  if (given > 0) writeFileSync(join(folder, FILES.ids), register)
  return { given, total }
}
