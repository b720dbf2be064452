import type { Vocabulary } from '@yingma/core'
import { createFoldTable, foldTerm } from '@yingma/normalise'

/** Pieces of a name that no word of the lexicon explains, in folded spelling. */
export interface UnreadText {
  fold(text: string): string
  /** Runs of letters and Chinese characters between the words that are known. */
  runsOf(name: string): readonly string[]
}

const LONGEST_TERM = 40
const SHORTEST_RUN = 2

/** Makes what finds unread pieces: known words are taken out longest first, from left to right. */
export function createUnreadText({ terms, traditional }: Pick<Vocabulary, 'terms' | 'traditional'>): UnreadText {
  const table = createFoldTable(traditional)
  const fold = (text: string) => String.fromCharCode(...foldTerm(text.slice(0, 2000), table))
  const known = new Set(terms.map(({ term }) => fold(term)))
  const longest = Math.min(LONGEST_TERM, Math.max(...[...known].map((term) => term.length)))
  const lengthAt = (text: string, at: number): number => {
    for (let length = Math.min(longest, text.length - at); length > 0; length--)
      if (known.has(text.slice(at, at + length))) return length
    return 0
  }
  return {
    fold,
    runsOf(name) {
      const text = fold(name)
      let rest = ''
      for (let at = 0; at < text.length; ) {
        const length = lengthAt(text, at)
        rest += length === 0 ? text[at] : '\n'
        at += Math.max(1, length)
      }
      return rest.split(/[^\p{Script=Han}\p{Letter}]+/u).filter((run) => run.length >= SHORTEST_RUN)
    },
  }
}
