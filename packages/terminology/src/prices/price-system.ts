import type { PriceItem, PriceSchedule } from '@yingma/charge'
import { DEFAULT_BASE_URI } from '@yingma/core'
import type { CodeSystem, ConceptDefinition, ConceptProperty } from '../fhir/types.ts'
import { idOf, PUBLISHER, propertyUri } from '../standard/addresses.ts'
import { groupBy } from './group-by.ts'

/** The code system of the items of a price schedule. Its version is the first day in force. */
export function priceSystemUri(schedule: string, base: string = DEFAULT_BASE_URI): string {
  return `${base}/price/${schedule}`
}

/** A price schedule as a code system: surcharges and extensions below the items that they hang on, prices in yuan. */
export function priceSystem(schedule: PriceSchedule, base?: string): CodeSystem {
  const { id, title, validFrom, validTo, invented, source, items } = schedule
  const meant = (code: string): string => propertyUri(code, base)
  return {
    resourceType: 'CodeSystem',
    id: idOf('price', id),
    url: priceSystemUri(id, base),
    version: validFrom,
    name: nameOf('YingmaPrice', id),
    title: title.zh,
    description: `${title.zh}（${title.en}），${validFrom} – ${validTo ?? ''}。${source.zh}`,
    language: 'zh',
    status: 'active',
    experimental: invented,
    date: validFrom,
    publisher: PUBLISHER,
    caseSensitive: true,
    hierarchyMeaning: 'part-of',
    content: 'complete',
    count: items.length,
    property: [
      {
        code: 'kind',
        uri: meant('kind'),
        description: 'main | surcharge | extension | reduction | group',
        type: 'string',
      },
      { code: 'unit', uri: meant('unit'), description: '计价单位 unit of charge', type: 'string' },
      { code: 'price', uri: meant('price'), description: '价格（元） unit price in yuan', type: 'decimal' },
      {
        code: 'percent',
        uri: meant('percent'),
        description: '按主项目单价的百分比 percentage of the main item',
        type: 'decimal',
      },
      { code: 'insuranceClass', uri: meant('insuranceClass'), description: '医保类别 insurance class', type: 'string' },
      { code: 'successor', uri: meant('successor'), description: '后继项目 item that takes its place', type: 'string' },
    ],
    concept: conceptsOf(items),
  }
}

/** Names of resources begin with a capital and hold letters, digits and underscores. */
export function nameOf(...words: readonly string[]): string {
  return words.join('_').replace(/[^A-Za-z0-9]/g, '_')
}

function conceptsOf(items: readonly PriceItem[]): readonly ConceptDefinition[] {
  const known = new Set(items.map(({ code }) => code))
  const below = groupBy(items, ({ parent }) => (parent !== null && known.has(parent) ? parent : ''))
  const write = (item: PriceItem): ConceptDefinition => {
    const children = below.get(item.code) ?? []
    return {
      code: item.code,
      display: item.name,
      ...(item.nameEn === '' ? {} : { designation: [{ language: 'en', value: item.nameEn }] }),
      property: propertiesOf(item),
      ...(children.length === 0 ? {} : { concept: children.map(write) }),
    }
  }
  return (below.get('') ?? []).map(write)
}

function propertiesOf(item: PriceItem): readonly ConceptProperty[] {
  const text = (code: string, value: string): readonly ConceptProperty[] =>
    value === '' ? [] : [{ code, valueString: value }]
  return [
    ...text('kind', item.kind),
    ...text('unit', item.unit),
    ...(item.cents === null ? [] : [{ code: 'price', valueDecimal: item.cents / 100 }]),
    ...(item.percent === null ? [] : [{ code: 'percent', valueDecimal: item.percent }]),
    ...text('insuranceClass', item.insuranceClass),
    ...item.successors.flatMap((successor) => text('successor', successor)),
  ]
}
