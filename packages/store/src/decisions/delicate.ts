import type { DictionaryId, Edition, Item, Modality } from '@yingma/core'
import { standardItem } from '../local-items/local-item.ts'

/** What may not be changed by one person alone. */
export const DELICATE = ['side', 'contrast'] as const
export type Delicate = (typeof DELICATE)[number]

/**
 * Which of side and contrast differ between two sets of codes. A set without codes says nothing of either, so a first
 * choice is no change; an own item is as the item above it. Unknown codes are left out: they are refused elsewhere.
 */
export function delicateChanges(edition: Edition, from: readonly string[], to: readonly string[]): Delicate[] {
  const before = itemsOf(edition, from)
  const after = itemsOf(edition, to)
  if (before.length === 0 || after.length === 0) return []
  return DELICATE.filter((aspect) => {
    const of = aspect === 'side' ? sideOf : (item: Item) => contrastOf(edition, item)
    return signature(before, of) !== signature(after, of)
  })
}

function itemsOf(edition: Edition, codes: readonly string[]): Item[] {
  return codes.map((code) => standardItem(edition, code)).filter((item) => item !== undefined)
}

/** Distinct values of an aspect over a set; left and right together are both. */
function signature(items: readonly Item[], of: (item: Item) => string): string {
  const values = new Set(items.map(of).filter((value) => value !== ''))
  if (values.has('left') && values.has('right')) {
    values.delete('left')
    values.delete('right')
    values.add('both')
  }
  return [...values].sort().join('+')
}

function sideOf(item: Item): string {
  return ('side' in item.facets ? item.facets.side : null) ?? ''
}

/** What the edition's sheets say of a scan: given, not given, or both in one exam; `none` too where nothing is said. */
export type Contrast = 'with' | 'none' | 'both'

/** Contrast of an item, from the sheet of its scan value. Nuclear items use a tracer, not a contrast agent. */
export function contrastOf(edition: Edition, item: Item): Contrast {
  const dictionary = SCANS[item.modality] ?? (item.scheme === 'radiology' ? 'scans-xr' : undefined)
  const said =
    dictionary && edition.dictionaries.get(dictionary)?.values.get(item.facets.scan.toUpperCase())?.sheet.contrast
  return said === 'with' || said === 'both' ? said : 'none'
}

const SCANS: Readonly<Partial<Record<Modality, DictionaryId>>> = {
  CT: 'scans-ct',
  MR: 'scans-mr',
  US: 'ultrasound-scans',
}
