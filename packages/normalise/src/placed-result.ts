import type { Normalised, NormaliseInput, ResultItem, Span } from './result.ts'

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
  /** For each list of spans the facets, in the order of the places. */
  readonly lists: readonly (readonly string[])[]
}

/**
 * The verdict on one input. Names that read alike share all but the places of their words, and `items` are put together
 * when they are asked for, so that hundreds of thousands of results stay small. As JSON it has the documented form.
 */
export class PlacedResult implements Normalised {
  readonly name: string
  readonly modality: string
  declare readonly count?: number
  private readonly said: Said
  private readonly places: Uint16Array
  private readonly from: number

  /** The places of the spans, pairs of start and end, are in `places` (shared by many results) from `from` on. */
  constructor(input: NormaliseInput, said: Said, places: Uint16Array, from: number) {
    this.name = input.name
    this.modality = input.modality ?? ''
    this.said = said
    this.places = places
    this.from = from
    if (input.count !== undefined) this.count = input.count
  }

  get state(): Normalised['state'] {
    return this.said.verdict.state
  }

  get confidence(): number {
    return this.said.verdict.confidence
  }

  get items(): readonly ResultItem[] {
    const { said, places } = this
    let at = this.from
    const lists = said.lists.map((facets) =>
      facets.map((facet): Span => [places[at++] as number, places[at++] as number, facet]),
    )
    return said.items.map(({ item, list }) => ({ ...item, spans: lists[list] as Span[] }))
  }

  get modifiers(): Normalised['modifiers'] {
    return this.said.verdict.modifiers
  }

  get defaults(): Normalised['defaults'] {
    return this.said.verdict.defaults
  }

  get classes(): Normalised['classes'] {
    return this.said.verdict.classes
  }

  get flags(): Normalised['flags'] {
    return this.said.verdict.flags
  }

  get reason(): NonNullable<Normalised['reason']> | undefined {
    return this.said.verdict.reason
  }

  get candidates(): Normalised['candidates'] {
    return this.said.verdict.candidates
  }

  get rules(): Normalised['rules'] {
    return this.said.verdict.rules
  }

  /** The plain object of the documented form. */
  toJSON(): Normalised {
    const { name, modality, count, items } = this
    const { state, confidence, modifiers, defaults, classes, flags, reason, candidates, rules } = this.said.verdict
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
}

/** Spans of many results one after the other in few arrays. */
export class PlacePool {
  static readonly #CHUNK = 1 << 15
  chunk = new Uint16Array(PlacePool.#CHUNK)
  #used = 0

  /** Room for `length` numbers in `chunk`; where it begins. */
  take(length: number): number {
    if (this.#used + length > this.chunk.length) {
      this.chunk = new Uint16Array(Math.max(PlacePool.#CHUNK, length))
      this.#used = 0
    }
    const from = this.#used
    this.#used += length
    return from
  }
}
