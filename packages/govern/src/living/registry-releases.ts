import { releaseFolder } from '@yingma/edition'
import {
  allGovernance,
  appendGovernance,
  type GovernEvent,
  promoteLocalItems,
  registerEdition,
  type Transaction,
} from '@yingma/store'
import type { Draft } from '../draft/draft.ts'
import type { Release } from '../releases/build-release.ts'
import { type Rollback, rollbackDraft } from '../releases/build-rollback.ts'
import { type ReadyProposal, releaseDraft } from '../releases/release-draft.ts'
import { readTables } from '../tables/standard-tables.ts'
import type { KeptProposal } from './proposal-streams.ts'
import { actOnProposal } from './proposal-streams.ts'

const PREFIX = 'release/'

/** A release as the registry remembers it: what it was made of says what it is, so its tables need not be kept. */
export interface RegistryRelease {
  readonly version: string
  readonly date: string
  readonly by: string
  readonly at: string
  readonly sha256: string
  readonly notes: Release['notes']
  readonly migration: Release['migration']
  readonly proposals: readonly ReadyProposal[]
  /** Where the release takes back the words of the one before it. */
  readonly rollback?: Rollback
}

/** Releases made in this registry, newest first. */
export async function listReleases(transaction: Transaction): Promise<readonly RegistryRelease[]> {
  const streams = await allGovernance(transaction, PREFIX)
  return streams.flatMap(([first]) => (first === undefined ? [] : [releaseOf(first)])).reverse()
}

/** Records a release, marks its proposals, closes the own items that it takes up, and makes the edition known, so that catalogues can move to it. All or nothing. */
export async function recordRelease(
  transaction: Transaction,
  release: Release,
  proposals: readonly KeptProposal[],
  { actor, now, rollback }: { readonly actor: string; readonly now: string; readonly rollback?: Rollback },
): Promise<RegistryRelease> {
  const { version, date, expansion } = release.manifest
  const body = {
    version,
    date,
    sha256: expansion.sha256,
    notes: release.notes,
    migration: release.migration,
    proposals: proposals.map(readyOf),
    ...(rollback === undefined ? {} : { rollback }),
  }
  const event = { stream: PREFIX + version, expectedVersion: 0, kind: 'release', body, actor }
  const written = await appendGovernance(transaction, event)
  for (const { id, proposal } of proposals) {
    await actOnProposal(transaction, { id, version: proposal.version, actor, now }, { kind: 'release', version })
  }
  for (const { proposal } of proposals) {
    const { promotes = [], title } = proposal.content
    await promoteLocalItems(transaction, actor, promotes, `${version} ${title.zh}`)
  }
  await registerEdition(transaction, release.draft.edition, { isCurrent: false })
  return releaseOf(written)
}

/** A proposal as a release takes it up. */
export function readyOf({ id, proposal }: KeptProposal): ReadyProposal {
  return { id, ...proposal.content }
}

/** Every release of the registry that is newer than the edition, with what it released; oldest first. */
export function draftsOfReleases(
  base: Draft,
  releases: readonly RegistryRelease[],
): readonly { readonly release: RegistryRelease; readonly draft: Draft }[] {
  const drafts = [base]
  const newer = [...releases].reverse().filter(({ version }) => isNewer(version, base.edition.version))
  return newer.map((release) => {
    const draft = draftAfter(drafts, release)
    drafts.push(draft)
    return { release, draft }
  })
}

/** The draft that a release made of those before it, oldest first; the last of them where it has the release already. */
export function draftAfter(drafts: readonly Draft[], release: RegistryRelease): Draft {
  const before = drafts.at(-1)
  if (before === undefined) throw new Error('a release follows an edition')
  const { version, proposals, rollback } = release
  if (!isNewer(version, before.edition.version)) return before
  const result =
    rollback === undefined
      ? releaseDraft(before, proposals, [before.edition], version)
      : rollbackDraft(before, rollback, wordsOf(drafts, rollback.earlier), [before.edition], version)
  // What was released was checked then; tables that no longer take it were changed behind the registry's back.
  if (!result.ok) throw new Error(`release ${version} no longer applies: ${JSON.stringify(result.problems[0])}`)
  return result.draft
}

/** The tables that a rollback went back to: of an edition here, or of its frozen folder since the server went past it. */
function wordsOf(drafts: readonly Draft[], version: string): Draft['tables'] {
  const known = drafts.find(({ edition }) => edition.version === version)
  return known?.tables ?? readTables(releaseFolder(version))
}

function isNewer(version: string, than: string): boolean {
  return version.localeCompare(than, 'en', { numeric: true }) > 0
}

function releaseOf({ body, actor, at }: GovernEvent): RegistryRelease {
  return { ...(body as Omit<RegistryRelease, 'by' | 'at'>), by: actor, at }
}
