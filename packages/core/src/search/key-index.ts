/** Items by their place in the edition, ascending, that a key finds, and how much a character of the key is worth. */
export interface Posting {
  readonly weight: number
  readonly items: readonly number[]
}

/** The search keys of an edition: exact look-up, and all longer keys that begin with a text. */
export interface KeyIndex {
  /** Characters of the longest key. */
  readonly longest: number
  exact(text: string): readonly Posting[]
  /** Shows the postings of all keys that begin with `text` and are longer. */
  eachLonger(text: string, show: (posting: Posting) => void): void
}

/** Collects keys. A key may be added many times, for other items or with another weight. */
export class KeyIndexBuilder {
  readonly #keys = new Map<string, Posting[]>()

  add(text: string, weight: number, items: readonly number[]): void {
    if (text === '' || items.length === 0) return
    const postings = this.#keys.get(text)
    if (postings === undefined) this.#keys.set(text, [{ weight, items }])
    else postings.push({ weight, items })
  }

  build(): KeyIndex {
    const postings: ReadonlyMap<string, readonly Posting[]> = this.#keys
    const sorted = [...postings.keys()].sort()
    return {
      longest: sorted.reduce((most, { length }) => Math.max(most, length), 0),
      exact: (text) => postings.get(text) ?? [],
      eachLonger: (text, show) => {
        for (let at = firstAfter(text, sorted); sorted[at]?.startsWith(text); at++) {
          for (const posting of postings.get(sorted[at] ?? '') ?? []) show(posting)
        }
      },
    }
  }
}

/** Place of the first key greater than the text. */
function firstAfter(text: string, sorted: readonly string[]): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? '') <= text) low = middle + 1
    else high = middle
  }
  return low
}
