import { createPinyin, type Pinyin } from '@yingma/core'
import { DataError, type DataProblem } from '../data-problem.ts'
import { readPinyin } from '../read/read-registers.ts'
import { readSources, standardFolder } from '../read/read-sources.ts'

/**
 * Makes the pinyin transcriber of a standard folder (default: that of this checkout): what search finds `xiongbu` and
 * `xbct` with. Throws a `DataError` for bad rows.
 */
export function loadPinyin(folder: string = standardFolder()): Pinyin {
  const problems: DataProblem[] = []
  const readings = readPinyin(readSources(folder), problems)
  if (problems.length > 0) throw new DataError(problems)
  return createPinyin(readings)
}
