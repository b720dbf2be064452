import { readFileSync } from 'node:fs'
import type { Edition } from '@yingma/core'
import { type InsightProblem, type RegionalList, readRegionalList } from '@yingma/insight'

/** Reads the recognition lists of regions from files; everything wrong with any of them is told. */
export function readLists(
  files: readonly string[],
  edition: Edition,
): { readonly read: readonly RegionalList[]; readonly problems: readonly InsightProblem[] } {
  const read: RegionalList[] = []
  const problems: InsightProblem[] = []
  for (const file of files) {
    try {
      const result = readRegionalList(JSON.parse(readFileSync(file, 'utf8')), edition)
      if (result.ok) read.push(result.list)
      else problems.push(...result.problems)
    } catch (error) {
      problems.push({ code: 'insight.file-unreadable', file, reason: (error as Error).message })
    }
  }
  return { read, problems }
}
