import type { Side } from '@yingma/core'
import type { PartRow, ServicePattern } from '../model/mapping.ts'
import type { BillingValue, PriceSchedule } from '../model/schedule.ts'
import { vocabularyOf } from '../schedule/read-mapping.ts'
import type { UnitTemplate } from './billing.ts'
import type { ItemFacets } from './item-facets.ts'

const SIDE_ZH: Readonly<Record<string, string>> = { left: '左', right: '右', '?': '单侧' }
const SIDE_EN: Readonly<Record<string, string>> = { left: 'left ', right: 'right ', '?': '' }

/** The place that scans of different kinds are compared by. */
const REGION_COLUMN: Readonly<Record<string, string>> = { CT: 'ct', MR: 'mr' }

/**
 * What a service counts for an item: the values of its part, or fixed ones, each side apart where the vocabulary says so;
 * for X-ray one unit an exposure. Null when the part has no value for the dimension.
 */
export function unitsOf(
  schedule: PriceSchedule,
  service: ServicePattern,
  part: PartRow | undefined,
  facets: ItemFacets,
  item: string,
): readonly UnitTemplate[] | null {
  const words = service.fixed ?? part?.values[service.dimension]
  if (words === undefined) return null
  const vocabulary = schedule.vocabularies.get(vocabularyOf(service.dimension))
  const column = REGION_COLUMN[facets.groups[0] ?? '']
  // A region is its own place; a vessel or organ lies in the regions of its part.
  const places = column === undefined || column === service.dimension ? undefined : part?.values[column]
  const units = words.flatMap((word) => {
    const [name = '', tag = ''] = word.split('@')
    const value = vocabulary?.get(name) ?? (vocabulary?.has('*') ? openValue(name) : undefined)
    if (value === undefined) return []
    return sidesOf(value, facets.side).map((side) => unitOf(value, tag, side, facets, item, places))
  })
  if (units.length === 0) return null
  return service.dimension === 'xray' ? exposures(schedule, units, facets) : units
}

function openValue(value: string): BillingValue {
  return {
    vocabulary: '*',
    value,
    valueEn: value,
    perSide: false,
    listed: true,
    distinct: false,
    bilateral: false,
    covers: '',
    source: '',
  }
}

function sidesOf(value: BillingValue, side: Side | null): readonly string[] {
  if (!value.perSide) return ['']
  if (side === 'both') return ['left', 'right']
  return [side ?? '?']
}

function unitOf(
  value: BillingValue,
  tag: string,
  side: string,
  facets: ItemFacets,
  item: string,
  places: readonly string[] | undefined,
): UnitTemplate {
  const whose = value.distinct ? `#${value.vocabulary === 'study' ? item : facets.part}` : ''
  const key = `${value.value}${tag === '' ? '' : `@${tag}`}${side === '' ? '' : `:${side}`}${whose}`
  return {
    key,
    group: key,
    vocabulary: value.vocabulary,
    regions: places ?? [value.value],
    value: value.value,
    tag,
    bilateral: value.bilateral,
    unspecified: value.value === '未指明',
    listed: value.listed,
    counted: { zh: `${SIDE_ZH[side] ?? ''}${value.value}`, en: `${SIDE_EN[side] ?? ''}${value.valueEn}` },
  }
}

/** Each exposure of each region is one unit; parts of one region (hand, wrist) keep their exposures apart. */
function exposures(
  schedule: PriceSchedule,
  units: readonly UnitTemplate[],
  facets: ItemFacets,
): readonly UnitTemplate[] {
  const names = schedule.mapping.positions.get(facets.extra) ?? [facets.extra]
  return units.flatMap((unit) => names.map((name) => ({ ...unit, key: `${unit.key}|${facets.site}|${name}` })))
}
