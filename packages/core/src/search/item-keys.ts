import { HEAD_LENGTH, layoutsOf, type Slot } from '../codes/layout.ts'
import { isUnspecified } from '../codes/value-tree.ts'
import type { Edition, Item } from '../model/edition.ts'
import type { FacetValue, Side } from '../model/facets.ts'
import type { LexiconTerm } from '../model/lexicon.ts'
import type { Pinyin } from '../names/pinyin.ts'
import { foldName, isChinese, piecesOf } from './fold.ts'
import { type KeyIndex, KeyIndexBuilder } from './key-index.ts'
import { isInScope } from './scope.ts'

/** What a character of a key is worth: the published words first, then other ways to write or spell them. */
const WEIGHT = {
  name: 10.5,
  facet: 10,
  pinyin: 9,
  piece: 8,
  english: 8,
  synonym: 8,
  initials: 7,
  inside: 5,
  character: 1,
} as const

const SIDE_WORDS: Readonly<Record<Side, readonly string[]>> = {
  left: ['左', '左侧', 'left'],
  right: ['右', '右侧', 'right'],
  both: ['双', '双侧', 'both', 'bilateral'],
}

/** Makes the search keys of an edition: names, facet words, English, pinyin, initials, synonyms, and single characters as a last resort. */
export function itemKeys(edition: Edition, pinyin: Pinyin, lexicon: readonly LexiconTerm[]): KeyIndex {
  const keys = new KeyIndexBuilder()
  const byValue = itemsByValue(edition)
  for (const { value, items } of byValue.values()) addValue(value, items, pinyin, keys)
  addItems(edition.items, pinyin, keys)
  addSynonyms(edition.items, lexicon, pinyin, keys)
  return keys.build()
}

interface ValueItems {
  readonly value: FacetValue
  readonly items: number[]
}

/** The items that have a value, for every value that a name may say; zeros and the unspecified part say nothing. */
function itemsByValue(edition: Edition): ReadonlyMap<string, ValueItems> {
  const layouts = layoutsOf(edition)
  const found = new Map<string, ValueItems>()
  for (const [at, item] of edition.items.entries()) {
    const facets: Readonly<Record<string, string | null | undefined>> = { ...item.facets }
    for (const slot of layouts.get(item.code.replace(/^Y/, '').slice(0, HEAD_LENGTH).toUpperCase())?.slots ?? []) {
      const value = valueIn(slot, facets[slot.facet ?? ''] ?? '')
      if (value === undefined) continue
      const key = `${value.dictionary}|${value.code}`
      const entry = found.get(key) ?? { value, items: [] }
      entry.items.push(at)
      found.set(key, entry)
    }
  }
  return found
}

function valueIn(slot: Slot, code: string): FacetValue | undefined {
  if (slot.facet === null || /^0*$/.test(code) || isUnspecified(code)) return undefined
  return slot.values?.get(code.toUpperCase())
}

function addValue(value: FacetValue, items: readonly number[], pinyin: Pinyin, keys: KeyIndexBuilder): void {
  addWord(value.name, WEIGHT.facet, items, pinyin, keys)
  if (value.site !== undefined) addWord(value.site, WEIGHT.facet, items, pinyin, keys)
  for (const word of value.side === undefined ? [] : SIDE_WORDS[value.side])
    addWord(word, WEIGHT.facet, items, pinyin, keys)
  for (const piece of piecesOf(value.name)) {
    addWord(piece, WEIGHT.piece, items, pinyin, keys)
    if (!isChinese(piece)) continue
    for (let start = 1; start < piece.length - 1; start++) keys.add(piece.slice(start), WEIGHT.inside, items)
  }
}

function addWord(word: string, weight: number, items: readonly number[], pinyin: Pinyin, keys: KeyIndexBuilder): void {
  keys.add(foldName(word), weight, items)
  if (!isChinese(word)) return
  keys.add(foldName(pinyin.syllables(word)), Math.min(weight, WEIGHT.pinyin), items)
  keys.add(foldName(pinyin.initials(word)), WEIGHT.initials, items)
}

/** Keys of the items themselves; items with the same key share one posting. */
function addItems(items: readonly Item[], pinyin: Pinyin, keys: KeyIndexBuilder): void {
  const words = new Map<string, number[]>()
  const others = new Map<string, number[]>()
  for (const [at, item] of items.entries()) {
    addPlace(words, `${WEIGHT.name}|${item.name}`, at)
    for (const piece of piecesOf(item.name)) addPlace(words, `${WEIGHT.piece}|${piece}`, at)
    addPlace(others, `${WEIGHT.facet}|${foldName(item.modality)}`, at)
    for (const word of item.nameEn.toLowerCase().split(/[^a-z0-9]+/)) addPlace(others, `${WEIGHT.english}|${word}`, at)
    for (const character of item.name)
      if (isChinese(character)) addPlace(others, `${WEIGHT.character}|${character}`, at)
  }
  for (const [key, places] of words)
    addWord(key.slice(key.indexOf('|') + 1), Number.parseFloat(key), places, pinyin, keys)
  for (const [key, places] of others) keys.add(key.slice(key.indexOf('|') + 1), Number.parseFloat(key), places)
}

function addPlace(found: Map<string, number[]>, key: string, at: number): void {
  const places = found.get(key)
  if (places === undefined) found.set(key, [at])
  else if (places.at(-1) !== at) places.push(at)
}

/** Terms of the lexicon that state one value of a facet, a side or a modality; other kinds and sets of values are no search keys. */
function addSynonyms(
  items: readonly Item[],
  lexicon: readonly LexiconTerm[],
  pinyin: Pinyin,
  keys: KeyIndexBuilder,
): void {
  const said = itemsByStatement(items)
  for (const { term, kind, value, scope, form } of lexicon) {
    const all = said.get(`${kind}|${value}`) ?? []
    const inScope = all.filter((at) => {
      const modality = items[at]?.modality
      return modality !== undefined && isInScope(modality, scope)
    })
    if (inScope.length === 0) continue
    keys.add(foldName(term), WEIGHT.synonym, inScope)
    if (form !== 'typo' && isChinese(term)) keys.add(foldName(pinyin.syllables(term)), WEIGHT.inside, inScope)
  }
}

/** Items by what they say, in the words of the lexicon: `part|010100`, `side|left`, `modality|CT`. */
function itemsByStatement(items: readonly Item[]): ReadonlyMap<string, readonly number[]> {
  const said = new Map<string, number[]>()
  for (const [at, item] of items.entries()) {
    for (const [kind, value] of [...Object.entries(item.facets), ['modality', item.modality]]) {
      addPlace(said, `${kind}|${value}`, at)
    }
  }
  return said
}
