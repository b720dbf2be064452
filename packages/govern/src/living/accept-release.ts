import type { Edition } from '@yingma/core'
import {
  decide,
  editionDifferences,
  moveCatalogue,
  type NameState,
  type Outcome,
  pageNames,
  type Transaction,
  type Wish,
} from '@yingma/store'
import { followCodes } from '../impact/impact.ts'

/** What a release does to one decision of a catalogue. */
export interface ReleaseEffect {
  readonly nameId: string
  readonly name: string
  readonly exams: number
  readonly version: number
  readonly before: readonly string[]
  readonly after: readonly string[]
  /** Several successors: a person must choose. */
  readonly isOpen: boolean
}

/** Decisions of a catalogue whose items the edition retires, the most used first. */
export async function releaseEffects(
  transaction: Transaction,
  catalogueId: string,
  edition: Edition,
): Promise<readonly ReleaseEffect[]> {
  const touched = await editionDifferences(transaction, catalogueId, edition)
  if (!touched.some(({ change }) => change === 'retired')) return []
  const effects: ReleaseEffect[] = []
  for await (const names of pageNames(transaction, catalogueId, { status: ['accepted', 'changed', 'verified'] })) {
    for (const name of names) effects.push(...effectOn(name, edition))
  }
  return effects.sort((a, b) => b.exams - a.exams)
}

function effectOn({ id, name, exams, version, codes }: NameState, edition: Edition): readonly ReleaseEffect[] {
  const next = followCodes(codes ?? [], edition)
  return next === null ? [] : [{ nameId: id, name, exams, version, before: codes ?? [], ...next }]
}

/**
 * Moves a catalogue to an edition in one step: decisions follow the successors of their items under the name of whoever
 * accepts, and can be undone as one; those with several successors stay as they are and wait for a person.
 */
export async function acceptRelease(
  transaction: Transaction,
  by: { readonly userId: string; readonly batchId: string; readonly apiKeyId?: string },
  catalogueId: string,
  edition: Edition,
): Promise<{ readonly moved: readonly Outcome[]; readonly open: readonly ReleaseEffect[] }> {
  const effects = await releaseEffects(transaction, catalogueId, edition)
  const wishes = effects
    .filter(({ isOpen }) => !isOpen)
    .map(
      ({ nameId, version, before, after }): Wish => ({
        nameId,
        expectedVersion: version,
        kind: 'change',
        codes: after,
        reason: `${edition.version}: ${before.join(' + ')} → ${after.join(' + ')}`,
      }),
    )
  const moved = await decide(transaction, { ...by, edition }, wishes)
  await moveCatalogue(transaction, catalogueId, edition.version)
  return { moved, open: effects.filter(({ isOpen }) => isOpen) }
}
