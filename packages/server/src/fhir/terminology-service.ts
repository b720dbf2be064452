import { fhirBasics, Library, standardResources } from '@yingma/terminology'
import type { Standard } from '../http/context.ts'
import { FHIR_VERSIONS, type FhirVersion, FULL_VERSION } from './fhir-version.ts'

/** What the terminology service answers from: one library for each FHIR release, over the resources of the edition. */
export interface TerminologyService {
  readonly libraries: Readonly<Record<FhirVersion, Library>>
}

/** Indexes the edition once; the libraries of the releases lie over it and share it. */
export function createTerminologyService({ edition }: Pick<Standard, 'edition'>): TerminologyService {
  const shared = new Library()
  const publication = { date: EDITION_DATE, status: 'active' } as const
  for (const resource of standardResources(edition, publication)) shared.add(resource)
  const over = (version: FhirVersion): Library => {
    const library = new Library(shared)
    for (const resource of fhirBasics(FULL_VERSION[version])) library.add(resource)
    return library
  }
  const [r4, r5] = FHIR_VERSIONS.map(over) as [Library, Library]
  return { libraries: { r4, r5 } }
}

/** Day of the frozen edition; resources carry it so that the same edition gives the same bytes. */
const EDITION_DATE = '2026-11-24'
