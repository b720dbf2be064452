/** Marks a character that carries nothing: controls, zero-width and direction marks, stray variation selectors. */
const IGNORED = 0
const SPACE = 32

/** One UTF-16 unit → the unit that the lexicon is written in; 0 means that the unit is skipped. */
export type FoldTable = Uint16Array

const PAIRS: readonly (readonly [string, string])[] = [
  ['【〔〖「『《〈［｛{[', '('],
  ['】〕〗」』》〉］｝}]', ')'],
  ['｜¦│', '|'],
  ['—–－‐‑‒―−﹣ー', '-'],
  ['。．·•・‧', '.'],
  ['“”„‟"＂', ' '],
  ['‘’‛`´＇', "'"],
  ['；', ';'],
  ['\t\r\u00a0\u3000\u2002\u2003\u2009', ' '],
  ['\n', ';'],
  ['╱⁄∕', '/'],
  ['～〜', '~'],
]

/**
 * The table that folds width, case, brackets, compatibility forms and (from `traditional`) traditional characters, one
 * unit to one unit, so that offsets into the folded text are offsets into the original.
 */
export function createFoldTable(traditional: ReadonlyMap<string, string>): FoldTable {
  const table = new Uint16Array(65536)
  for (let unit = 0; unit < 65536; unit++) table[unit] = unit
  for (const [from, to] of [
    [0x2160, 0x2180],
    [0x2460, 0x2474],
    [0x2e80, 0x2fe0],
    [0xf900, 0xfb00],
    [0xff00, 0xfff0],
  ] as const) {
    for (let unit = from; unit < to; unit++) {
      const folded = String.fromCharCode(unit).normalize('NFKC')
      if (folded.length === 1) table[unit] = folded.charCodeAt(0)
    }
  }
  // Ⅲ級: numerals of several letters stay one character, capital and small alike
  for (let unit = 0x2160; unit < 0x2170; unit++) if (table[unit] === unit) table[unit] = unit + 16
  for (let unit = 0; unit < 32; unit++) table[unit] = IGNORED
  for (let unit = 0x7f; unit < 0xa0; unit++) table[unit] = IGNORED
  for (const range of ['\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff\ufe0e\ufe0f\u00ad']) {
    for (const mark of range) table[mark.charCodeAt(0)] = IGNORED
  }
  for (const [group, folded] of PAIRS) for (const c of group) table[c.charCodeAt(0)] = folded.charCodeAt(0)
  for (const [from, to] of traditional) table[from.charCodeAt(0)] = to.charCodeAt(0)
  for (let unit = 0; unit < 65536; unit++) {
    const folded = table[unit] as number
    if (folded >= 65 && folded <= 90) table[unit] = folded + 32
  }
  return table
}

export const isLetter = (unit: number): boolean => unit >= 97 && unit <= 122
export const isDigit = (unit: number): boolean => unit >= 48 && unit <= 57
const isHan = (unit: number): boolean => unit >= 0x2e80
const isWord = (unit: number): boolean => isLetter(unit) || isDigit(unit)
/** Characters that join Latin words the way a space does: C-SPINE, C.SPINE, C_SPINE. */
const isJoiner = (unit: number): boolean => unit === SPACE || unit === 45 || unit === 95 || unit === 46 || unit === 39

/** The folded unit of the first character at or behind `from` that is no space; 0 at the end of the text. */
function afterSpaces(text: string, table: FoldTable, from: number): number {
  for (let i = from; i < text.length; i++) {
    const unit = table[text.charCodeAt(i)] as number
    if (unit !== SPACE && unit !== IGNORED) return unit
  }
  return 0
}

/**
 * The folded text of one name: `chars[i]` came from `at[i]` of the original. Spaces stay only between Latin words, as
 * one space each; `gap[i]` says that white space stood before `i`. One object is reused for all names.
 */
export class FoldedText {
  chars: Uint16Array
  at: Int32Array
  gap: Uint8Array
  /** 1 where a capital follows a small letter: a word may begin there (BrainArray). */
  hump: Uint8Array
  length = 0

  /** Room for `capacity` units; longer texts make room for themselves. */
  constructor(capacity = 512) {
    this.chars = new Uint16Array(capacity)
    this.at = new Int32Array(capacity)
    this.gap = new Uint8Array(capacity)
    this.hump = new Uint8Array(capacity)
  }

  #grow(size: number): void {
    if (size <= this.chars.length) return
    const capacity = 2 ** Math.ceil(Math.log2(size))
    this.chars = new Uint16Array(capacity)
    this.at = new Int32Array(capacity)
    this.gap = new Uint8Array(capacity)
    this.hump = new Uint8Array(capacity)
  }

  /** C T and M.R.C.P: single letters one after the other are one word. */
  #spelled(text: string, table: FoldTable, i: number, length: number): boolean {
    const before = length > 0 ? (this.chars[length - 1] as number) : 0
    const single =
      isLetter(before) && (length < 2 || !isWord(this.chars[length - 2] as number) || this.#glued === length)
    const after = i + 1 < text.length ? (table[text.charCodeAt(i + 1)] as number) : 0
    if (!single || isWord(after)) return false
    this.#glued = length + 1
    return true
  }

  #glued = -1

  /** C- SPINE, L-S- SPINE: initials are no exam of their own, so the dash behind them joins, also with spaces around it. */
  #initial(length: number): boolean {
    if (this.#glued === length) return true
    return isLetter(this.chars[length - 1] as number) && (length < 2 || this.chars[length - 2] === SPACE)
  }

  /** Replaces the content by the folded `text`. Linear in the length of the text. */
  set(text: string, table: FoldTable): void {
    this.#grow(text.length + 1)
    const { chars, at, gap, hump } = this
    let length = 0
    let space = 0
    this.#glued = -1
    for (let i = 0; i < text.length; i++) {
      const original = text.charCodeAt(i)
      let unit = table[original] as number
      if (isHan(unit)) {
        chars[length] = unit
        at[length] = i
        gap[length] = space
        hump[length] = 0
        space = 0
        length++
        continue
      }
      if (unit === IGNORED) continue
      if (unit === SPACE) {
        space = 1
        continue
      }
      if (isJoiner(unit) && length > 0 && isWord(chars[length - 1] as number) && i + 1 < text.length) {
        if (unit === 45 && this.#initial(length) && isLetter(afterSpaces(text, table, i + 1))) {
          space = 1
          continue
        }
        const next = table[text.charCodeAt(i + 1)] as number
        const decimal = unit === 46 && isDigit(chars[length - 1] as number) && isDigit(next)
        const range = unit === 45 && isDigit(chars[length - 1] as number) && isDigit(next)
        if (!decimal && !range && isWord(next)) {
          if (isLetter(chars[length - 1] as number) || isLetter(next)) {
            space = 1
            continue
          }
        }
      }
      if (space === 1 && isLetter(unit) && this.#spelled(text, table, i, length)) space = 0
      if (unit === 95) unit = 124 // a low line between words of a list parts exams
      if (space === 1 && length > 0 && isWord(unit) && isWord(chars[length - 1] as number)) {
        chars[length] = SPACE
        at[length] = i
        gap[length] = 0
        hump[length] = 0
        length++
        space = 0
      }
      chars[length] = unit
      at[length] = i
      gap[length] = space === 1 && length > 0 && isHan(chars[length - 1] as number) ? 1 : 0
      hump[length] = original >= 65 && original <= 90 && i > 0 && isLetter(text.charCodeAt(i - 1)) ? 1 : 0
      space = 0
      length++
    }
    this.length = length
    at[length] = text.length
  }
}

/** The folded spelling of a lexicon term, made by the same folding as names. */
export function foldTerm(term: string, table: FoldTable): Uint16Array {
  const folded = new FoldedText(term.length + 1)
  folded.set(term, table)
  return folded.chars.slice(0, folded.length)
}
