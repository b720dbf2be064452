import type { Edition } from '@yingma/core'
import { linesOf, type PriceList } from '../impact/price-changes.ts'
import type { ReleaseEffect } from './accept-release.ts'

/** Moves along single successors; waits for a person, who must choose among several; or stays on an item that nothing in use follows. */
export const FATES = ['moved', 'review', 'lost'] as const
export type Fate = (typeof FATES)[number]

/** Charge lines of decisions that move alike, before and after. */
export interface ChargeMove {
  /** Id of the price schedule. */
  readonly schedule: string
  readonly before: readonly string[]
  readonly after: readonly string[]
  readonly linesBefore: readonly string[]
  readonly linesAfter: readonly string[]
  readonly names: number
  readonly exams: number
}

export interface ReleasePreview {
  readonly counts: Readonly<Record<Fate, { readonly names: number; readonly exams: number }>>
  /** The most used first. */
  readonly charges: readonly ChargeMove[]
}

/** What becomes of a decision when the release is accepted. */
export function fateOf({ after, isOpen }: ReleaseEffect, edition: Edition): Fate {
  if (isOpen) return 'review'
  const isInUse = (code: string): boolean => edition.byCode.get(code.toUpperCase())?.status === 'active'
  return after.every(isInUse) ? 'moved' : 'lost'
}

/** What accepting a release does to a catalogue, in figures, and which charge lines change for what moves. */
export function releasePreview(
  effects: readonly ReleaseEffect[],
  { before, after }: { readonly before: Edition; readonly after: Edition },
  lists: readonly PriceList[],
): ReleasePreview {
  const counts = { moved: none(), review: none(), lost: none() }
  const moves = new Map<string, { readonly effect: ReleaseEffect; names: number; exams: number }>()
  for (const effect of effects) {
    const fate = fateOf(effect, after)
    counts[fate].names += 1
    counts[fate].exams += effect.exams
    if (fate !== 'moved') continue
    const key = `${effect.before.join('+')} ${effect.after.join('+')}`
    const move = moves.get(key) ?? { effect, names: 0, exams: 0 }
    moves.set(key, { effect, names: move.names + 1, exams: move.exams + effect.exams })
  }
  const charges = [...moves.values()].flatMap(({ effect, names, exams }) =>
    lists.flatMap((list): readonly ChargeMove[] => {
      const linesBefore = linesOf(list, before, effect.before)
      const linesAfter = linesOf(list, after, effect.after)
      if (linesBefore.join() === linesAfter.join()) return []
      const codes = { before: effect.before, after: effect.after }
      return [{ schedule: list.schedule.id, ...codes, linesBefore, linesAfter, names, exams }]
    }),
  )
  return { counts, charges: charges.sort((a, b) => b.exams - a.exams) }
}

function none(): { names: number; exams: number } {
  return { names: 0, exams: 0 }
}
