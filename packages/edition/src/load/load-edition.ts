import type { Edition } from '@yingma/core'
import { DataError } from '../data-problem.ts'
import { expand } from '../expand/expand.ts'
import { readSources, standardFolder } from '../read/read-sources.ts'

/**
 * Loads and expands the edition in a folder laid out like standard/ (default: the one of this checkout).
 * Throws a `DataError` that carries every defect with file, row and rule.
 */
export function loadEdition(folder: string = standardFolder()): Edition {
  const expansion = expand(readSources(folder))
  if (!expansion.ok) throw new DataError(expansion.problems)
  return expansion.edition
}
