import {
  type Designation,
  dictionaryUri,
  type Edition,
  extensionUri,
  type Item,
  type Layout,
  layoutsOf,
  type Scheme,
  schemeUri,
} from '@yingma/core'
import type {
  CodeSystem,
  ConceptDefinition,
  ConceptDesignation,
  ConceptProperty,
  PropertyDefinition,
} from '../fhir/types.ts'
import { CONCEPT_PROPERTIES } from '../fhir/uris.ts'
import { designationUseUri, PUBLISHER, type Publication, propertyUri, valueSetUri } from './addresses.ts'

/** The code system of one scheme in one edition: every facet is a property, broader items are parents. */
export function schemeSystem(
  edition: Edition,
  scheme: Scheme,
  broader: ReadonlyMap<string, readonly string[]>,
  publication: Publication,
): CodeSystem {
  const items = edition.items.filter((item) => item.scheme === scheme.id && item.origin === 'published')
  return {
    ...headOf(edition, scheme.id, schemeUri(scheme.id, publication.base), publication),
    title: `${edition.title.zh} · ${scheme.title.zh}`,
    description: `${scheme.title.zh}（${scheme.title.en}）`,
    valueSet: valueSetUri(scheme.id, publication.base),
    count: items.length,
    property: propertiesOf(edition, [scheme], publication),
    concept: conceptsOf(edition, items, broader, publication),
  }
}

/** Items of our own; undefined while the edition has none. */
export function extensionSystem(
  edition: Edition,
  broader: ReadonlyMap<string, readonly string[]>,
  publication: Publication,
): CodeSystem | undefined {
  const items = edition.items.filter(({ origin }) => origin === 'extension')
  if (items.length === 0) return undefined
  return {
    ...headOf(edition, 'extension', extensionUri(publication.base), publication),
    title: `${edition.title.zh} · 扩展`,
    description: '影码自有扩展项目（extensions of Yingma, never codes of the publisher）',
    valueSet: valueSetUri('extension', publication.base),
    count: items.length,
    property: propertiesOf(edition, edition.schemes, publication),
    concept: conceptsOf(edition, items, broader, publication),
  }
}

function headOf(edition: Edition, id: string, url: string, { status, date }: Publication): CodeSystem {
  return {
    resourceType: 'CodeSystem',
    id: `${id}-${edition.version}`,
    url,
    version: edition.version,
    name: `Yingma${id[0]!.toUpperCase()}${id.slice(1)}`,
    language: 'zh',
    status,
    experimental: false,
    date,
    publisher: PUBLISHER,
    caseSensitive: false,
    hierarchyMeaning: 'is-a',
    content: 'complete',
  }
}

function propertiesOf(
  edition: Edition,
  schemes: readonly Scheme[],
  { base }: Publication,
): readonly PropertyDefinition[] {
  const facets = new Map<string, PropertyDefinition>()
  for (const { slots, scheme } of layoutsOf(edition).values()) {
    if (!schemes.includes(scheme)) continue
    for (const { facet, title, values } of slots) {
      if (facet === null || values === null || facets.has(facet)) continue
      facets.set(facet, {
        code: facet,
        uri: propertyUri(facet, base),
        description: title.zh,
        type: 'Coding',
      })
    }
  }
  const standard = (code: string, description: string, type = 'code'): PropertyDefinition => ({
    code,
    uri: `${CONCEPT_PROPERTIES}#${code}`,
    description,
    type,
  })
  return [
    standard('parent', '上位项目 broader item'),
    standard('status', '状态 active | retired'),
    {
      code: 'successor',
      uri: propertyUri('successor', base),
      description: '替代项目 successor of a retired item',
      type: 'code',
    },
    { code: 'modality', description: '检查类型 modality', type: 'string' },
    { code: 'conceptId', description: '永久概念标识 permanent concept id', type: 'string' },
    { code: 'side', description: '侧别 left | right | both', type: 'string' },
    ...facets.values(),
  ]
}

function conceptsOf(
  edition: Edition,
  items: readonly Item[],
  broader: ReadonlyMap<string, readonly string[]>,
  publication: Publication,
): readonly ConceptDefinition[] {
  const layouts = layoutsOf(edition)
  const own = new Set(items.map(({ code }) => code))
  return items.map((item) => {
    const layout = layouts.get(item.code.slice(0, 2).toUpperCase())
    const parents = (broader.get(item.code) ?? []).filter((code) => own.has(code))
    return {
      code: item.code,
      display: item.name,
      designation: item.designations.flatMap((designation) => designationOf(designation, publication)),
      property: [
        ...parents.map((code): ConceptProperty => ({ code: 'parent', valueCode: code })),
        { code: 'status', valueCode: item.status },
        ...item.successors.map((code): ConceptProperty => ({ code: 'successor', valueCode: code })),
        { code: 'modality', valueString: item.modality },
        { code: 'conceptId', valueString: item.conceptId },
        ...facetProperties(item, layout, publication),
      ],
    }
  })
}

function facetProperties(
  { facets }: Item,
  layout: Layout | undefined,
  { base }: Publication,
): readonly ConceptProperty[] {
  const given = facets as unknown as Readonly<Record<string, string | null | undefined>>
  const properties: ConceptProperty[] = []
  if (typeof given.side === 'string') properties.push({ code: 'side', valueString: given.side })
  for (const { facet, values, dictionary } of layout?.slots ?? []) {
    if (facet === null || values === null || dictionary === null) continue
    const value = values.get((given[facet] ?? '').toUpperCase())
    if (value === undefined) continue
    const valueCoding = { system: dictionaryUri(dictionary, base), code: value.code, display: value.name }
    properties.push({ code: facet, valueCoding })
  }
  return properties
}

/** Chinese name and English name are plain names; the others say what they are for. */
function designationOf({ value, language, use }: Designation, { base }: Publication): readonly ConceptDesignation[] {
  if (use === 'preferred') return language === 'zh' ? [] : [{ language, value }]
  const code = language === 'pinyin' && use === 'synonym' ? 'pinyin' : use
  const tag = language === 'pinyin' ? 'zh-Latn-pinyin' : language
  return [{ language: tag, use: { system: designationUseUri(base), code, display: USES[code] ?? code }, value }]
}

/** What designations are for, beside plain names. */
export const USES: Readonly<Record<string, string>> = {
  grammar: '按命名规则生成的名称 name by the grammar',
  display: '医院系统显示用名称 name as hospital systems show it',
  pinyin: '拼音 pinyin',
  initials: '拼音首字母 initials',
  synonym: '同义词 synonym',
}
