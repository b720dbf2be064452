import { DEFAULT_BASE_URI, type Edition, institutionUri } from '@yingma/core'
import type { Canonical, CodeSystem, ConceptDefinition, ConceptSet, ValueSet } from '../fhir/types.ts'
import { idOf, valueSetUri } from '../standard/addresses.ts'
import { institutionMap, type LocalMapping, type MappedInstitution } from '../standard/institution-map.ts'
import { itemSystem } from '../standard/item-system.ts'
import { fhirPackage } from './fhir-package.ts'

/** An item of a hospital's dictionary. A parent makes it one of the hospital's own. */
export interface HospitalItem {
  readonly code: string
  readonly name: string
  readonly nameEn: string
  readonly parent: string | null
}

export interface HospitalDictionary {
  readonly institution: MappedInstitution
  /** ISO date from which it holds. */
  readonly date: string
  readonly items: readonly HospitalItem[]
  /** What became of the old codes. */
  readonly mappings: readonly LocalMapping[]
}

export interface HospitalPackageOptions {
  /** `4.0.1` or `5.0.0`. */
  readonly fhirVersion: string
  /** Turns a resource of R5 into one of that version. */
  readonly convert: (resource: Canonical) => Canonical
  readonly base?: string | undefined
}

/**
 * A hospital's dictionary as a FHIR NPM package: the value set of its items, its own items and its old codes as code
 * systems, and the map from old to new.
 */
export function hospitalPackage(
  dictionary: HospitalDictionary,
  edition: Pick<Edition, 'byCode' | 'version'>,
  { fhirVersion, convert, base = DEFAULT_BASE_URI }: HospitalPackageOptions,
): Uint8Array {
  const { institution, date, mappings } = dictionary
  const resources: readonly Canonical[] = [
    itemSet(dictionary, edition, base),
    ...ownItems(dictionary, edition, base),
    ...oldCodes(dictionary, base),
    institutionMap(mappings, institution, edition, { base, date }),
  ]
  return fhirPackage(resources.map(convert), {
    name: `yingma.dictionary.${idOf(institution.id).toLowerCase()}`,
    version: versionOf(date),
    fhirVersion,
    canonical: base,
    title: institution.name,
    date,
  })
}

/** `2026-03-01` → `2026.3.1`: versions of packages are three numbers. */
function versionOf(date: string): string {
  return date.slice(0, 10).split('-').map(Number).join('.')
}

function itemSet({ institution, date, items }: HospitalDictionary, edition: EditionPart, base: string): ValueSet {
  const own = institutionUri(institution.id, base)
  const bySystem = new Map<string, HospitalItem[]>()
  for (const item of items) {
    const system = itemSystem(item.code, edition, own, base)
    bySystem.set(system, [...(bySystem.get(system) ?? []), item])
  }
  const id = idOf('dictionary', institution.id)
  return {
    resourceType: 'ValueSet',
    ...head(id, institution, date),
    url: valueSetUri(id, base),
    compose: {
      include: [...bySystem].map(
        ([system, held]): ConceptSet => ({
          system,
          ...(system === own ? {} : { version: edition.version }),
          concept: held.map(({ code, name, nameEn }) => ({
            code,
            display: name,
            ...(nameEn === '' ? {} : { designation: [{ language: 'en', value: nameEn }] }),
          })),
        }),
      ),
    },
  }
}

type EditionPart = Pick<Edition, 'byCode' | 'version'>

function ownItems(
  { institution, date, items }: HospitalDictionary,
  edition: EditionPart,
  base: string,
): readonly CodeSystem[] {
  const own = institutionUri(institution.id, base)
  const concepts = items
    .filter(({ code }) => itemSystem(code, edition, own, base) === own)
    .map(
      ({ code, name, parent }): ConceptDefinition => ({
        code,
        display: name,
        ...(parent === null ? {} : { definition: parent }),
      }),
    )
  return concepts.length === 0 ? [] : [system(idOf('items', institution.id), own, concepts, institution, date)]
}

function oldCodes({ institution, date, mappings }: HospitalDictionary, base: string): readonly CodeSystem[] {
  const names = new Map<string, string>()
  for (const { localCode, name } of mappings) {
    const code = localCode?.trim().replace(/\s+/g, ' ') ?? ''
    if (code !== '' && !names.has(code)) names.set(code, name)
  }
  const concepts = [...names].map(([code, display]): ConceptDefinition => ({ code, display }))
  const url = `${institutionUri(institution.id, base)}/codes`
  return concepts.length === 0 ? [] : [system(idOf('codes', institution.id), url, concepts, institution, date)]
}

function system(
  id: string,
  url: string,
  concepts: readonly ConceptDefinition[],
  institution: MappedInstitution,
  date: string,
): CodeSystem {
  return {
    resourceType: 'CodeSystem',
    ...head(id, institution, date),
    url,
    caseSensitive: true,
    content: 'complete',
    count: concepts.length,
    concept: concepts,
  }
}

function head(id: string, institution: MappedInstitution, date: string) {
  return {
    id,
    version: date,
    name: `Yingma_${id.replace(/[^A-Za-z0-9]/g, '_')}`,
    title: institution.name,
    status: 'active',
    experimental: false,
    date,
  }
}
