import type { Edition } from '@yingma/core'
import { type InsightProblem, type RegionalList, readRegionalList } from '@yingma/insight'
import { readJson } from './read-json.ts'

/** Reads the recognition lists of regions from files; everything wrong with any of them is told. */
export function readLists(
  files: readonly string[],
  edition: Edition,
): { readonly read: readonly RegionalList[]; readonly problems: readonly InsightProblem[] } {
  const read: RegionalList[] = []
  const problems: InsightProblem[] = []
  for (const file of files) {
    const parsed = readJson(file)
    const result = parsed.ok ? readRegionalList(parsed.value, edition) : parsed
    if (result.ok) read.push(result.list)
    else problems.push(...result.problems)
  }
  return { read, problems }
}
