import type { Edition, Item, Modality, Side } from '@yingma/core'

/** What the mapping tables match an item by. */
export interface ItemFacets {
  /** Modality groups, the closest first: mobile DR is matched as `MDR`, then as `XR`. */
  readonly groups: readonly string[]
  readonly part: string
  /** The part without its side: left, right and both knees are one site. */
  readonly site: string
  readonly side: Side | null
  readonly scan: string
  /** Post-processing, position, or `route/detail`. */
  readonly extra: string
}

const GROUPS: Readonly<Record<Modality, readonly string[]>> = {
  CT: ['CT'],
  MR: ['MR'],
  DR: ['XR'],
  MDR: ['MDR', 'XR'],
  CR: ['CR', 'XR'],
  MG: ['MG'],
  RF: ['RF'],
  US: ['US'],
  'PET/CT': ['PET/CT'],
  'PET/MR': ['PET/MR'],
  SPECT: ['SPECT'],
}

/** Reads the fields that decide the charge out of an item's facets. */
export function itemFacets(item: Item, edition: Edition): ItemFacets {
  const groups = GROUPS[item.modality]
  const f = item.facets
  switch (f.scheme) {
    case 'radiology':
      return {
        groups,
        part: f.part,
        site: edition.dictionaries.get('radiology-parts')?.values.get(f.part.toUpperCase())?.site ?? f.part,
        side: f.side,
        scan: f.scan,
        extra: 'position' in f ? f.position : f.processing,
      }
    case 'ultrasound':
      return { groups, part: f.part, site: f.part, side: f.side, scan: f.scan, extra: `${f.route}/${f.detail}` }
    case 'pet':
      return { groups, part: f.part, site: f.part, side: null, scan: f.scan, extra: '' }
    case 'spect':
      return { groups, part: f.part, site: f.part, side: null, scan: f.scan, extra: f.process }
  }
}
