import { NumberPool, placedResult, type Said, type Verdict } from './placed-result.ts'
import type { Normalised, NormaliseInput, ResultItem, Span } from './result.ts'
import { SharedParts } from './shared-parts.ts'
import type { FoldedText } from './text/fold.ts'
import { NUMBER, TERM, type Token, UNKNOWN } from './text/scan-tokens.ts'

/** Readings kept. A full cache keeps what it has: frequent readings come early. */
const KEPT = 60_000
/** Names of more tokens are read afresh: long lists seldom come twice. */
const LONGEST = 40
/** Different contents of the other columns that are told apart; rows with further ones are read afresh. */
const MOST_COLUMNS = 30_000

/** What decides a reading besides the tokens of the name. */
interface ReadingContext {
  /** Group of the modality column. */
  readonly column: number
  /** Classes that the name says. */
  readonly classes: number
  /** What the other columns say, in one text. */
  readonly columns: string
}

/** A reading by its signs; it says for each span the first and the last token of the words that gave the facet. */
interface Reading {
  readonly said: Said
  /** Signs, then pairs of tokens, from `from` on: many readings share one array. */
  readonly numbers: Uint16Array
  readonly from: number
  readonly signs: number
  readonly tokens: number
}

/**
 * Readings by what the words say: two names whose words mean the same, in the same order with the same marks between
 * them (胸部CT平扫(总院), 肺CT平扫(门诊)), have one reading; only the places of the words differ. A memory of work done,
 * never of a decision: what is kept changes no result.
 */
export class ReadingCache {
  readonly #readings = new Map<number, Reading>()
  readonly #shared = new SharedParts()
  readonly #places = new NumberPool()
  readonly #numbers = new NumberPool()
  readonly #columns = new Map<string, number>([['', 0]])
  readonly #signs = new Uint16Array(LONGEST * 2 + 2)
  /** Number of signs of the tokens asked for last; 0 when they are too many to keep. */
  #length = 0
  #key = 0

  /** The result for the tokens and what else decides, if their reading is kept. */
  find(
    input: NormaliseInput,
    tokens: readonly Token[],
    text: FoldedText,
    context: ReadingContext,
  ): Normalised | undefined {
    this.#length = 0
    if (tokens.length > LONGEST) return undefined
    const columns = this.#numberOf(context.columns)
    if (columns === undefined) return undefined
    this.#sign(tokens, context, columns)
    const reading = this.#readings.get(this.#key)
    return reading !== undefined && this.#same(reading) ? this.#place(input, reading, tokens, text) : undefined
  }

  #numberOf(columns: string): number | undefined {
    const known = this.#columns.get(columns)
    if (known !== undefined || this.#columns.size >= MOST_COLUMNS) return known
    this.#columns.set(columns, this.#columns.size)
    return this.#columns.size - 1
  }

  #sign(tokens: readonly Token[], { column, classes }: ReadingContext, columns: number): void {
    const signs = this.#signs
    signs[0] = column + 10 + classes * 64
    signs[1] = columns
    let length = 2
    for (const { kind, term, start, end, gap, unit } of tokens) {
      signs[length++] = kind + (gap ? 16 : 0) + (kind === UNKNOWN ? 32 * Math.min(end - start, 63) : 0)
      signs[length++] = kind === TERM || kind === NUMBER ? (term?.sense ?? 65535) : unit
    }
    let hash = 0x811c9dc5
    for (let i = 0; i < length; i++) hash = Math.imul(hash ^ (signs[i] as number), 0x01000193)
    this.#length = length
    // 30 bits: small integers are the fastest keys of a map. Whoever has a key first keeps it.
    this.#key = (hash ^ (hash >>> 15)) & 0x3fffffff
  }

  #same({ numbers, from, signs }: Reading): boolean {
    if (signs !== this.#length) return false
    for (let i = 0; i < signs; i++) if (numbers[from + i] !== this.#signs[i]) return false
    return true
  }

  #place(input: NormaliseInput, reading: Reading, tokens: readonly Token[], text: FoldedText): Normalised {
    const { numbers, tokens: count } = reading
    const first = reading.from + reading.signs
    const from = this.#places.take(count)
    const { chunk } = this.#places
    for (let i = 0; i < count; i += 2) {
      chunk[from + i] = text.at[(tokens[numbers[first + i] as number] as Token).start] as number
      chunk[from + i + 1] = (text.at[(tokens[numbers[first + i + 1] as number] as Token).end - 1] as number) + 1
    }
    return placedResult(input, reading.said, chunk, from)
  }

  /** The result of a fresh reading of the tokens asked for last, found again from now on. */
  result(
    input: NormaliseInput,
    verdict: Verdict,
    items: readonly ResultItem[],
    alike: { readonly tokens: readonly Token[]; readonly text: FoldedText },
  ): Normalised {
    const lists = items.length < 2 ? items.map((item) => item.spans) : [...new Set(items.map((item) => item.spans))]
    const said = this.#shared.share(verdict, items, lists)
    const spans = lists.length === 1 ? (lists[0] as readonly Span[]) : lists.flat()
    const from = this.#places.take(spans.length * 2)
    const { chunk } = this.#places
    for (let i = 0; i < spans.length; i++) {
      const [start, end] = spans[i] as Span
      chunk[from + 2 * i] = start
      chunk[from + 2 * i + 1] = end
    }
    this.#keep(said, spans, alike.tokens, alike.text)
    return placedResult(input, said, chunk, from)
  }

  #keep(said: Said, spans: readonly Span[], tokens: readonly Token[], text: FoldedText): void {
    if (this.#length === 0 || this.#readings.size >= KEPT || this.#readings.has(this.#key)) return
    const signs = this.#length
    const from = this.#numbers.take(signs + 2 * spans.length)
    const numbers = this.#numbers.chunk
    for (let i = 0; i < signs; i++) numbers[from + i] = this.#signs[i] as number
    let to = from + signs
    for (const [start, end] of spans) {
      const first = tokens.findIndex((token) => text.at[token.start] === start)
      const last = tokens.findIndex((token) => (text.at[token.end - 1] as number) + 1 === end)
      // A span that is not made of whole tokens cannot be placed in another name.
      if (first < 0 || last < 0) return
      numbers[to++] = first
      numbers[to++] = last
    }
    this.#readings.set(this.#key, { said, numbers, from, signs, tokens: 2 * spans.length })
  }
}
