import type { Edition } from '@yingma/core'
import type { Canonical } from '../fhir/types.ts'
import type { Publication } from './addresses.ts'
import { broaderItems } from './broader-items.ts'
import { designationUseSystem, dictionarySystem } from './dictionary-system.ts'
import { namingSystems } from './naming-systems.ts'
import { extensionSystem, schemeSystem } from './scheme-system.ts'
import { editionValueSets } from './value-sets.ts'

/**
 * An edition as FHIR resources (R5): a CodeSystem for each scheme and each facet dictionary, the ValueSets cut from
 * them, NamingSystems. The same edition always gives the same resources.
 */
export function standardResources(edition: Edition, publication: Publication): readonly Canonical[] {
  const broader = broaderItems(edition)
  const extension = extensionSystem(edition, broader, publication)
  return [
    ...edition.schemes.map((scheme) => schemeSystem(edition, scheme, broader, publication)),
    ...(extension === undefined ? [] : [extension]),
    ...[...edition.dictionaries.values()].map((dictionary) => dictionarySystem(edition, dictionary, publication)),
    designationUseSystem(edition, publication),
    ...editionValueSets(edition, publication),
    ...namingSystems(edition, publication),
  ]
}
