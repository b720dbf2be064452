import { type Edition, institutionUri } from '@yingma/core'
import type { ConceptMap, MapDependency, MapElement, MapTarget } from '../fhir/types.ts'
import { conceptMapUri, idOf, type Publication, propertyUri } from './addresses.ts'
import { itemSystem } from './item-system.ts'

/** What an institution has settled for one of its names. */
export interface LocalMapping {
  /** Code of the name in the institution's own system, where it has one. */
  readonly localCode: string | null
  readonly name: string
  /** What was known beside the name, e.g. `modality`, `part`: the mapping holds only with these. */
  readonly slots: Readonly<Record<string, string>>
  /** None: the name is no item of the standard. */
  readonly targets: readonly { readonly code: string; readonly relation: 'equivalent' | 'narrower' | 'broader' }[]
}

export interface MappedInstitution {
  readonly id: string
  readonly name: string
}

const RELATIONSHIP = {
  equivalent: 'equivalent',
  narrower: 'source-is-narrower-than-target',
  broader: 'source-is-broader-than-target',
} as const

/**
 * What an institution has decided, as a ConceptMap to the standard. Sources are its names as they are written
 * (`…/institution/<id>/names`) and its own codes (`…/institution/<id>/codes`); what else was known of a name is what
 * its translation depends on.
 */
export function institutionMap(
  mappings: readonly LocalMapping[],
  institution: MappedInstitution,
  edition: Pick<Edition, 'byCode' | 'version'>,
  { base, date }: Pick<Publication, 'base' | 'date'>,
): ConceptMap {
  const id = idOf('institution', institution.id)
  const own = institutionUri(institution.id, base)
  const systemOf = (code: string): string => itemSystem(code, edition, own, base)
  const slots = [...new Set(mappings.flatMap((mapping) => Object.keys(mapping.slots)))].sort()
  const groups = [
    ...groupsOf(
      `${own}/names`,
      mappings.map((mapping) => [mapping.name, mapping] as const),
      edition,
      systemOf,
    ),
    ...groupsOf(
      `${own}/codes`,
      mappings.flatMap((mapping) => (mapping.localCode ? [[mapping.localCode, mapping] as const] : [])),
      edition,
      systemOf,
    ),
  ]
  return {
    resourceType: 'ConceptMap',
    id,
    url: conceptMapUri(id, base),
    version: edition.version,
    name: `YingmaInstitution_${institution.id.replace(/[^A-Za-z0-9]/g, '_')}`,
    title: `${institution.name} → ${edition.version}`,
    status: 'active',
    experimental: false,
    date,
    ...(slots.length === 0
      ? {}
      : { additionalAttribute: slots.map((code) => ({ code, uri: propertyUri(code, base), type: 'string' })) }),
    ...(groups.length === 0 ? {} : { group: groups }),
  }
}

type Coded = readonly [code: string, mapping: LocalMapping]

/** A group for each system of the standard that is reached, and one without target for what is no item. */
function groupsOf(
  source: string,
  coded: readonly Coded[],
  { version }: Pick<Edition, 'version'>,
  systemOf: (code: string) => string,
): readonly { readonly source: string; readonly target?: string; readonly element: readonly MapElement[] }[] {
  const byTarget = new Map<string, Map<string, { display: string; target: MapTarget[] }>>()
  const none = new Map<string, string>()
  for (const [raw, { name, slots, targets }] of coded) {
    const code = asCode(raw)
    if (targets.length === 0) none.set(code, name)
    for (const { code: targetCode, relation } of targets) {
      const system = systemOf(targetCode)
      const elements = byTarget.get(system) ?? new Map<string, { display: string; target: MapTarget[] }>()
      byTarget.set(system, elements)
      const element = elements.get(code) ?? { display: name, target: [] }
      elements.set(code, element)
      element.target.push({ code: targetCode, relationship: RELATIONSHIP[relation], ...dependsOn(slots) })
    }
  }
  const groups = [...byTarget].map(([system, elements]) => ({
    source,
    target: `${system}|${version}`,
    element: [...elements].map(
      ([code, { display, target }]): MapElement => ({ code, display, target: distinct(target) }),
    ),
  }))
  // A name that is an item with one modality and none with another is mapped: what it is not follows from the other.
  for (const elements of byTarget.values()) for (const code of elements.keys()) none.delete(code)
  const unmapped = [...none].map(([code, display]): MapElement => ({ code, display, noMap: true }))
  return unmapped.length === 0 ? groups : [...groups, { source, element: unmapped }]
}

/** FHIR's codes have no spaces around them and single ones inside. */
function asCode(text: string): string {
  return text.trim().replace(/\s+/g, ' ')
}

function dependsOn(slots: LocalMapping['slots']): { dependsOn?: readonly MapDependency[] } {
  const dependencies = Object.entries(slots)
    .filter(([, value]) => value !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([attribute, valueString]) => ({ attribute, valueString }))
  return dependencies.length === 0 ? {} : { dependsOn: dependencies }
}

function distinct(targets: readonly MapTarget[]): readonly MapTarget[] {
  return [...new Map(targets.map((target) => [JSON.stringify(target), target])).values()]
}
