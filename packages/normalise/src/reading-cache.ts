import type { Normalised, ResultItem, Span } from './result.ts'
import type { FoldedText } from './text/fold.ts'
import { NUMBER, TERM, type Token, UNKNOWN } from './text/scan-tokens.ts'

/** Readings kept. A full cache keeps what it has: frequent readings come early. */
const KEPT = 20_000
/** Names of more tokens are read afresh: long lists seldom come twice. */
const LONGEST = 40
const SEEN = 1 << 17

/** A span by tokens: the first and the last token of the words that gave the facet. */
type TokenSpan = readonly [number, number, string]

/** A verdict without the name it was made for. */
export interface Reading {
  readonly signs: Uint16Array
  readonly verdict: Omit<Normalised, 'name' | 'modality' | 'count' | 'items'>
  readonly items: readonly { readonly item: Omit<ResultItem, 'spans'>; readonly list: number }[]
  /** The lists of spans of the items; items of one exam share theirs. */
  readonly lists: readonly (readonly TokenSpan[])[]
}

/**
 * Readings by what the words say: two names whose words mean the same, in the same order with the same marks between
 * them (胸部CT平扫(总院), 肺CT平扫(门诊)), have one reading; only the places of the words differ. A memory of work done,
 * never of a decision: what is kept changes no result. A reading is kept when it comes the second time, so that lists of
 * names that never repeat cost nothing.
 */
export class ReadingCache {
  readonly #readings = new Map<number, Reading>()
  readonly #seen = new Uint32Array(SEEN)
  readonly #signs = new Uint16Array(LONGEST * 2 + 2)
  #length = 0
  #hash = 0
  #check = 0

  /** The kept reading of the tokens for one modality column and the classes said, if there is one. */
  find(tokens: readonly Token[], column: number, classes: number): Reading | undefined {
    this.#length = 0
    if (tokens.length > LONGEST) return undefined
    this.#sign(tokens, column, classes)
    const reading = this.#readings.get(this.#key())
    return reading !== undefined && this.#same(reading.signs) ? reading : undefined
  }

  #key(): number {
    return this.#hash * 2097152 + (this.#check & 0x1fffff)
  }

  #sign(tokens: readonly Token[], column: number, classes: number): void {
    const signs = this.#signs
    signs[0] = column + 10 + classes * 64
    let length = 1
    for (const { kind, term, start, end, gap, unit } of tokens) {
      signs[length++] = kind + (gap ? 16 : 0) + (kind === UNKNOWN ? 32 * Math.min(end - start, 63) : 0)
      signs[length++] = kind === TERM || kind === NUMBER ? (term?.sense ?? 65535) : unit
    }
    let hash = 0x811c9dc5
    let check = 0x2545f491
    for (let i = 0; i < length; i++) {
      const sign = signs[i] as number
      hash = Math.imul(hash ^ sign, 0x01000193)
      check = Math.imul(check + sign, 0x9e3779b1) ^ (check >>> 15)
    }
    this.#length = length
    this.#hash = hash >>> 0
    this.#check = check >>> 0
  }

  #same(signs: Uint16Array): boolean {
    if (signs.length !== this.#length) return false
    for (let i = 0; i < signs.length; i++) if (signs[i] !== this.#signs[i]) return false
    return true
  }

  /** Keeps the result of the tokens asked for last, unless they came for the first time. */
  keep(result: Normalised, tokens: readonly Token[], text: FoldedText): void {
    if (this.#length === 0) return
    const slot = this.#hash & (SEEN - 1)
    if (this.#seen[slot] !== this.#check) {
      this.#seen[slot] = this.#check
      return
    }
    const { name: _name, modality: _modality, count: _count, items, ...verdict } = result
    const lists = [...new Set(items.map((item) => item.spans))]
    const byToken = lists.map((spans) => tokenSpans(spans, tokens, text))
    // A span that is not made of whole tokens cannot be placed in another name.
    if (byToken.includes(null)) return
    const kept = items.map(({ spans, ...item }) => ({ item, list: lists.indexOf(spans) }))
    if (this.#readings.size >= KEPT) return
    this.#readings.set(this.#key(), {
      signs: this.#signs.slice(0, this.#length),
      verdict,
      items: kept,
      lists: byToken as TokenSpan[][],
    })
  }
}

function tokenSpans(spans: readonly Span[], tokens: readonly Token[], text: FoldedText): TokenSpan[] | null {
  const placed: TokenSpan[] = []
  for (const [start, end, facet] of spans) {
    const first = tokens.findIndex((token) => text.at[token.start] === start)
    const last = tokens.findIndex((token) => (text.at[token.end - 1] as number) + 1 === end)
    if (first < 0 || last < 0) return null
    placed.push([first, last, facet])
  }
  return placed
}

/** The items of a kept reading for the name whose tokens are given. */
export function placeItems(reading: Reading, tokens: readonly Token[], text: FoldedText): ResultItem[] {
  const lists: Span[][] = []
  for (const list of reading.lists) {
    const spans: Span[] = []
    for (const [first, last, facet] of list) {
      const start = text.at[(tokens[first] as Token).start] as number
      spans.push([start, (text.at[(tokens[last] as Token).end - 1] as number) + 1, facet])
    }
    lists.push(spans)
  }
  const items: ResultItem[] = []
  for (const { item, list } of reading.items) {
    const spans = lists[list] as Span[]
    const { code, relation, name, facets } = item
    if (name === undefined || facets === undefined) items.push({ ...item, spans })
    else items.push({ code, relation, name, facets, spans })
  }
  return items
}
