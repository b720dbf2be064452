import { checkForm } from '../codes/check-character.ts'
import type { Edition, Item } from '../model/edition.ts'
import type { LexiconTerm } from '../model/lexicon.ts'
import type { Modality } from '../model/scheme.ts'
import type { Pinyin } from '../names/pinyin.ts'
import { foldName, tokensOf } from './fold.ts'
import { itemKeys } from './item-keys.ts'
import { matchToken, NONE } from './match-token.ts'

export interface SearchOptions {
  /** Most hits to give, 20 if not said. */
  readonly limit?: number
  /** Only items of this modality. */
  readonly modality?: Modality
}

export interface SearchHit {
  readonly item: Item
  /** Higher is better; only for comparing hits of one query. */
  readonly score: number
}

/** What the index is made of besides the edition. */
export interface SearchSources {
  readonly pinyin: Pinyin
  /** Terms that state a facet value, a side or a modality are found too. */
  readonly lexicon?: readonly LexiconTerm[]
}

/**
 * Finds items by words in any order: Chinese from one character, English, pinyin, initials, synonyms, the beginning of a code, a code in check form, a concept
 * id. Words may be unfinished and run together. Items that fit every word; where no item does, those that fit most
 * words. Best first: then the shorter name, then code order (codes are listed in code order). The same answer always.
 */
export type Search = (query: string, options?: SearchOptions) => readonly SearchHit[]

/** Longer queries are cut: no name is longer, and the time is bounded. */
const LONGEST_QUERY = 100
const LIMIT = 20
const CODE_SCORE = 12

/** Makes the index of an edition, once; retired items are found behind active ones that fit as well. */
export function createSearch(edition: Edition, { pinyin, lexicon = [] }: SearchSources): Search {
  const { items } = edition
  const keys = itemKeys(edition, pinyin, lexicon)
  const codes = items.map((item) => foldName(item.code))
  const forms = items.map((item) => foldName(checkForm(item.code) ?? item.code))
  const lengths = items.map((item) => foldName(item.name).length + (item.status === 'retired' ? 1000 : 0))

  return (query, { limit = LIMIT, modality } = {}) => {
    const tokens = tokensOf(query.slice(0, LONGEST_QUERY))
    const scores = new Float64Array(items.length)
    const matched = new Uint8Array(items.length)
    let byCode = false
    for (const token of tokens) {
      byCode = addToken(token, scores, matched) || byCode
    }
    const found = bestMatched(matched, (at) => modality === undefined || items[at]?.modality === modality)
    found.sort((a, b) => compare(a, b, scores, byCode))
    return found.slice(0, limit).flatMap((at) => {
      const item = items[at]
      return item === undefined ? [] : [{ item, score: scores[at] ?? 0 }]
    })
  }

  /** Adds the scores of one word; whether items were found by their code. */
  function addToken(token: string, scores: Float64Array, matched: Uint8Array): boolean {
    const coded = codedItems(token)
    const fits =
      matchToken(token, keys, items.length) ?? new Float64Array(coded.length === 0 ? 0 : items.length).fill(NONE)
    for (const at of coded) fits[at] = Math.max(fits[at] ?? NONE, CODE_SCORE)
    for (let at = 0; at < fits.length; at++) {
      const score = fits[at] ?? NONE
      if (score === NONE) continue
      scores[at] = (scores[at] ?? 0) + score
      matched[at] = (matched[at] ?? 0) + 1
    }
    return coded.length > 0
  }

  /** Items whose code begins with the word, or whose check form or concept id it is. */
  function codedItems(token: string): readonly number[] {
    if (!/\d/.test(token) || token.length < 2) return []
    const found: number[] = []
    for (let at = 0; at < items.length; at++) {
      if (codes[at]?.startsWith(token) || forms[at] === token || items[at]?.conceptId === token) found.push(at)
    }
    return found
  }

  function compare(a: number, b: number, scores: Float64Array, byCode: boolean): number {
    const difference = (scores[b] ?? 0) - (scores[a] ?? 0)
    if (Math.abs(difference) > 1e-9) return difference
    return byCode ? a - b : (lengths[a] ?? 0) - (lengths[b] ?? 0) || a - b
  }
}

/** The items that fit the most words, at least one. */
function bestMatched(matched: Uint8Array, isAsked: (at: number) => boolean): number[] {
  let most = 1
  let found: number[] = []
  for (let at = 0; at < matched.length; at++) {
    const count = matched[at] ?? 0
    if (count < most || !isAsked(at)) continue
    if (count > most) found = []
    most = count
    found.push(at)
  }
  return found
}
