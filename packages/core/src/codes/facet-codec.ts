import type { Edition } from '../model/edition.ts'
import type { FacetTuple, FacetValue, Side } from '../model/facets.ts'
import { EXTENSION_PREFIX, HEAD_LENGTH, type Layout, layoutsOf } from './layout.ts'

/** Code ↔ facet tuple without names, problems or items: the path for millions of codes. */
export interface FacetCodec {
  /**
   * The facets that a code says, or `null` where it is no code. Case is ignored; values come back as published. Whether
   * the edition has such an item is not asked; the prefix of extensions is allowed and says nothing.
   */
  facetsOf(code: string): FacetTuple | null
  /** The code that says the facets, without any prefix, or `null` where one of them is not in its dictionary or disagrees with the others. */
  codeOf(facets: FacetTuple): string | null
}

interface Builder {
  readonly layout: Layout
  readonly facets: (values: readonly string[], side: Side | null) => FacetTuple
}

/** Makes the codec of an edition; its tables are read once, here. */
export function createFacetCodec(edition: Pick<Edition, 'schemes' | 'dictionaries'>): FacetCodec {
  const builders = new Map<string, Builder>()
  for (const [head, layout] of layoutsOf(edition)) builders.set(head, { layout, facets: tupleBuilder(layout) })

  function facetsOf(code: string): FacetTuple | null {
    const whole = code.toUpperCase()
    const upper = whole.startsWith(EXTENSION_PREFIX) ? whole.slice(EXTENSION_PREFIX.length) : whole
    const builder = builders.get(upper.slice(0, HEAD_LENGTH))
    if (builder === undefined || upper.length !== builder.layout.scheme.length) return null
    const values: string[] = []
    let side: Side | null = null
    for (const slot of builder.layout.slots) {
      if (slot.values === null) {
        if (upper.slice(slot.start, slot.end) !== slot.fixed) return null
        values.push(slot.fixed)
        continue
      }
      const value: FacetValue | undefined = slot.values.get(upper.slice(slot.valueStart, slot.end))
      if (value === undefined) return null
      if (value.side !== undefined) side = value.side
      values.push(value.code)
    }
    return builder.facets(values, side)
  }

  function codeOf(facets: FacetTuple): string | null {
    const builder = builders.get(headOf(facets).toUpperCase())
    if (builder === undefined || builder.layout.scheme.id !== facets.scheme) return null
    const given: Readonly<Record<string, string | null | undefined>> = { ...facets }
    let code = ''
    for (const slot of builder.layout.slots) {
      if (slot.facet === null) continue
      code += slot.values === null ? slot.fixed : (given[slot.facet] ?? '')
    }
    const said = facetsOf(code)
    return said !== null && sameFacets(said, facets) ? code : null
  }

  return { facetsOf, codeOf }
}

/** Whether two tuples say the same, letter case of the values aside. */
export function sameFacets(a: FacetTuple, b: FacetTuple): boolean {
  return facetKey(a) === facetKey(b)
}

/** A text that is equal exactly for tuples that say the same; not a code. */
export function facetKey(facets: FacetTuple): string {
  const entries = Object.entries(facets).filter(([name]) => name !== 'side')
  const side = 'side' in facets ? facets.side : null
  return `${entries
    .map(([name, value]) => `${name}=${String(value).toUpperCase()}`)
    .sort()
    .join('|')}|${side ?? ''}`
}

/** The first two characters of the code that says the facets. */
export function headOf(facets: FacetTuple): string {
  switch (facets.scheme) {
    case 'radiology':
      return facets.device
    case 'ultrasound':
      return '50'
    case 'pet':
    case 'spect':
      return facets.modality
  }
}

function tupleBuilder(layout: Layout): Builder['facets'] {
  const at = (facet: string): number => layout.slots.findIndex((slot) => slot.facet === facet)
  const [device, modality, part, scan] = [at('device'), at('modality'), at('part'), at('scan')]
  const [processing, position, route, detail] = [at('processing'), at('position'), at('route'), at('detail')]
  const [image, process, dose, supplementary] = [at('image'), at('process'), at('dose'), at('supplementary')]
  const get = (values: readonly string[], index: number): string => values[index] ?? ''
  switch (layout.scheme.id) {
    case 'radiology':
      return (v, side) => {
        const head = {
          scheme: 'radiology',
          device: get(v, device),
          part: get(v, part),
          side,
          scan: get(v, scan),
        } as const
        return position < 0
          ? { ...head, processing: get(v, processing), supplementary: get(v, supplementary) }
          : { ...head, position: get(v, position), supplementary: get(v, supplementary) }
      }
    case 'ultrasound':
      return (v, side) => ({
        scheme: 'ultrasound',
        part: get(v, part),
        side,
        route: get(v, route),
        detail: get(v, detail),
        scan: get(v, scan),
      })
    case 'pet':
      return (v) => ({
        scheme: 'pet',
        modality: get(v, modality),
        part: get(v, part),
        scan: get(v, scan),
        supplementary: get(v, supplementary),
      })
    case 'spect':
      return (v) => ({
        scheme: 'spect',
        modality: get(v, modality),
        image: get(v, image),
        part: get(v, part),
        scan: get(v, scan),
        process: get(v, process),
        dose: get(v, dose),
        supplementary: get(v, supplementary),
      })
  }
}
