import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TermTrie } from './term-trie.ts'

const units = (text: string): Uint16Array => Uint16Array.from(text, (_, at) => text.charCodeAt(at))
const spelling = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { minLength: 1, maxLength: 6 })
  .map((list) => Uint16Array.from(list))

/** The index under which a spelling is found, or -1. */
function find(trie: TermTrie, word: Uint16Array): number {
  let state = 0
  for (const unit of word) {
    state = trie.step(state, unit)
    if (state === -1) return -1
  }
  return trie.endOf(state)
}

describe('the table of spellings', () => {
  it('finds every spelling under its index and no other, however small it was made', () => {
    fc.assert(
      fc.property(fc.uniqueArray(spelling, { selector: String, maxLength: 60 }), spelling, (words, other) => {
        const trie = new TermTrie(1)
        for (const [index, word] of words.entries()) expect(trie.add(word, index)).toBe(index)
        for (const [index, word] of words.entries()) expect(find(trie, word)).toBe(index)
        if (!words.some((word) => String(word) === String(other))) expect(find(trie, other)).toBe(-1)
      }),
    )
  })

  it('gives a spelling that it has its first index again', () => {
    const trie = new TermTrie(4)
    expect(trie.add(units('胸部'), 0)).toBe(0)
    expect(trie.add(units('胸部'), 1)).toBe(0)
  })

  it('tells a spelling from the beginning of a longer one', () => {
    const trie = new TermTrie(4)
    trie.add(units('胸部'), 0)
    expect(find(trie, units('胸'))).toBe(-1)
    expect(find(trie, units('胸部平'))).toBe(-1)
  })
})
