import { type Canonical, fhirBasics, Library, operationDefinitions } from '@yingma/terminology'
import { FHIR_VERSIONS, type FhirVersion, FULL_VERSION } from '../fhir-version.ts'
import { editionResources, type ServedEdition } from './served-editions.ts'

/** What the terminology service answers from: one library for each FHIR release, over the resources of the editions. */
export interface TerminologyService {
  readonly editions: readonly ServedEdition[]
  readonly libraries: Readonly<Record<FhirVersion, Library>>
}

/** Indexes everything once; the libraries of the releases lie over it and share it. `taken` is what was taken over from others. */
export function createTerminologyService(
  editions: readonly ServedEdition[],
  taken: readonly Canonical[] = [],
  publicUrl = '',
): TerminologyService {
  const shared = new Library()
  const own = editionResources(editions)
  for (const resource of [...own, ...withIds(taken, own)]) shared.add(resource)
  const over = (version: FhirVersion): Library => {
    const library = new Library(shared)
    const basics = fhirBasics(FULL_VERSION[version])
    for (const resource of [...basics, ...operationDefinitions(`${publicUrl}/fhir/${version}`)]) library.add(resource)
    return library
  }
  const [r4, r5] = FHIR_VERSIONS.map(over) as [Library, Library]
  return { editions, libraries: { r4, r5 } }
}

/** Publishers choose ids without knowing of one another: one that is taken, or is none, gets another. */
function withIds(resources: readonly Canonical[], own: readonly Canonical[]): readonly Canonical[] {
  const keyOf = ({ resourceType, id }: Canonical): string => `${resourceType}/${id}`
  const known = new Set(own.map(keyOf))
  return resources.map((resource) => {
    const wanted = /^[A-Za-z0-9.-]{1,64}$/.test(resource.id ?? '') ? resource.id! : 'imported'
    let made: Canonical = { ...resource, id: wanted }
    for (let number = 2; known.has(keyOf(made)); number++) made = { ...made, id: `${wanted.slice(0, 56)}-${number}` }
    known.add(keyOf(made))
    return made.id === resource.id ? resource : made
  })
}
