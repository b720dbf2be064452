import { isConceptId } from '../ids/concept-id.ts'
import type { FacetValue } from '../model/facets.ts'
import { allValues, type Check, clashes, refOf, valueRefOf } from './check.ts'
import type { Finding } from './finding.ts'

/** The tree of every dictionary ends at a root: parents exist, and nothing is above itself. */
export const checkParents: Check = (edition) => {
  const children = allValues(edition).filter(({ parent }) => parent !== undefined)
  const findings = children.flatMap((value): Finding[] => {
    const values = edition.dictionaries.get(value.dictionary)?.values ?? new Map<string, FacetValue>()
    const seen = new Set<string>()
    for (let at: FacetValue | undefined = value; at?.parent !== undefined; at = values.get(at.parent.toUpperCase())) {
      if (!values.has(at.parent.toUpperCase())) {
        return at === value ? [{ code: 'finding-parent-unknown', value: valueRefOf(value), parent: at.parent }] : []
      }
      if (seen.has(at.code)) return [{ code: 'finding-parent-loop', value: valueRefOf(value) }]
      seen.add(at.code)
    }
    return []
  })
  return { examined: children.length, findings }
}

/** Every item and every value has a permanent id of its own: nine digits, the last a Verhoeff check digit. */
export const checkIds: Check = (edition) => {
  const owners = [
    ...edition.items.map((item) => ({ conceptId: item.conceptId, owner: refOf(item) })),
    ...allValues(edition).map((value) => ({ conceptId: value.conceptId, owner: valueRefOf(value) })),
  ]
  const findings: Finding[] = [
    ...owners
      .filter(({ conceptId }) => !isConceptId(conceptId))
      .map((one): Finding => ({ code: 'finding-id-malformed', ...one })),
    ...clashes(owners, ({ conceptId }) => conceptId).map(
      (group): Finding => ({
        code: 'finding-id-twice',
        conceptId: group[0]?.conceptId ?? '',
        owners: group.map(({ owner }) => owner),
      }),
    ),
  ]
  return { examined: owners.length, findings }
}

/** The register of suspected synonyms names values that exist, the preferred one among them. */
export const checkRegisters: Check = (edition) => {
  const findings = edition.suspectedSynonyms.flatMap(({ dictionary, codes, preferred }): Finding[] => {
    const values = edition.dictionaries.get(dictionary)?.values
    const wrong = codes.filter((code) => values?.has(code.toUpperCase()) !== true)
    const all = codes.includes(preferred) ? wrong : [...wrong, preferred]
    return all.map((value) => ({ code: 'finding-register', dictionary, value }))
  })
  return { examined: edition.suspectedSynonyms.length, findings }
}
