import type { FacetTuple } from '@yingma/core'
import type { FacetName, Normalised, NormaliseInput, Relation, ResultItem, Span } from './result.ts'

/** A verdict without the name it was made for. */
export type Verdict = Omit<Normalised, 'name' | 'modality' | 'count' | 'items'>

/** An item of a reading without its places in a name. */
export interface UnplacedItem {
  readonly item: Omit<ResultItem, 'spans'>
  /** Which list of spans is its own; items of one exam share theirs. */
  readonly list: number
}

/** What names that read alike have in common. */
export interface Said {
  readonly verdict: Verdict
  readonly items: readonly UnplacedItem[]
  readonly lists: readonly FacetList[]
}

/** The facets of a list of spans, in the order of their places, and how many numbers the lists before it take. */
export interface FacetList {
  readonly facets: readonly string[]
  readonly after: number
}

/**
 * An item of one name. Its spans are pairs of start and end in an array that many names share; they are put together
 * when they are asked for, so that hundreds of thousands of results stay small.
 */
class PlacedItem implements ResultItem {
  readonly code: string | null
  declare readonly name?: string
  readonly relation: Relation
  declare readonly facets?: FacetTuple
  declare readonly missing?: readonly FacetName[]
  declare readonly closest?: readonly string[]
  readonly #list: readonly string[]
  readonly #places: Uint16Array
  readonly #from: number

  constructor(item: Omit<ResultItem, 'spans'>, list: readonly string[], places: Uint16Array, from: number) {
    this.code = item.code
    if (item.name !== undefined) this.name = item.name
    this.relation = item.relation
    if (item.facets !== undefined) this.facets = item.facets
    if (item.missing !== undefined) this.missing = item.missing
    if (item.closest !== undefined) this.closest = item.closest
    this.#list = list
    this.#places = places
    this.#from = from
  }

  get spans(): readonly Span[] {
    const places = this.#places
    let at = this.#from
    return this.#list.map((facet): Span => [places[at++] as number, places[at++] as number, facet])
  }

  /** The plain object of the documented form. */
  toJSON(): ResultItem {
    return { ...this, spans: this.spans }
  }
}

/** The verdict on one input: what its reading says, with the places of its spans in `places` from `from` on. */
export function placedResult(input: NormaliseInput, said: Said, places: Uint16Array, from: number): Normalised {
  const { state, confidence, modifiers, defaults, classes, flags, reason, candidates, rules } = said.verdict
  const { name, modality = '', count } = input
  const items = said.items.map(({ item, list }) => {
    const { facets, after } = said.lists[list] as FacetList
    return new PlacedItem(item, facets, places, from + after)
  })
  if (count === undefined && reason === undefined) {
    return { name, modality, state, confidence, items, modifiers, defaults, classes, flags, candidates, rules }
  }
  return {
    name,
    modality,
    ...(count === undefined ? {} : { count }),
    state,
    confidence,
    items,
    modifiers,
    defaults,
    classes,
    flags,
    ...(reason === undefined ? {} : { reason }),
    candidates,
    rules,
  }
}

const CHUNK = 1 << 15

/** Numbers of many readings and results one after the other in few arrays. */
export class NumberPool {
  chunk = new Uint16Array(CHUNK)
  #used = 0

  /** Room for `length` numbers in `chunk`; where it begins. */
  take(length: number): number {
    if (this.#used + length > this.chunk.length) {
      this.chunk = new Uint16Array(Math.max(CHUNK, length))
      this.#used = 0
    }
    const from = this.#used
    this.#used += length
    return from
  }
}
