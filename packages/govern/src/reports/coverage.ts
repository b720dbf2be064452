import { type Edition, EXTENSION_PREFIX, type Item, namedFacets } from '@yingma/core'
import type { ItemUse } from './item-use.ts'

/** A word in both languages. */
export interface Words {
  readonly zh: string
  readonly en: string
}

/** One cell of the coverage matrix: active items of a modality at a first-level part by one scan method, and their use. */
export interface CoverageCell {
  readonly modality: string
  readonly region: Words
  /** The value in the code, `11`; empty where the scheme has no scan. */
  readonly scan: string
  readonly scanName: Words
  readonly items: number
  readonly exams: number
}

/** The matrix, cells without an item left out, in the order of codes. */
export function coverageOf(
  edition: Edition,
  active: readonly Item[],
  used: ReadonlyMap<string, ItemUse>,
): readonly CoverageCell[] {
  const cells = new Map<string, { item: Item; items: number; exams: number }>()
  for (const item of active) {
    const key = `${item.modality}\t${regionOf(edition, item).zh}\t${item.facets.scan}`
    const cell = cells.get(key) ?? { item, items: 0, exams: 0 }
    cell.items += 1
    cell.exams += used.get(item.code)?.exams ?? 0
    cells.set(key, cell)
  }
  return [...cells.values()].map(({ item, items, exams }) => ({
    modality: item.modality,
    region: regionOf(edition, item),
    scan: item.facets.scan,
    scanName: scanOf(edition, item),
    items,
    exams,
  }))
}

/** The first level of the item's part. */
function regionOf(edition: Edition, { facets, scheme, code }: Item): Words {
  const start = code.startsWith(EXTENSION_PREFIX) ? EXTENSION_PREFIX.length : 0
  const dictionary = scheme === 'radiology' ? 'radiology-parts' : `${scheme}-systems`
  const value = edition.dictionaries.get(dictionary)?.values.get(facets.part.slice(0, 2).toUpperCase())
  const unnamed = code.slice(start, start + 4)
  return { zh: value?.name ?? unnamed, en: value?.nameEn ?? unnamed }
}

function scanOf(edition: Edition, { facets }: Item): Words {
  const value = namedFacets(edition, facets, 'zh').get('scan')?.value
  return { zh: value?.name ?? facets.scan, en: value?.nameEn ?? facets.scan }
}
