import { createCodec } from '../codes/codec.ts'
import { createFacetCodec, facetKey } from '../codes/facet-codec.ts'
import { EXTENSION_PREFIX } from '../codes/layout.ts'
import { type Check, clashes, refOf } from './check.ts'
import type { Finding } from './finding.ts'

/** One code, one item: codes differ even without letter case, each can be read, and the look-up tables lead back to the item. */
export const checkCodes: Check = (edition) => {
  const codec = createCodec(edition)
  const findings: Finding[] = clashes(edition.items, ({ code }) => code.toUpperCase()).map((items) => ({
    code: 'finding-code-twice',
    items: items.map(refOf),
  }))
  for (const item of edition.items) {
    const decoded = codec.decode(item.code)
    if (decoded.kind !== 'item') findings.push({ code: 'finding-code-unreadable', item: refOf(item) })
    if (edition.byCode.get(item.code.toUpperCase()) !== item)
      findings.push({ code: 'finding-lookup-wrong', item: refOf(item), lookup: 'byCode' })
    if (edition.byId.get(item.conceptId) !== item)
      findings.push({ code: 'finding-lookup-wrong', item: refOf(item), lookup: 'byId' })
  }
  return { examined: edition.items.length, findings }
}

/** One code, one facet tuple: what the code says is what the item says, and no two items say the same. */
export const checkFacets: Check = (edition) => {
  const codec = createFacetCodec(edition)
  const findings: Finding[] = clashes(edition.items, ({ facets, origin }) => `${origin}|${facetKey(facets)}`).map(
    (items) => ({
      code: 'finding-facets-twice',
      items: items.map(refOf),
    }),
  )
  for (const item of edition.items) {
    const said = codec.facetsOf(item.code)
    if (said === null || facetKey(said) !== facetKey(item.facets))
      findings.push({ code: 'finding-facets-disagree', item: refOf(item) })
  }
  return { examined: edition.items.length, findings }
}

/**
 * Encoding what was decoded gives the code back, character for character. Asked of the dictionaries alone: the codec
 * would look the item up by its code and could not disagree.
 */
export const checkRoundTrip: Check = (edition) => {
  const codec = createFacetCodec(edition)
  const findings = edition.items.flatMap((item): Finding[] => {
    const said = codec.facetsOf(item.code)
    const encoded = said === null ? null : codec.codeOf(said)
    const prefix = item.code.startsWith(EXTENSION_PREFIX) ? EXTENSION_PREFIX : ''
    return encoded !== null && prefix + encoded === item.code
      ? []
      : [{ code: 'finding-encoded-otherwise', item: refOf(item), encoded }]
  })
  return { examined: edition.items.length, findings }
}
