/**
 * All spellings of the lexicon as one transition table: open addressing over (state, character), the first character by
 * direct index. Built once, then only read; a step is one or two probes. Small and faster here than general
 * multi-pattern packages.
 */
export class TermTrie {
  /** Pairs of key and next state; a key is the state in the high half and the character in the low, 0 for an empty place. */
  #edges: Int32Array
  #mask: number
  readonly #first = new Int32Array(65536).fill(-1)
  #ends: number[] = [-1]
  #frozenEnds: Int32Array | null = null
  #size = 0

  constructor(expectedEdges: number) {
    const capacity = 2 ** Math.ceil(Math.log2(Math.max(16, expectedEdges * 3)))
    this.#edges = new Int32Array(capacity * 2)
    this.#mask = capacity - 1
  }

  /** State after reading `unit` in `state`, or -1. State 0 is the start. */
  step(state: number, unit: number): number {
    if (state === 0) return this.#first[unit] as number
    const key = (state << 16) | unit
    const edges = this.#edges
    let slot = placeOf(key) & this.#mask
    for (;;) {
      const found = edges[2 * slot] as number
      if (found === key) return edges[2 * slot + 1] as number
      if (found === 0) return -1
      slot = (slot + 1) & this.#mask
    }
  }

  /** Index given to `add` for the spelling that ends in `state`, or -1. */
  endOf(state: number): number {
    this.#frozenEnds ??= Int32Array.from(this.#ends)
    return this.#frozenEnds[state] as number
  }

  /** Adds a spelling. Returns the index that the spelling already has, or `index` when it is new. */
  add(spelling: Uint16Array, index: number): number {
    this.#frozenEnds = null
    let state = 0
    for (const unit of spelling) {
      const next = this.step(state, unit)
      state = next === -1 ? this.#insert(state, unit) : next
    }
    const known = this.#ends[state] as number
    if (known !== -1) return known
    this.#ends[state] = index
    return index
  }

  #insert(state: number, unit: number): number {
    const next = this.#ends.push(-1) - 1
    if (next > MOST_STATES) throw new Error(`a lexicon of more than ${MOST_STATES} states needs wider keys`)
    if (state === 0) {
      this.#first[unit] = next
      return next
    }
    if (++this.#size * 2 > this.#mask) this.#grow()
    this.#put((state << 16) | unit, next)
    return next
  }

  #put(key: number, next: number): void {
    let slot = placeOf(key) & this.#mask
    while (this.#edges[2 * slot] !== 0) slot = (slot + 1) & this.#mask
    this.#edges[2 * slot] = key
    this.#edges[2 * slot + 1] = next
  }

  #grow(): void {
    const edges = this.#edges
    this.#edges = new Int32Array(edges.length * 2)
    this.#mask = edges.length - 1
    for (let i = 0; i < edges.length; i += 2) if (edges[i] !== 0) this.#put(edges[i] as number, edges[i + 1] as number)
  }
}

/** States that fit the high half of a key. */
const MOST_STATES = 65535

function placeOf(key: number): number {
  const mixed = Math.imul(key ^ (key >>> 16), 0x9e3779b1)
  return mixed ^ (mixed >>> 15)
}
