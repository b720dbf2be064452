import { type Dictionary, dictionaryUri, type Edition, type FacetValue } from '@yingma/core'
import type { CodeSystem, ConceptDefinition, ConceptProperty } from '../fhir/types.ts'
import { CONCEPT_PROPERTIES } from '../fhir/uris.ts'
import { designationUseUri, idOf, PUBLISHER, type Publication } from './addresses.ts'
import { USES } from './scheme-system.ts'

/** A facet dictionary as a code system: parts and devices with their hierarchy, composites with their components. */
export function dictionarySystem(edition: Edition, dictionary: Dictionary, publication: Publication): CodeSystem {
  const { status, date, base } = publication
  return {
    resourceType: 'CodeSystem',
    id: idOf('facet', dictionary.id, edition.version),
    url: dictionaryUri(dictionary.id, base),
    version: edition.version,
    name: `YingmaFacet${dictionary.id
      .split('-')
      .map((word) => word[0]!.toUpperCase() + word.slice(1))
      .join('')}`,
    title: `${edition.title.zh} · ${dictionary.title.zh}`,
    description: `${dictionary.title.zh}（${dictionary.title.en}）`,
    language: 'zh',
    status,
    experimental: false,
    date,
    publisher: PUBLISHER,
    caseSensitive: false,
    hierarchyMeaning: 'is-a',
    content: 'complete',
    count: dictionary.values.size,
    property: [
      { code: 'status', uri: `${CONCEPT_PROPERTIES}#status`, description: '状态 active | retired', type: 'code' },
      { code: 'conceptId', description: '永久概念标识 permanent concept id', type: 'string' },
      { code: 'side', description: '侧别 left | right | both', type: 'string' },
      { code: 'site', description: '不分侧的部位 site without its side', type: 'string' },
      { code: 'qualifier', description: '限定词 qualifier', type: 'string' },
      { code: 'component', description: '组成 component of a composite', type: 'code' },
    ],
    concept: nestedValues(dictionary),
  }
}

function nestedValues({ values }: Dictionary): readonly ConceptDefinition[] {
  const children = new Map<string, FacetValue[]>()
  const roots: FacetValue[] = []
  for (const value of values.values()) {
    const parent = value.parent?.toUpperCase()
    if (parent === undefined || !values.has(parent)) roots.push(value)
    else children.set(parent, [...(children.get(parent) ?? []), value])
  }
  const write = (value: FacetValue): ConceptDefinition => {
    const below = children.get(value.code.toUpperCase()) ?? []
    return {
      code: value.code,
      display: value.name,
      ...(value.nameEn === '' ? {} : { designation: [{ language: 'en', value: value.nameEn }] }),
      property: propertiesOf(value),
      ...(below.length === 0 ? {} : { concept: below.map(write) }),
    }
  }
  return roots.map(write)
}

function propertiesOf({
  status,
  conceptId,
  side,
  site,
  qualifier,
  components = [],
}: FacetValue): readonly ConceptProperty[] {
  const text = (code: string, value: string | undefined): readonly ConceptProperty[] =>
    value === undefined || value === '' ? [] : [{ code, valueString: value }]
  return [
    { code: 'status', valueCode: status },
    ...text('conceptId', conceptId),
    ...text('side', side),
    ...text('site', site),
    ...text('qualifier', qualifier),
    ...components.map((component): ConceptProperty => ({ code: 'component', valueCode: component })),
  ]
}

/** What the designations of items are for. */
export function designationUseSystem(edition: Edition, { status, date, base }: Publication): CodeSystem {
  return {
    resourceType: 'CodeSystem',
    id: idOf('designation-use', edition.version),
    url: designationUseUri(base),
    version: edition.version,
    name: 'YingmaDesignationUse',
    title: '名称用途',
    language: 'zh',
    status,
    experimental: false,
    date,
    publisher: PUBLISHER,
    caseSensitive: true,
    content: 'complete',
    count: Object.keys(USES).length,
    concept: Object.entries(USES).map(([code, display]) => ({ code, display })),
  }
}
