import type { FacetValue } from '../model/facets.ts'
import type { LexiconTerm } from '../model/lexicon.ts'
import type { Modality } from '../model/scheme.ts'
import { foldName, piecesOf } from '../search/fold.ts'
import { isInScope } from '../search/scope.ts'
import type { Offer } from './problem.ts'

/** Where a word is looked for: the values that one facet may have under one modality, and the words for them. */
export interface FacetVocabulary {
  readonly facet: string
  readonly modality: Modality
  readonly tag: string
  readonly values: readonly FacetValue[]
  readonly lexicon: readonly LexiconTerm[]
}

/**
 * The values that a word names. Ways to name a value are tried in turn and the first that names any decides: the code, the published name in Chinese or English
 * or as written inside names, the site of a sided part (which names all its sides), a term of the lexicon, a piece of
 * the name (`DWI` of 弥散加权成像(DWI)).
 */
export function findValues(word: string, vocabulary: FacetVocabulary): readonly FacetValue[] {
  const { values } = vocabulary
  const folded = foldName(word)
  const terms = new Set(termValues(folded, vocabulary))
  const ways: ((value: FacetValue) => boolean)[] = [
    ({ code }) => code.toUpperCase() === word.trim().toUpperCase(),
    (value) => namesOf(value, vocabulary).some((name) => foldName(name) === folded),
    ({ site }) => site !== undefined && foldName(site) === folded,
    ({ code }) => terms.has(code),
    ({ name, nameEn }) => piecesOf(name).includes(folded) || piecesOf(nameEn).includes(folded),
  ]
  for (const names of folded === '' ? [] : ways) {
    const found = values.filter(names)
    if (found.length > 0) return found
  }
  return []
}

/** The values whose names are most like a word, for saying what could have been meant; at most five, in code order where equally like. */
export function nearValues(word: string, values: readonly FacetValue[]): readonly Offer[] {
  const folded = foldName(word)
  const scored = values.map((value) => ({
    value,
    score: Math.max(likeness(folded, foldName(value.name)), likeness(folded, foldName(value.nameEn))),
  }))
  return scored
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, 5)
    .map(({ value }) => offerOf(value))
}

export function offerOf({ code, name }: { readonly code: string; readonly name: string }): Offer {
  return { code, name }
}

function namesOf(value: FacetValue, { modality, tag }: FacetVocabulary): readonly string[] {
  const inName = [value.inName, value.inNameEn].flatMap(
    (words) => words?.[modality] ?? words?.[tag] ?? words?.['*'] ?? [],
  )
  return [value.name, value.nameEn, ...inName]
}

function termValues(folded: string, { facet, modality, lexicon }: FacetVocabulary): readonly string[] {
  return lexicon
    .filter(({ term, kind, scope }) => kind === facet && foldName(term) === folded && isInScope(modality, scope))
    .map(({ value }) => value)
}

/** Share of characters and of pairs of neighbouring characters in common, 0 to 1. */
function likeness(a: string, b: string): number {
  const [gramsA, gramsB] = [grams(a), grams(b)]
  const common = [...gramsA].filter((gram) => gramsB.has(gram)).length
  return common === 0 ? 0 : (2 * common) / (gramsA.size + gramsB.size)
}

function grams(text: string): ReadonlySet<string> {
  const characters = [...text]
  return new Set(
    characters.flatMap((character, at) =>
      at === 0 ? [character] : [character, (characters[at - 1] ?? '') + character],
    ),
  )
}
