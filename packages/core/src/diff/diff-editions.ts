import { compareCodes } from '../codes/code-order.ts'
import { EXTENSION_PREFIX, HEAD_LENGTH, layoutsOf } from '../codes/layout.ts'
import type { Edition, Item } from '../model/edition.ts'
import { foldSpelling } from './fold-spelling.ts'

/** What a comparison needs of an edition; a frozen release gives the same. */
export type EditionFacts = Pick<Edition, 'version' | 'schemes' | 'dictionaries' | 'items'>

/** One side of a change that keeps the code. */
export interface Change {
  readonly code: string
  readonly before: string
  readonly after: string
}

/** Everything that differs between two editions, each list in code order. */
export interface EditionDiff {
  readonly from: string
  readonly to: string
  readonly added: readonly Item[]
  /** Codes that are gone altogether: an edition that does this is refused. */
  readonly removed: readonly Item[]
  /** Items retired since, with the items that follow them. */
  readonly retired: readonly { readonly item: Item; readonly successors: readonly Item[] }[]
  /** Retired codes that are active again. */
  readonly revived: readonly Item[]
  /** The same code with another name; width, case and spaces aside. */
  readonly renamed: readonly Change[]
  readonly renamedEn: readonly Change[]
  /** The same code, whose field now means something else; `facet` names the field. */
  readonly remeant: readonly (Change & { readonly facet: string })[]
  /** The same code for another concept: `before` and `after` are concept ids. */
  readonly reused: readonly Change[]
  /** The same concept under another code, with the fields that differ. */
  readonly recoded: readonly {
    readonly conceptId: string
    readonly before: Item
    readonly after: Item
    readonly facets: readonly string[]
  }[]
}

/** Compares two editions by code and by concept id. */
export function diffEditions(from: EditionFacts, to: EditionFacts): EditionDiff {
  const [before, after] = [byCode(from), byCode(to)]
  const afterById = new Map(to.items.map((item) => [item.conceptId, item]))
  const beforeIds = new Set(from.items.map(({ conceptId }) => conceptId))
  const pairs = [...before].flatMap(([code, old]): [Item, Item][] => {
    const now = after.get(code)
    return now === undefined ? [] : [[old, now]]
  })
  const gone = [...before].filter(([code]) => !after.has(code)).map(([, item]) => item)
  const fresh = [...after].filter(([code]) => !before.has(code)).map(([, item]) => item)
  const [meaningBefore, meaningAfter] = [meaningOf(from), meaningOf(to)]
  return {
    from: from.version,
    to: to.version,
    added: fresh.filter(({ conceptId }) => !beforeIds.has(conceptId)),
    removed: gone.filter(({ conceptId }) => !afterById.has(conceptId)),
    retired: pairs
      .filter(([old, now]) => old.status === 'active' && now.status === 'retired')
      .map(([, item]) => ({
        item,
        successors: item.successors.flatMap((code) => after.get(code.toUpperCase()) ?? []),
      })),
    revived: pairs.filter(([old, now]) => old.status === 'retired' && now.status === 'active').map(([, now]) => now),
    renamed: pairs.flatMap(([old, now]) => changed(now.code, old.name, now.name)),
    renamedEn: pairs.flatMap(([old, now]) => changed(now.code, old.nameEn, now.nameEn)),
    remeant: pairs.flatMap(([old, now]) => remeant(now.code, meaningBefore(old), meaningAfter(now))),
    reused: pairs
      .filter(([old, now]) => old.conceptId !== now.conceptId)
      .map(([old, now]) => ({ code: now.code, before: old.conceptId, after: now.conceptId })),
    recoded: gone.flatMap((old) => {
      const now = afterById.get(old.conceptId)
      return now === undefined
        ? []
        : [{ conceptId: old.conceptId, before: old, after: now, facets: changedFacets(old, now) }]
    }),
  }
}

function byCode({ items }: EditionFacts): ReadonlyMap<string, Item> {
  const sorted = [...items].sort((a, b) => compareCodes(a.code, b.code))
  return new Map(sorted.map((item) => [item.code.toUpperCase(), item]))
}

function changed(code: string, before: string, after: string): readonly Change[] {
  return foldSpelling(before) === foldSpelling(after) ? [] : [{ code, before, after }]
}

type Meaning = ReadonlyMap<string, string>

/** What every facet of an item means in its edition: the published name of its value. */
function meaningOf(edition: EditionFacts): (item: Item) => Meaning {
  const layouts = layoutsOf(edition)
  return (item) => {
    const start = item.code.toUpperCase().startsWith(EXTENSION_PREFIX) ? EXTENSION_PREFIX.length : 0
    const slots = layouts.get(item.code.slice(start, start + HEAD_LENGTH).toUpperCase())?.slots ?? []
    const facets: Readonly<Record<string, string | null | undefined>> = { ...item.facets }
    return new Map(
      slots.flatMap(({ facet, values }) => {
        const value = facet === null ? undefined : values?.get((facets[facet] ?? '').toUpperCase())
        return facet === null || value === undefined ? [] : [[facet, value.name]]
      }),
    )
  }
}

function remeant(code: string, before: Meaning, after: Meaning): EditionDiff['remeant'] {
  return [...before].flatMap(([facet, name]) => {
    const now = after.get(facet) ?? ''
    return foldSpelling(name) === foldSpelling(now) ? [] : [{ code, facet, before: name, after: now }]
  })
}

function changedFacets(old: Item, now: Item): readonly string[] {
  const [before, after]: Readonly<Record<string, string | null>>[] = [{ ...old.facets }, { ...now.facets }]
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])
  return [...names].filter((name) => before?.[name] !== after?.[name])
}
