import type { Edition, FacetTuple } from '@yingma/core'
import type { SideRule } from '../model/dictionary.ts'

/**
 * What an order may say of the side. A sided part forces its side; a part below which the edition knows sided ones, or
 * that says no place at all, leaves the side to the order; all others have no side.
 */
export function createSideRule(edition: Edition): (facets: FacetTuple) => SideRule {
  const sided = new Map<string, readonly string[]>()
  for (const { id, values } of edition.dictionaries.values()) {
    const codes = [...values.values()].filter(({ side }) => side !== undefined).map(({ code }) => code.toUpperCase())
    if (codes.length > 0) sided.set(id, codes)
  }
  const dictionaryOf = (facets: FacetTuple): string => `${facets.scheme}-parts`
  return (facets) => {
    if ('side' in facets && facets.side !== null) return `forced:${facets.side}`
    const part = facets.part.toUpperCase().replace(/(?:00)+$/, '')
    if (part === '' || /^(?:99)+$/.test(part)) return 'free'
    return (sided.get(dictionaryOf(facets)) ?? []).some((code) => code !== part && code.startsWith(part))
      ? 'free'
      : 'forbidden'
  }
}
