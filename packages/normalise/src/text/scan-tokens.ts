import type { Lexicon } from '../lexicon/compile-lexicon.ts'
import type { Term } from '../lexicon/term.ts'
import { type FoldedText, isDigit, isLetter } from './fold.ts'
import { vertebralLevels } from './vertebral-levels.ts'

export const TERM = 0
/** A character that parts exams or parts of an exam: , ; 、 + | / & and the line end. */
export const SEPARATOR = 1
/** A dash or colon: parts only where both sides say something of their own. */
export const DASH = 2
export const OPEN = 3
export const CLOSE = 4
/** A number, with its unit where one follows. */
export const NUMBER = 5
export const UNKNOWN = 6

/** One token. Objects are pooled: valid only until the next name is scanned. */
export interface Token {
  kind: number
  /** The lexicon entry of a TERM, the unit of a NUMBER, else null. */
  term: Term | null
  /** Folded offsets, end exclusive. */
  start: number
  end: number
  /** White space stood before the token. */
  gap: boolean
  /** The character of a SEPARATOR, DASH, OPEN or CLOSE. */
  unit: number
}

const COMMA = 44
const SEPARATORS = new Set([...',;、+|/&~=>'].map((c) => c.charCodeAt(0)))
const DASHES = new Set([...'-:*^'].map((c) => c.charCodeAt(0)))
const NUMBER_MARKS = new Set([...'.-~×x*≥≤<>+/'].map((c) => c.charCodeAt(0)))
const CONJUNCTIONS = new Set([...'及和与'].map((c) => c.charCodeAt(0)))

/** Signs that say nothing: ★ ● # ° $ and the like, up to the blocks where letters and characters of scripts begin. */
const isMark = (unit: number): boolean =>
  (unit > 32 && unit < 48) ||
  (unit > 57 && unit < 65) ||
  (unit > 90 && unit < 97) ||
  (unit > 122 && unit < 192) ||
  unit === 0xd7 ||
  unit === 0xf7 ||
  (unit >= 0x2000 && unit < 0x2e80) ||
  (unit >= 0x3000 && unit < 0x3041 && unit !== 0x3005)

/** Splits folded names into tokens: longest lexicon entry first, Latin entries only at word boundaries. */
export class TokenScanner {
  readonly #lexicon: Lexicon
  readonly #pool: Token[] = []
  readonly #text: FoldedText
  /** Tokens of the name scanned last, in order. */
  readonly tokens: Token[] = []
  /** Name classes (bits of CLASS_…) of the words that were left out of the tokens: notes, charges, fillers. */
  classes = 0
  /** Steps of the automaton for the name scanned last; bounded by a constant times its length. */
  steps = 0

  constructor(lexicon: Lexicon, text: FoldedText) {
    this.#lexicon = lexicon
    this.#text = text
  }

  scan(): readonly Token[] {
    const { chars, length } = this.#text
    this.tokens.length = 0
    this.steps = 0
    this.classes = 0
    this.#gapBefore = false
    let at = 0
    while (at < length) at = this.#next(chars, length, at)
    return this.tokens
  }

  #gapBefore = false

  #push(kind: number, term: Term | null, start: number, end: number, unit: number): number {
    const index = this.tokens.length
    let token = this.#pool[index]
    if (token === undefined) {
      token = { kind, term, start, end, gap: false, unit }
      this.#pool.push(token)
    }
    token.kind = kind
    token.term = term
    token.start = start
    token.end = end
    token.unit = unit
    token.gap = this.#text.gap[start] === 1 || this.#gapBefore
    this.#gapBefore = false
    this.tokens.push(token)
    return end
  }

  #next(chars: Uint16Array, length: number, at: number): number {
    const unit = chars[at] as number
    if (unit === 32) return at + 1
    const end = this.#longest(chars, length, at)
    if (at + 1 < length && isDigit(chars[at + 1] as number)) {
      const levels = vertebralLevels(chars, length, at)
      const vertebrae = levels === null || levels.end <= end ? undefined : this.#lexicon.byText.get(levels.word)
      if (levels !== null && vertebrae !== undefined) return this.#push(TERM, vertebrae, at, levels.end, 0)
    }
    if (end > at) {
      const term = this.#lexicon.terms[this.#found] as Term
      if (term.leftOut < 0) return this.#push(TERM, term, at, end, 0)
      this.classes |= term.leftOut
      this.#gapBefore ||= this.#text.gap[at] === 1
      return end
    }
    if (
      isDigit(unit) ||
      ((unit === 60 || unit === 62 || unit === 8805 || unit === 8804) &&
        at + 1 < length &&
        isDigit(chars[at + 1] as number))
    ) {
      return this.#number(chars, length, at)
    }
    if (unit === 40) return this.#push(OPEN, null, at, at + 1, unit)
    if (unit === 41) return this.#close(at, unit)
    if (SEPARATORS.has(unit) || CONJUNCTIONS.has(unit)) return this.#push(SEPARATOR, null, at, at + 1, unit)
    if (DASHES.has(unit)) return this.#push(DASH, null, at, at + 1, unit)
    if (unit === 46) return this.#push(SEPARATOR, null, at, at + 1, COMMA)
    if (isMark(unit)) {
      this.#gapBefore = true
      return at + 1
    }
    return this.#unknown(chars, length, at)
  }

  #found = -1

  /** A bracket with nothing left in it goes with its content: 胸部CT(总院). */
  #close(at: number, unit: number): number {
    const last = this.tokens[this.tokens.length - 1]
    if (last === undefined || last.kind !== OPEN) return this.#push(CLOSE, null, at, at + 1, unit)
    this.tokens.pop()
    return at + 1
  }

  /** End of the longest entry that starts at `at`, or `at`; its index in #found. */
  #longest(chars: Uint16Array, length: number, at: number): number {
    const { trie, terms } = this.#lexicon
    const { hump } = this.#text
    const first = chars[at] as number
    const startsInWord = at > 0 && isLetter(first) && isLetter(chars[at - 1] as number) && hump[at] === 0
    let state = 0
    let best = at
    for (let i = at; i < length; i++) {
      this.steps++
      const unit = chars[i] as number
      state = trie.step(state, unit)
      if (state === -1) break
      const index = trie.endOf(state)
      if (index === -1) continue
      const term = terms[index] as Term
      if (startsInWord) continue
      if (term.endsLatin && i + 1 < length && isLetter(chars[i + 1] as number) && hump[i + 1] === 0) continue
      best = i + 1
      this.#found = index
    }
    return best
  }

  /** A number with ranges and products (16-40, 18×24, ≥1.5), then its unit where the lexicon has it. */
  #number(chars: Uint16Array, length: number, at: number): number {
    let end = at + 1
    while (end < length) {
      const unit = chars[end] as number
      if (isDigit(unit)) end++
      else if (NUMBER_MARKS.has(unit) && end + 1 < length && isDigit(chars[end + 1] as number)) end += 2
      else break
    }
    const { trie, terms } = this.#lexicon
    let state = 0
    let best = end
    let unitTerm: Term | null = null
    let from = end
    while (from < length && chars[from] === 32) from++
    for (let i = from; i < length; i++) {
      this.steps++
      state = trie.step(state, chars[i] as number)
      if (state === -1) break
      const index = trie.endOf(state)
      if (index === -1) continue
      const term = terms[index] as Term
      if (term.plain !== 'unit' && term.plain !== 'hardware') continue
      if (term.endsLatin && i + 1 < length && isLetter(chars[i + 1] as number)) continue
      best = i + 1
      unitTerm = term
    }
    return this.#push(NUMBER, unitTerm, at, best, 0)
  }

  /** Characters that the lexicon does not know, up to the next place where something may begin. */
  #unknown(chars: Uint16Array, length: number, at: number): number {
    let end = at + 1
    if (isLetter(chars[at] as number)) {
      while (end < length && isLetter(chars[end] as number) && this.#text.hump[end] === 0) end++
    }
    const last = this.tokens[this.tokens.length - 1]
    if (last !== undefined && last.kind === UNKNOWN && last.end === at && this.#text.gap[at] === 0) {
      last.end = end
      return end
    }
    return this.#push(UNKNOWN, null, at, end, 0)
  }
}
