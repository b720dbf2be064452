import type { FacetTuple } from '../model/facets.ts'
import { type NamingContext, namedFacets } from './named-facets.ts'

/**
 * The English name of a facet tuple: device and part, then route, detail and method, parted by commas, e.g.
 * `CT Chest, plain with 3D reconstruction`, `DR Left knee, frontal and lateral`, `US Uterus, transvaginal, routine`.
 * Different tuples of the edition get different names; a data check proves it.
 */
export function englishName(context: NamingContext, facets: FacetTuple): string {
  const named = namedFacets(context, facets, 'en')
  switch (facets.scheme) {
    case 'radiology':
      return 'position' in facets
        ? phrase(named.word('device'), named.word('part'), [named.word('scan'), named.word('position')])
        : phrase(named.word('device'), named.word('part'), [method(named.word('scan'), named.word('processing'))])
    case 'ultrasound':
      return phrase(named.modality, named.word('part'), [named.word('route'), named.word('detail'), named.word('scan')])
    case 'pet':
      return phrase(named.word('modality'), named.word('part'), [named.word('scan')])
    case 'spect':
      return phrase(named.word('modality'), named.word('part'), [method(named.word('scan'), named.word('process'))])
  }
}

function method(scan: string, processing: string): string {
  if (scan === '' || processing === '') return scan + processing
  return `${scan} with ${processing}`
}

function phrase(device: string, part: string, methods: readonly string[]): string {
  const exam = part === '' ? device : `${device} ${part}`
  return [exam, ...methods.filter((text) => text !== '')].join(', ')
}
