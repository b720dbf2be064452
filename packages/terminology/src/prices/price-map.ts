import type { Pricer, PriceSchedule } from '@yingma/charge'
import { type Edition, type Item, institutionUri } from '@yingma/core'
import type { ConceptMap, MapElement, MapTarget } from '../fhir/types.ts'
import { conceptMapUri, idOf, PUBLISHER, propertyUri } from '../standard/addresses.ts'
import { itemSystem } from '../standard/item-system.ts'
import { groupBy } from './group-by.ts'
import { nameOf, priceSystemUri } from './price-system.ts'

/** Effects of a modifier that bring a price item of their own; the others change how much of one is charged. */
const BRINGS: ReadonlySet<string> = new Set(['surcharge', 'value', 'replace', 'add', 'reduce'])

/**
 * From the items of an edition to the price items that they are charged by when done alone. What is charged only where a
 * modifier is said (bedside, thin slice, a technique …) depends on it; items without a price map to nothing. How many units are
 * charged, and for how much, is for a quote to say: a map knows neither other exams nor the day.
 */
export function priceMap(edition: Edition, pricer: Pricer, base?: string): ConceptMap {
  const { schedule } = pricer
  const id = idOf('price', schedule.id)
  const target = `${priceSystemUri(schedule.id, base)}|${schedule.validFrom}`
  const bySystem = groupBy(edition.items, ({ code }) => itemSystem(code, edition, institutionUri('none', base), base))
  return {
    resourceType: 'ConceptMap',
    id,
    url: conceptMapUri(id, base),
    version: `${edition.version}-${schedule.validFrom}`,
    name: nameOf('YingmaPriceMap', schedule.id),
    title: `${edition.title.zh} → ${schedule.title.zh}`,
    status: 'active',
    experimental: schedule.invented,
    date: schedule.validFrom,
    publisher: PUBLISHER,
    additionalAttribute: [{ code: 'modifier', uri: propertyUri('modifier', base), type: 'string' }],
    group: [...bySystem].map(([system, items]) => ({
      source: `${system}|${edition.version}`,
      target,
      element: items.map((item) => elementOf(item, pricer)),
    })),
  }
}

function elementOf(item: Item, pricer: Pricer): MapElement {
  const { code, name: display } = item
  const billing = pricer.billingOf(code)
  if (billing === undefined || 'missing' in billing || billing.services.length === 0)
    return { code, display, noMap: true }
  const said = new Set(billing.modifiers)
  const targets = billing.services.flatMap(({ main, units, surcharges }) => [
    { ...targetOf(pricer.schedule, main), comment: [...new Set(units.map(({ counted }) => counted.zh))].join('、') },
    ...surcharges.map((surcharge) => targetOf(pricer.schedule, surcharge.code)),
    ...modified(pricer.schedule, main, said),
  ])
  return { code, display, target: distinct(targets) }
}

function targetOf({ byCode }: PriceSchedule, code: string): MapTarget {
  return { code, display: byCode.get(code)?.name, relationship: 'related-to' }
}

/** Price items that a modifier brings to a main item; one that the item itself says is unconditional. */
function modified(schedule: PriceSchedule, main: string, said: ReadonlySet<string>): readonly MapTarget[] {
  const brought = schedule.mapping.modifiers.flatMap((row) => {
    if (row.main !== main && row.main !== '*') return []
    if (row.effect === 'ai')
      return schedule.items
        .filter((item) => item.ai && item.parent === main)
        .map(({ code }) => ({ code, by: row.modifier }))
    return BRINGS.has(row.effect) && schedule.byCode.has(row.code) ? [{ code: row.code, by: row.modifier }] : []
  })
  return brought.map(({ code, by }) => ({
    ...targetOf(schedule, code),
    ...(said.has(by) ? {} : { dependsOn: [{ attribute: 'modifier', valueString: by }] }),
  }))
}

function distinct(targets: readonly MapTarget[]): readonly MapTarget[] {
  const seen = new Map<string, MapTarget>()
  for (const target of targets) {
    const { comment: _, ...what } = target
    const key = JSON.stringify(what)
    if (!seen.has(key)) seen.set(key, target)
  }
  return [...seen.values()]
}
