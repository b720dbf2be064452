import { readManifest, releaseFolder, releaseVersions, sha256 } from '@yingma/edition'
import { checkDraft } from '../draft/check-draft.ts'
import { type Draft, draftOf } from '../draft/draft.ts'
import type { GovernProblem } from '../problems/govern-problem.ts'
import { isLexicon, readTables, type StandardTables, sameTables } from '../tables/standard-tables.ts'
import { type ReleaseBuilt, type ReleaseOrder, releaseOf } from './build-release.ts'
import { asNextVersion, type ReadyProposal, type ReleaseDraftResult } from './release-draft.ts'
import { verifyRelease } from './release-folder.ts'
import { rolledBack } from './rollback.ts'

export interface RollbackOrder extends Omit<ReleaseOrder, 'proposals'> {
  /** The standard folder that `before` is the draft of; its releases are read, nothing is written. */
  readonly standard: string
  /** Version of the release that is undone: the last one. */
  readonly undone: string
  /** Told in the notes. */
  readonly reason: string
}

/**
 * Builds the release that takes back the words of the last one, for those of the release before it. Refused where there is
 * no earlier release, where its words are not known or its folder does not verify, where the coming edition holds changes
 * that no release has, and where nothing would change.
 */
export function buildRollback(order: RollbackOrder): ReleaseBuilt {
  const { before, standard, undone, reason } = order
  if (reason.trim() === '') return refused([{ code: 'govern-reason-missing' }])
  const versions = releaseVersions(standard)
  const earlier = versions.at(-2)
  const misplaced = whyNotLast(versions, undone)
  if (misplaced !== null) return refused([misplaced])
  if (earlier === undefined) return refused([{ code: 'govern-rollback-first', version: undone }])
  const unfit = [...whyNoWords(order, earlier), ...unreleased(before, undone, standard)]
  if (unfit.length > 0) return refused(unfit)
  return builtBack(order, { undone, earlier, reason }, readTables(releaseFolder(earlier, standard)))
}

/** A release made in a registry that takes back the words of its last one; `last` are its last two editions, oldest first. */
export function buildRegistryRollback(
  order: Omit<RollbackOrder, 'standard' | 'before'> & {
    readonly versions: readonly string[]
    readonly last: readonly Draft[]
  },
): ReleaseBuilt {
  const { versions, last, undone, reason } = order
  if (reason.trim() === '') return refused([{ code: 'govern-reason-missing' }])
  const misplaced = whyNotLast(versions, undone)
  if (misplaced !== null) return refused([misplaced])
  const [earlier, before] = last
  if (earlier === undefined || before === undefined)
    return refused([{ code: 'govern-rollback-first', version: undone }])
  return builtBack({ ...order, before }, { undone, earlier: earlier.edition.version, reason }, earlier.tables)
}

function builtBack(order: Omit<ReleaseOrder, 'proposals'>, rollback: Rollback, target: StandardTables): ReleaseBuilt {
  const next = rollbackDraft(order.before, rollback, target, order.releases, order.version)
  if (!next.ok) return next
  return { ok: true, release: releaseOf({ ...order, proposals: [entryOf(rollback)] }, next.draft) }
}

/** What a rollback undoes, and which words it goes back to. */
export interface Rollback {
  readonly undone: string
  readonly earlier: string
  readonly reason: string
}

/** The draft with the words of an earlier edition; refused where nothing would change or a principle would break. */
export function rollbackDraft(
  before: Draft,
  { undone, earlier }: Rollback,
  target: StandardTables,
  releases: ReleaseOrder['releases'],
  version?: string,
): ReleaseDraftResult {
  const back = draftOf(rolledBack(before.tables, target))
  if (!back.ok) return back
  if (sameTables(before.tables, back.draft.tables)) {
    return { ok: false, problems: [{ code: 'govern-rollback-nothing', version: undone, earlier }] }
  }
  const problems = checkDraft(before, back.draft, releases)
  return problems.length > 0 ? { ok: false, problems } : asNextVersion(before, back.draft, version)
}

function refused(problems: readonly GovernProblem[]): ReleaseBuilt {
  return { ok: false, problems }
}

function whyNotLast(versions: readonly string[], version: string): GovernProblem | null {
  const last = versions.at(-1)
  if (last === undefined || !versions.includes(version)) return { code: 'govern-release-unknown', version, versions }
  return version === last ? null : { code: 'govern-rollback-not-last', version, last }
}

/** Words are only taken from a frozen folder that holds them and is as it was released. */
function whyNoWords({ standard, undone }: RollbackOrder, earlier: string): readonly GovernProblem[] {
  if (!readManifest(earlier, standard).files.some(({ path }) => isLexicon(path))) {
    return [{ code: 'govern-rollback-no-words', version: undone, earlier }]
  }
  return verifyRelease(releaseFolder(earlier, standard))
}

/** The first table that is not as the last release froze it: going back would lose what was written there. */
function unreleased({ tables }: Draft, version: string, standard: string): readonly GovernProblem[] {
  const frozen = new Map(readManifest(version, standard).files.map(({ path, sha256: hash }) => [path, hash]))
  const file = [...tables].find(([path, text]) => frozen.get(path) !== sha256(text))?.[0]
  return file === undefined ? [] : [{ code: 'govern-rollback-unreleased', version, file }]
}

/** What the notes tell in the place of proposals. */
function entryOf({ undone, earlier, reason }: Rollback): ReadyProposal {
  const title = {
    zh: `回滚 ${undone}：用词和说明回到 ${earlier}`,
    en: `Roll back ${undone}: words and descriptions are those of ${earlier} again`,
  }
  return { id: `rollback-${undone}`, title, reason, changes: [], names: [], evidence: [] }
}
