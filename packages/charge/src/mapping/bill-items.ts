import { type Codec, createCodec, type Edition, foldCode, type Item } from '@yingma/core'
import type { Certainty } from '../model/certainty.ts'
import type { PartRow, ScanRow } from '../model/mapping.ts'
import type { PriceSchedule } from '../model/schedule.ts'
import { holds } from '../schedule/condition.ts'
import type { ItemBilling, NoBilling, ServiceTemplate } from './billing.ts'
import { type ItemFacets, itemFacets } from './item-facets.ts'
import { matches } from './match-item.ts'
import { unitsOf } from './units-of.ts'

const RANK: Readonly<Record<Certainty, number>> = { F: 0, I: 1, A: 2 }

/** The less certain of two. */
export function lessCertain(a: Certainty, b: Certainty): Certainty {
  return RANK[a] >= RANK[b] ? a : b
}

/**
 * Decides for every item of the edition how a schedule charges it. By code, letter case folded to upper. An item whose scan
 * or part no mapping row knows is `NoBilling`.
 */
export function billItems(edition: Edition, schedule: PriceSchedule): ItemBillings {
  const parts = new Map<string, PartRow>()
  for (const row of schedule.mapping.parts) {
    if (!parts.has(row.part) && holds(row.when, schedule.settings)) parts.set(row.part, row)
  }
  const scans = schedule.mapping.scans.filter((row) => holds(row.when, schedule.settings))
  const billings = new Map(
    [...edition.byCode].map(([code, item]) => [code, billItem(edition, schedule, item, scans, parts)]),
  )
  // Made at the first code that is no item: most callers never need it.
  let codec: Codec | null = null
  const find = (code: string): ItemBilling | NoBilling | undefined => {
    const known = billings.get(code) ?? billings.get(foldCode(code))
    if (known) return known
    codec ??= createCodec(edition)
    const decoded = codec.decode(code)
    const meant = decoded.kind === 'local' ? decoded.parent : decoded
    if (meant.kind === 'item') return billings.get(foldCode(meant.item.code))
    if (meant.kind !== 'derived') return undefined
    const { modality, facets, name } = meant
    return billItem(edition, schedule, { ...meant.base, code: meant.code, name, modality, facets }, scans, parts)
  }
  return { billings, find }
}

export interface ItemBillings {
  /** Every item of the edition, by code folded to upper case. */
  readonly billings: ReadonlyMap<string, ItemBilling | NoBilling>
  /** Also codes of a device (16 rows, CR), with a check character, or of an institution's own item under an official one. */
  find(code: string): ItemBilling | NoBilling | undefined
}

function billItem(
  edition: Edition,
  schedule: PriceSchedule,
  item: Item,
  scans: readonly ScanRow[],
  parts: ReadonlyMap<string, PartRow>,
): ItemBilling | NoBilling {
  const facets = itemFacets(item, edition)
  const row = firstRow(scans, facets)
  if (row === undefined) return { item: item.code, missing: 'scan' }
  const part = parts.get(facets.part)
  const services: ServiceTemplate[] = []
  for (const pattern of row.services) {
    const units = unitsOf(schedule, pattern, part, facets, item.code)
    if (units === null) return { item: item.code, missing: 'part' }
    services.push({
      main: pattern.main,
      units,
      surcharges: pattern.surcharges,
      implied: pattern.implied,
      certainty: pattern.fixed === null && part ? lessCertain(row.certainty, part.certainty) : row.certainty,
    })
  }
  return {
    item: item.code,
    name: item.name,
    modality: item.modality,
    services,
    modifiers: impliedModifiers(schedule, facets),
    unpriced: row.unpriced,
    defaulted: row.when?.setting === 'ultrasound-default' ? row.when.value : null,
  }
}

function firstRow(scans: readonly ScanRow[], facets: ItemFacets): ScanRow | undefined {
  for (const group of facets.groups) {
    const row = scans.find((candidate) => matches(candidate, facets, group))
    if (row) return row
  }
  return undefined
}

function impliedModifiers(schedule: PriceSchedule, facets: ItemFacets): readonly string[] {
  const rows = schedule.mapping.implied.filter((row) => facets.groups.some((group) => matches(row, facets, group)))
  return [...new Set(rows.flatMap((row) => row.modifiers))]
}
