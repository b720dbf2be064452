import type { Lexicon } from '../lexicon/compile-lexicon.ts'
import type { Term } from '../lexicon/term.ts'
import { FoldedText } from '../text/fold.ts'
import { TERM, TokenScanner } from '../text/scan-tokens.ts'

/** Cells are short; the rest of a longer one is not read. */
const LONGEST = 200
const KEPT = 2_000

/** Reads the words of cells; columns repeat their cells, so what was read is kept. */
export class ColumnWords {
  readonly #text = new FoldedText()
  readonly #scanner: TokenScanner
  readonly #lexicon: Lexicon
  readonly #kept = new Map<string, readonly Term[]>()

  constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon
    this.#scanner = new TokenScanner(lexicon, this.#text)
  }

  /** The lexicon entries of a cell in order; none for an empty one. */
  of(value: string | undefined): readonly Term[] {
    if (value === undefined || value === '') return []
    const known = this.#kept.get(value)
    if (known !== undefined) return known
    this.#text.set(value.slice(0, LONGEST), this.#lexicon.fold)
    const terms: Term[] = []
    for (const { kind, term } of this.#scanner.scan()) if (kind === TERM && term !== null) terms.push(term)
    if (this.#kept.size < KEPT) this.#kept.set(value, terms)
    return terms
  }
}
