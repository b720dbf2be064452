import { diffEditions, type EditionDiff, type EditionFacts } from '@yingma/core'
import { FILES } from '@yingma/edition'
import type { Draft, DraftResult } from '../draft/draft.ts'
import { draftOf } from '../draft/draft.ts'
import type { GovernProblem } from '../problems/govern-problem.ts'
import { applyChanges } from '../proposals/apply-change.ts'
import { strandedPromotion } from '../proposals/promotions.ts'
import type { ProposalContent } from '../rounds/proposal.ts'

/** A proposal that is ready, as a release takes it up. */
export interface ReadyProposal extends ProposalContent {
  readonly id: string
}

export type ReleaseDraftResult =
  | Extract<DraftResult, { readonly ok: true }>
  | {
      readonly ok: false
      readonly problems: readonly GovernProblem[]
      /** The first proposal that does not go with those before it; undefined where none is to blame. */
      readonly proposal?: string
    }

/** The coming edition with the changes of these proposals, under the next version. Refused as a whole, like any change. */
export function releaseDraft(
  before: Draft,
  proposals: readonly ReadyProposal[],
  releases: readonly EditionFacts[],
  version?: string,
): ReleaseDraftResult {
  const changes = proposals.flatMap((proposal) => proposal.changes)
  const applied = applyChanges(before, changes, releases)
  if (!applied.ok) return blamed(before, proposals, releases, applied.problems)
  for (const proposal of proposals) {
    const stranded = strandedPromotion(proposal, applied.draft.edition)
    if (stranded !== null) return { ok: false, problems: [stranded], proposal: proposal.id }
  }
  return asNextVersion(before, applied.draft, version)
}

/** A changed draft under the version that follows from its changes, or under `version` if it comes after the last. */
export function asNextVersion(before: Draft, after: Draft, version?: string): ReleaseDraftResult {
  const next = version ?? nextVersion(before.edition.version, diffEditions(before.edition, after.edition))
  if (!isAfter(next, before.edition.version)) {
    return { ok: false, problems: [{ code: 'govern-version-order', version: next, after: before.edition.version }] }
  }
  return draftOf(withVersion(after.tables, next))
}

/** Applies the proposals one by one to find the one that breaks. */
function blamed(
  before: Draft,
  proposals: readonly ReadyProposal[],
  releases: readonly EditionFacts[],
  problems: readonly GovernProblem[],
): ReleaseDraftResult {
  let draft = before
  for (const { id, changes } of proposals) {
    const next = applyChanges(draft, changes, releases)
    if (!next.ok) return { ...next, proposal: id }
    draft = next.draft
  }
  return { ok: false, problems }
}

/** Tables whose edition.json names this version. */
function withVersion(tables: Draft['tables'], version: string): Draft['tables'] {
  const description = JSON.parse(tables.get(FILES.edition) ?? '{}') as Readonly<Record<string, unknown>>
  return new Map(tables).set(FILES.edition, `${JSON.stringify({ ...description, version }, null, 2)}\n`)
}

/**
 * The version after a change: items that come or go raise the middle number, words the last. The first number stands for
 * codes that changed their form, which no proposal can do.
 */
function nextVersion(version: string, { added, retired }: Pick<EditionDiff, 'added' | 'retired'>): string {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number)
  return added.length + retired.length > 0 ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`
}

function isAfter(version: string, before: string): boolean {
  if (!/^\d{1,6}\.\d{1,6}\.\d{1,6}$/.test(version)) return false
  const [a, b] = [version, before].map((text) => text.split('.').map(Number)) as [number[], number[]]
  const at = a.findIndex((part, place) => part !== b[place])
  return at >= 0 && (a[at] as number) > (b[at] as number)
}
