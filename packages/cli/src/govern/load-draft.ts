import { readFileSync } from 'node:fs'
import type { Edition } from '@yingma/core'
import { loadRelease, releaseVersions, standardFolder } from '@yingma/edition'
import { type Draft, draftOf, type ReadyProposal, readProposals, readTables } from '@yingma/govern'
import type { Call } from '../command-line/call.ts'
import { sayProblems } from '../command-line/say-problems.ts'
import { governProblems } from './govern-catalogue.ts'

/** The draft of a standard folder and the releases that it must agree with; its defects are said and give `undefined`. */
export function loadDraft(
  call: Call,
  standard: string = call.options.get('standard') ?? standardFolder(),
): { readonly draft: Draft; readonly releases: readonly Edition[] } | undefined {
  const result = draftOf(readTables(standard))
  if (!result.ok) {
    sayProblems({ catalogue: governProblems, problems: result.problems }, call, 1)
    return undefined
  }
  return { draft: result.draft, releases: releaseVersions(standard).map((version) => loadRelease(version, standard)) }
}

/** The proposals of a file; what is wrong with it is said and gives `undefined`. */
export function loadProposals(call: Call, file: string): readonly ReadyProposal[] | undefined {
  const text = readText(call, file)
  if (text === undefined) return undefined
  const read = readProposals(file, text)
  if (read.ok) return read.proposals
  sayProblems({ catalogue: governProblems, problems: [read.problem] }, call, 1)
  return undefined
}

/** The text of a file; one that is not there is said. */
export function readText(call: Call, file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) throw error
    sayProblems({ catalogue: governProblems, problems: [{ code: 'govern-file-missing', file }] }, call, 1)
    return undefined
  }
}
