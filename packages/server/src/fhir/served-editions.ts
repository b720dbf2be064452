import type { Edition } from '@yingma/core'
import { isStillRelease, loadRelease, readManifest, releaseVersions, standardFolder } from '@yingma/edition'
import { type Canonical, editionChanges, type Publication, standardResources } from '@yingma/terminology'

/** An edition that is served, with what its resources say of it. */
export interface ServedEdition {
  readonly edition: Edition
  readonly publication: Publication
}

/**
 * The editions that are served, oldest first: every frozen release as it was frozen, and behind them, as a draft, the
 * edition in the making where it is no release. A release is never changed by what happens in the standard folder.
 */
export function servedEditions(
  current: Edition,
  withdrawn: readonly string[] = [],
  standard: string = standardFolder(),
): readonly ServedEdition[] {
  const versions = releaseVersions(standard)
  let isReleased = false
  const served = versions.map((version): ServedEdition => {
    const isCurrent = version === current.version && isStillRelease(version, standard)
    isReleased ||= isCurrent
    const { date } = readManifest(version, standard)
    const status = withdrawn.includes(version) ? 'retired' : 'active'
    return { edition: isCurrent ? current : loadRelease(version, standard), publication: { date, status } }
  })
  if (isReleased) return served
  const date = served.at(-1)?.publication.date ?? '2026-11-24'
  // Under a version of its own: what was published under the number of a release stays what it was.
  const version = versions.includes(current.version) ? `${current.version}.coming` : current.version
  return [...served, { edition: { ...current, version }, publication: { date, status: 'draft' } }]
}

/** The resources of all editions, and what changed from each to the next. */
export function editionResources(editions: readonly ServedEdition[]): readonly Canonical[] {
  return editions.flatMap(({ edition, publication }, at) => {
    const before = editions[at - 1]
    const changes = before === undefined ? [] : [editionChanges(before.edition, edition, publication)]
    return [...standardResources(edition, publication), ...changes]
  })
}
