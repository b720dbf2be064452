import { diffEditions, type Edition } from '@yingma/core'
import { type KeptProposal, type RegistryRelease, type Release, type Rollback, recordRelease } from '@yingma/govern'
import type { Context } from '../http/context.ts'

/** A release that is built, and what it was built from. */
export interface BuiltRelease {
  readonly release: Release
  /** The edition before it. */
  readonly before: Edition
  readonly proposals: readonly KeptProposal[]
  readonly rollback?: Rollback
}

/**
 * Records a release, and tells those who asked to be told, in one transaction. The editions that a registry knows are
 * nobody's own: the registry itself writes them, in the name of whoever released.
 */
export function publishRelease(
  { store, jobs, settings }: Pick<Context, 'store' | 'jobs' | 'settings'>,
  { release, before, proposals, rollback }: BuiltRelease,
  userId: string,
): Promise<RegistryRelease> {
  return store.asRegistry(userId, async (transaction) => {
    const by = { actor: userId, now: new Date().toISOString(), ...(rollback === undefined ? {} : { rollback }) }
    const kept = await recordRelease(transaction, release, proposals, by)
    await jobs.announce(transaction, kept.version, messageOf(kept, before, release.draft.edition, settings.publicUrl))
    return kept
  })
}

/** What a webhook is told: the edition, in numbers and links. No local name, institution or person is in it. */
function messageOf(
  { version, date, sha256, proposals }: RegistryRelease,
  before: Edition,
  after: Edition,
  publicUrl: string,
): string {
  const { added, retired, renamedEn } = diffEditions(before, after)
  const api = `${publicUrl}/api/v1`
  return JSON.stringify({
    event: 'release',
    edition: version,
    previous: before.version,
    date,
    summary: {
      items: after.items.length,
      added: added.length,
      retired: retired.length,
      reworded: renamedEn.length,
      proposals: proposals.length,
    },
    checksum: { algorithm: 'sha256', of: 'items', value: sha256 },
    links: {
      release: `${api}/releases/${version}`,
      migration: `${api}/releases/${version}/migration`,
      feed: `${api}/release-feed`,
    },
  })
}
