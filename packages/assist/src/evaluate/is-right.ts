import { createSets, type Edition } from '@yingma/core'
import type { State } from '@yingma/normalise'
import type { GoldName, Label, Slot } from './gold.ts'

/** What an answer is judged by. */
export interface JudgedAnswer {
  readonly state: State
  readonly codes: readonly string[]
}

/** Says whether an answer is one of the right ones of a name; the whole set counts, composites taken apart. */
export type IsRight = (gold: Pick<GoldName, 'labels'>, answer: JudgedAnswer) => boolean

/** Combinations of alternatives that are tried at most; more than any real label has. */
const MOST_TRIES = 20_000

export function createIsRight(edition: Edition): IsRight {
  const sets = createSets(edition)
  const atoms = (codes: readonly string[]) => new Set(sets.atoms(codes))
  return ({ labels }, answer) => labels.some((label) => fits(label, answer, atoms))
}

type Atoms = (codes: readonly string[]) => ReadonlySet<string>

function fits(label: Label, answer: JudgedAnswer, atoms: Atoms): boolean {
  if (label.kind === 'state') {
    if (label.state === 'no-item') return answer.state === 'no-item' && answer.codes.length === 0
    if (label.state === 'not-exam') return answer.state === 'not-exam'
    return answer.state === 'ambiguous' || answer.state === 'conflict'
  }
  const given = atoms(answer.codes)
  const free = atoms(label.optional)
  let tries = 0
  const search = (at: number, got: ReadonlySet<string>): boolean => {
    if (++tries > MOST_TRIES) return false
    if (at === label.slots.length) return equal(got, given, free)
    const slot: Slot[number][] = [...(label.slots[at] ?? [])]
    if (slot.length === 0) slot.push([])
    return slot.some((codes) => search(at + 1, new Set([...got, ...atoms(codes)])))
  }
  return search(0, new Set())
}

/** Equal but for optional members, which the answer may have beside. */
function equal(got: ReadonlySet<string>, given: ReadonlySet<string>, free: ReadonlySet<string>): boolean {
  for (const atom of got) if (!given.has(atom)) return false
  for (const atom of given) if (!got.has(atom) && !free.has(atom)) return false
  return true
}
