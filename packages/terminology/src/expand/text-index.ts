import type { CodeSystemIndex, ConceptBits } from '../systems/code-system.ts'

/** Finds concepts by words in any order; undefined where the query says nothing. */
export type FindByText = (query: string) => ConceptBits | undefined

const INDEXES = new WeakMap<CodeSystemIndex, FindByText>()

/** The text index of a code system, made when first asked for. */
export function textIndexOf(system: CodeSystemIndex): FindByText {
  let find = INDEXES.get(system)
  if (find === undefined) {
    find = makeIndex(system)
    INDEXES.set(system, find)
  }
  return find
}

const IDEOGRAPH = /\p{Script=Han}/u
/** What parts words: everything but letters, digits and ideographs. */
const GAPS = /[^\p{L}\p{N}]+/gu

/**
 * A concept fits when each word of the query fits one of its names or its code: an alphabetic word as the beginning of
 * a word, one with Chinese characters (one is enough) anywhere, brackets and spaces not counted.
 */
function makeIndex(system: CodeSystemIndex): FindByText {
  const words = new Map<string, number[]>()
  const characters = new Map<string, number[]>()
  const texts: string[] = []
  for (const { at, code, display, designations } of system.concepts) {
    const names = [code, display ?? '', ...designations.map(({ value = '' }) => value)].map(fold)
    texts.push(names.map((name) => name.replace(GAPS, '')).join('\n'))
    for (const name of names) {
      for (const word of name.split(GAPS)) if (word !== '') post(words, word, at)
      for (const character of name) if (IDEOGRAPH.test(character)) post(characters, character, at)
    }
  }
  const sorted = [...words.keys()].sort()
  return (query) => {
    const tokens = tokensOf(query)
    if (tokens.length === 0) return undefined
    let found: ConceptBits | undefined
    for (const token of new Set(tokens)) {
      const bits = new Uint8Array(system.concepts.length)
      const candidates = IDEOGRAPH.test(token) ? withCharacters(token, characters, texts) : begun(token, sorted, words)
      for (const at of candidates) bits[at] = found === undefined ? 1 : (found[at] ?? 0)
      found = bits
    }
    return found
  }
}

/** Whether each word of the query fits one of the names, as it would if they were in the index. */
export function textFits(query: string, names: readonly string[]): boolean {
  const folded = names.map(fold)
  const words = folded.flatMap((name) => name.split(GAPS))
  const whole = folded.map((name) => name.replace(GAPS, ''))
  return tokensOf(query).every((token) =>
    IDEOGRAPH.test(token) ? whole.some((name) => name.includes(token)) : words.some((word) => word.startsWith(token)),
  )
}

function tokensOf(query: string): readonly string[] {
  return fold(query)
    .split(/\s+/)
    .map((token) => token.replace(GAPS, ''))
    .filter((token) => token !== '')
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

function post(postings: Map<string, number[]>, key: string, at: number): void {
  const positions = postings.get(key)
  if (positions === undefined) postings.set(key, [at])
  else if (positions.at(-1) !== at) positions.push(at)
}

/** Candidates come from the rarest character of the word, then the whole word is looked for. */
function* withCharacters(
  token: string,
  characters: ReadonlyMap<string, number[]>,
  texts: readonly string[],
): Generator<number> {
  let rarest: readonly number[] | undefined
  for (const character of token) {
    if (!IDEOGRAPH.test(character)) continue
    const positions = characters.get(character) ?? []
    if (rarest === undefined || positions.length < rarest.length) rarest = positions
  }
  for (const at of rarest ?? []) if (texts[at]?.includes(token)) yield at
}

function* begun(token: string, sorted: readonly string[], words: ReadonlyMap<string, number[]>): Generator<number> {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < token) low = middle + 1
    else high = middle
  }
  for (let at = low; at < sorted.length && sorted[at]!.startsWith(token); at++) yield* words.get(sorted[at]!) ?? []
}
