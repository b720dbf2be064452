/**
 * All spellings of the lexicon as one transition table: open addressing over (state, character). Built once, then only
 * read; a step is one or two probes. Small and faster here than general multi-pattern packages.
 */
export class TermTrie {
  #keys: Float64Array
  #next: Int32Array
  #mask: number
  #ends: number[] = [-1]
  #size = 0

  constructor(expectedEdges: number) {
    const capacity = 2 ** Math.ceil(Math.log2(Math.max(16, expectedEdges * 3)))
    this.#keys = new Float64Array(capacity).fill(-1)
    this.#next = new Int32Array(capacity)
    this.#mask = capacity - 1
  }

  /** State after reading `unit` in `state`, or -1. State 0 is the start. */
  step(state: number, unit: number): number {
    const key = state * 65536 + unit
    const keys = this.#keys
    let slot = (Math.imul(state, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b)) & this.#mask
    for (;;) {
      const found = keys[slot] as number
      if (found === key) return this.#next[slot] as number
      if (found === -1) return -1
      slot = (slot + 1) & this.#mask
    }
  }

  /** Index given to `add` for the spelling that ends in `state`, or -1. */
  endOf(state: number): number {
    return this.#ends[state] as number
  }

  /** Adds a spelling. Returns the index that the spelling already has, or `index` when it is new. */
  add(spelling: Uint16Array, index: number): number {
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
    if (++this.#size * 2 > this.#mask) this.#grow()
    const next = this.#ends.push(-1) - 1
    this.#put(state * 65536 + unit, next)
    return next
  }

  #put(key: number, next: number): void {
    const state = Math.floor(key / 65536)
    let slot = (Math.imul(state, 0x9e3779b1) ^ Math.imul(key - state * 65536, 0x85ebca6b)) & this.#mask
    while (this.#keys[slot] !== -1) slot = (slot + 1) & this.#mask
    this.#keys[slot] = key
    this.#next[slot] = next
  }

  #grow(): void {
    const keys = this.#keys
    const next = this.#next
    this.#keys = new Float64Array(keys.length * 2).fill(-1)
    this.#next = new Int32Array(keys.length * 2)
    this.#mask = keys.length * 2 - 1
    for (let i = 0; i < keys.length; i++) if (keys[i] !== -1) this.#put(keys[i] as number, next[i] as number)
  }
}
