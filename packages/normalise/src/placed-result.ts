import type { FacetTuple } from '@yingma/core'
import type { FacetName, Normalised, NormaliseInput, Relation, ResultItem, Span } from './result.ts'

/** A verdict without the name it was made for. */
export type Verdict = Omit<Normalised, 'name' | 'modality' | 'count' | 'items'>

/** An item of a reading without its places in a name. */
export interface UnplacedItem {
  readonly item: Omit<ResultItem, 'spans'>
  /** The facets of its spans, in the order of their places. */
  readonly facets: readonly string[]
  /** Where its places begin among those of the reading; items of one exam share theirs. */
  readonly after: number
}

/** What names that read alike have in common. */
export interface Said {
  readonly verdict: Verdict
  readonly items: readonly UnplacedItem[]
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
  readonly #unplaced: UnplacedItem
  readonly #places: Uint16Array
  readonly #from: number

  constructor(unplaced: UnplacedItem, places: Uint16Array, from: number) {
    const { code, name, relation, facets, missing, closest } = unplaced.item
    this.code = code
    if (name !== undefined) this.name = name
    this.relation = relation
    if (facets !== undefined) this.facets = facets
    if (missing !== undefined) this.missing = missing
    if (closest !== undefined) this.closest = closest
    this.#unplaced = unplaced
    this.#places = places
    this.#from = from
  }

  get spans(): readonly Span[] {
    const places = this.#places
    const { facets, after } = this.#unplaced
    let at = this.#from + after
    return facets.map((facet): Span => [places[at++] as number, places[at++] as number, facet])
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
  const items =
    said.items.length === 1
      ? [new PlacedItem(said.items[0] as UnplacedItem, places, from)]
      : said.items.map((item) => new PlacedItem(item, places, from))
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
