import type { Edition } from '@yingma/core'
import {
  isStillRelease,
  isUnchanged,
  loadRelease,
  readManifest,
  releaseVersions,
  standardFolder,
} from '@yingma/edition'
import { type Canonical, editionChanges, type Publication, standardResources } from '@yingma/terminology'
import type { RegistryEdition } from '../../http/context.ts'

/** An edition that is served, with what its resources say of it. */
export interface ServedEdition {
  readonly edition: Edition
  readonly publication: Publication
}

/** What is served besides the current edition; defaults: no release of the registry, none withdrawn, our own folder. */
interface ServedFrom {
  readonly releases?: readonly RegistryEdition[]
  /** Versions. */
  readonly withdrawn?: readonly string[] | undefined
  readonly standard?: string
}

/**
 * The editions that are served, oldest first: every frozen release as it was frozen, then those made in the registry, and
 * behind them, as a draft, the edition in the making where it is no release. A release is never changed by what happens in
 * the standard folder.
 */
export function servedEditions(
  current: Edition,
  { releases = [], withdrawn = [], standard = standardFolder() }: ServedFrom = {},
): readonly ServedEdition[] {
  const frozen = frozenEditions(current, withdrawn, standard)
  const versions = frozen.map(({ edition }) => edition.version)
  // One that was frozen later, from the registry, is served as it was frozen.
  const made = releases
    .filter(({ edition }) => !versions.includes(edition.version))
    .map(({ edition, date }) => servedRelease(edition, date, withdrawn))
  const served = [...frozen, ...made]
  if ([...served, ...releases].some(({ edition }) => edition === current)) return served
  // A draft has no day of its own: it is what came after the last release.
  const date = served.at(-1)?.publication.date ?? new Date().toISOString().slice(0, 10)
  // Under a version of its own: what was published under the number of a release stays what it was.
  const version = versions.includes(current.version) ? `${current.version}.coming` : current.version
  return [...served, { edition: { ...current, version }, publication: { date, status: 'draft' } }]
}

/**
 * Versions of releases of the registry in whose place a frozen release of the same version is served that says something
 * else. Where both say the same there is nothing to know.
 */
export function frozenInstead(
  releases: readonly RegistryEdition[],
  standard: string = standardFolder(),
): readonly string[] {
  const frozen = releaseVersions(standard)
  return releases
    .filter(({ edition }) => frozen.includes(edition.version) && !isUnchanged(edition.version, edition, standard))
    .map(({ edition }) => edition.version)
}

function frozenEditions(current: Edition, withdrawn: readonly string[], standard: string): readonly ServedEdition[] {
  return releaseVersions(standard).map((version) => {
    const isCurrent = version === current.version && isStillRelease(version, standard)
    const edition = isCurrent ? current : loadRelease(version, standard)
    return servedRelease(edition, readManifest(version, standard).date, withdrawn)
  })
}

function servedRelease(edition: Edition, date: string, withdrawn: readonly string[]): ServedEdition {
  return { edition, publication: { date, status: withdrawn.includes(edition.version) ? 'retired' : 'active' } }
}

/** The resources of all editions, and what changed from each to the next. */
export function editionResources(editions: readonly ServedEdition[]): readonly Canonical[] {
  return editions.flatMap(({ edition, publication }, at) => {
    const before = editions[at - 1]
    const changes = before === undefined ? [] : [editionChanges(before.edition, edition, publication)]
    return [...standardResources(edition, publication), ...changes]
  })
}
