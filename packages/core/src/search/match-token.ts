import type { KeyIndex, Posting } from './key-index.ts'

/** What a cut between two keys inside one word costs, so that fewer and longer keys win. */
const CUT = 0.5
/** An unfinished key at the end of a word is worth less than a whole one. */
const UNFINISHED = 0.7

/** Not reached. */
export const NONE = Number.NEGATIVE_INFINITY

/**
 * How well a word of the query fits every item, per character, `NONE` where it does not; `null` where it fits none. The
 * word may be several keys in any order without space between (`xbct`, `左膝关节平扫`), the last of them unfinished. Works
 * forward from place to place, so the time grows with the length of the word and not with the number of ways to cut it.
 */
export function matchToken(token: string, keys: KeyIndex, itemCount: number): Float64Array | null {
  const reached: (Float64Array | undefined)[] = [new Float64Array(itemCount)]
  const reach = (end: number): Float64Array => {
    const scores = reached[end] ?? new Float64Array(itemCount).fill(NONE)
    reached[end] = scores
    return scores
  }
  for (let start = 0; start < token.length; start++) {
    const from = reached[start]
    if (from === undefined) continue
    for (let end = start + 1; end <= Math.min(token.length, start + keys.longest); end++) {
      for (const posting of keys.exact(token.slice(start, end))) raise(reach(end), from, posting, end - start)
    }
    const unfinished = (token.length - start) * UNFINISHED
    keys.eachLonger(token.slice(start), (posting) => raise(reach(token.length), from, posting, unfinished))
  }
  const scores = reached[token.length]
  if (scores === undefined || token === '') return null
  for (let item = 0; item < itemCount; item++) scores[item] = (scores[item] ?? NONE) / token.length
  return scores
}

/** Carries the items of a posting one key further. */
function raise(to: Float64Array, from: Float64Array, { weight, items }: Posting, characters: number): void {
  const gain = weight * characters - CUT
  for (let at = 0; at < items.length; at++) {
    const item = items[at] ?? 0
    const score = (from[item] ?? NONE) + gain
    if (score > (to[item] ?? NONE)) to[item] = score
  }
}
