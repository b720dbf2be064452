import { diffEditions, type Edition, type FacetValue, type Item } from '@yingma/core'
import type { Draft } from '../draft/draft.ts'
import { areasTouchedBy, changedTerms, type NameIndex, OPEN } from './name-index.ts'

/** Places of the names that may be read otherwise under another draft; the others need no second reading. */
export function affectedNames(index: NameIndex, after: Draft): readonly number[] {
  const places = new Set<number>()
  for (const area of changedAreas(index, after.edition)) {
    for (const at of index.byArea.get(area) ?? []) places.add(at)
  }
  const words = changedTerms(index.draft.terms, after.terms).map((term) => stemOf(index.fold(term)))
  if (words.length > 0) {
    for (const [at, text] of index.folded.entries()) if (words.some((word) => text.includes(word))) places.add(at)
  }
  return [...places].sort((a, b) => a - b)
}

/** In a list of vertebrae the word 椎 stands once: 颈、胸椎 is read with the word 颈椎. */
function stemOf(term: string): string {
  return term.length > 1 && term.endsWith('椎') ? term.slice(0, -1) : term
}

function changedAreas({ draft, byArea }: NameIndex, after: Edition): ReadonlySet<string> {
  const { added, removed, retired, revived } = diffEditions(draft.edition, after)
  const touched = [...added, ...removed, ...revived, ...retired.map(({ item }) => item)]
  const values = changedValues(draft.edition, after)
  const users = values.length === 0 ? [] : after.items.filter((item) => usesAny(item, values))
  const codes = [...touched, ...users].map(({ code }) => code)
  if (codes.length === 0) return new Set()
  // A word without an item may be answered now.
  return new Set([OPEN, ...codes.flatMap((code) => areasTouchedBy(code, byArea.keys()))])
}

/** Values that reading looks at otherwise: English words and sheets do not count. */
function changedValues(before: Edition, after: Edition): readonly FacetValue[] {
  return [...after.dictionaries.values()].flatMap(({ id, values }) =>
    [...values.values()].filter((value) => {
      const old = before.dictionaries.get(id)?.values.get(value.code.toUpperCase())
      return old === undefined || meaningOf(old) !== meaningOf(value)
    }),
  )
}

function meaningOf({ nameEn: _en, inNameEn: _words, sheet: _sheet, conceptId: _id, ...meaning }: FacetValue): string {
  return JSON.stringify(meaning)
}

function usesAny({ facets }: Item, values: readonly FacetValue[]): boolean {
  const said = Object.values(facets)
  return values.some(({ code, components = [] }) => [code, ...components].some((one) => said.includes(one)))
}
