import { isDeepStrictEqual } from 'node:util'
import { diffEditions, type Edition, type Item, neighbours } from '@yingma/core'
import type { Draft } from '../draft/draft.ts'
import { affectedNames } from './affected-names.ts'
import { type NameIndex, type Reading, reader, readingOf, type UsedName, type Verdict } from './name-index.ts'
import { type PriceChange, type PriceList, priceChanges } from './price-changes.ts'

/** An item as impact names it. */
export interface ImpactItem {
  readonly code: string
  readonly name: string
  readonly nameEn: string
}

/** A name that is read otherwise. */
export interface MovedName {
  readonly name: string
  readonly institution: string
  readonly exams: number
  readonly before: Verdict
  readonly after: Verdict
}

/** A standing decision whose item leaves. `codes` follow; an item with several successors waits for a person. */
export interface MovedDecision {
  readonly name: string
  readonly institution: string
  readonly exams: number
  readonly before: readonly string[]
  readonly after: readonly string[]
  readonly isOpen: boolean
}

/** Volume of an item in the tables that are known. */
export interface Volume extends ImpactItem {
  readonly exams: number
  readonly institutions: number
  readonly names: number
}

/** What a change of the standard does, computed before anybody decides. */
export interface Impact {
  readonly added: readonly ImpactItem[]
  readonly removed: readonly ImpactItem[]
  readonly retired: readonly (ImpactItem & { readonly successors: readonly string[] })[]
  readonly reworded: readonly { readonly code: string; readonly before: string; readonly after: string }[]
  readonly names: {
    readonly known: number
    /** Names that were read again. */
    readonly read: number
    readonly moved: number
    readonly exams: number
    readonly institutions: number
    /** The most used first. */
    readonly examples: readonly MovedName[]
  }
  readonly decisions: {
    readonly moved: number
    readonly open: number
    readonly institutions: number
    readonly examples: readonly MovedDecision[]
  }
  readonly prices: readonly PriceChange[]
  /** Codes one keystroke from a new one. */
  readonly confusable: readonly { readonly code: string; readonly neighbour: ImpactItem; readonly at: number }[]
  /** Granularity: how much each new item would carry, and how much each that leaves carried. */
  readonly granularity: { readonly gains: readonly Volume[]; readonly losses: readonly Volume[] }
}

const EXAMPLES = 20

/** Computes the impact of going from the draft of an index to another. */
export function impactOf(index: NameIndex, after: Draft, prices: readonly PriceList[]): Impact {
  const diff = diffEditions(index.draft.edition, after.edition)
  const { places, readings } = readAgain(index, after)
  const moved = movedNames(index, places, readings)
  const decisions = movedDecisions(index, after.edition)
  const fresh = new Set(diff.added.map(({ code }) => code))
  const gone = new Set(diff.retired.map(({ item }) => item.code))
  return {
    added: diff.added.map(brief),
    removed: diff.removed.map(brief),
    retired: diff.retired.map(({ item, successors }) => ({
      ...brief(item),
      successors: successors.map(({ code }) => code),
    })),
    reworded: [...diff.renamed, ...diff.renamedEn],
    names: {
      known: index.names.length,
      read: places.length,
      moved: moved.length,
      exams: sum(moved),
      institutions: institutionsOf(moved),
      examples: topOf(moved),
    },
    decisions: {
      moved: decisions.length,
      open: decisions.filter(({ isOpen }) => isOpen).length,
      institutions: institutionsOf(decisions),
      examples: topOf(decisions),
    },
    prices: priceChanges(index.draft.edition, after.edition, diff, prices),
    confusable: diff.added.flatMap(({ code }) =>
      neighbours(code, after.edition).map(({ item, at }) => ({ code, neighbour: brief(item), at })),
    ),
    granularity: {
      gains: volumes(
        after.edition,
        fresh,
        places.map((at, n) => [index.names[at], readings[n]]),
      ),
      losses: volumes(
        index.draft.edition,
        gone,
        index.names.map((name, at) => [name, index.readings[at]]),
      ),
    },
  }
}

function readAgain(index: NameIndex, after: Draft): { places: readonly number[]; readings: readonly Reading[] } {
  const places = affectedNames(index, after)
  if (places.length === 0) return { places, readings: [] }
  const read = reader(after, index.surroundings)
  return { places, readings: places.map((at) => readingOf(read(index.names[at] as UsedName))) }
}

function verdictOf({ codes, state }: Reading): Verdict {
  return { codes, state }
}

function movedNames(index: NameIndex, places: readonly number[], readings: readonly Reading[]): readonly MovedName[] {
  return places.flatMap((at, n) => {
    const [before, after] = [index.readings[at] as Reading, readings[n] as Reading]
    if (before.state === after.state && before.codes.join('+') === after.codes.join('+')) return []
    const { name, institution, exams } = index.names[at] as UsedName
    return [{ name, institution, exams, before: verdictOf(before), after: verdictOf(after) }]
  })
}

/**
 * Decisions that name an item which the new edition retires or gives other successors, moved along them. What an earlier
 * release retired and nobody has moved since is not the proposal's doing.
 */
function movedDecisions({ names, draft }: NameIndex, edition: Edition): readonly MovedDecision[] {
  return names.flatMap(({ name, institution, exams, decided }) => {
    if (decided === null) return []
    const next = followCodes(decided, edition)
    if (next === null || isDeepStrictEqual(next, followCodes(decided, draft.edition))) return []
    return [{ name, institution, exams, before: decided, ...next }]
  })
}

/**
 * Codes moved along successors in an edition; `null` where all of them are in use. Where an item has several successors
 * a person must choose, so it stays as it is and the answer is open.
 */
export function followCodes(
  codes: readonly string[],
  edition: Pick<Edition, 'byCode'>,
): { readonly after: readonly string[]; readonly isOpen: boolean } | null {
  const items = codes.map((code) => edition.byCode.get(code.toUpperCase()))
  if (items.every((item) => item === undefined || item.status === 'active')) return null
  const after = items.flatMap((item, at) => {
    const code = codes[at] as string
    if (item === undefined || item.status === 'active') return [code]
    return item.successors.length === 1 ? item.successors : [code]
  })
  return { after: [...new Set(after)], isOpen: items.some((item) => (item?.successors.length ?? 0) > 1) }
}

function volumes(
  edition: Edition,
  codes: ReadonlySet<string>,
  used: readonly (readonly [UsedName | undefined, Reading | undefined])[],
): readonly Volume[] {
  if (codes.size === 0) return []
  const found = new Map([...codes].map((code) => [code, { exams: 0, names: 0, places: new Set<string>() }]))
  for (const [name, reading] of used) {
    for (const code of reading?.codes ?? []) {
      const volume = found.get(code)
      if (volume === undefined || name === undefined) continue
      volume.exams += name.exams
      volume.names += 1
      volume.places.add(name.institution)
    }
  }
  return [...found].flatMap(([code, { exams, names, places }]) => {
    const item = edition.byCode.get(code.toUpperCase())
    return item === undefined ? [] : [{ ...brief(item), exams, names, institutions: places.size }]
  })
}

function brief({ code, name, nameEn }: Item): ImpactItem {
  return { code, name, nameEn }
}

function sum(rows: readonly { readonly exams: number }[]): number {
  return rows.reduce((total, { exams }) => total + exams, 0)
}

function institutionsOf(rows: readonly { readonly institution: string }[]): number {
  return new Set(rows.map(({ institution }) => institution)).size
}

function topOf<T extends { readonly exams: number }>(rows: readonly T[]): readonly T[] {
  return [...rows].sort((a, b) => b.exams - a.exams).slice(0, EXAMPLES)
}
