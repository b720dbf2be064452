import type { Edition } from '../model/edition.ts'
import type { FacetTuple, FacetValue } from '../model/facets.ts'
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

/** Reads the facets of one layout from a code of the right length, upper-cased or as published; `null` where a value is unknown. */
type Reader = (code: string) => FacetTuple | null

/** Makes the codec of an edition; its tables are read once, here. */
export function createFacetCodec(edition: Pick<Edition, 'schemes' | 'dictionaries'>): FacetCodec {
  const layouts = layoutsOf(edition)
  const readers = new Map<string, { readonly length: number; readonly read: Reader }>()
  for (const [head, layout] of layouts) readers.set(head, { length: layout.scheme.length, read: readerOf(layout) })

  function facetsOf(code: string): FacetTuple | null {
    const upper = code.toUpperCase()
    if (upper.startsWith(EXTENSION_PREFIX)) return facetsOf(upper.slice(EXTENSION_PREFIX.length))
    const reader = readers.get(upper.slice(0, HEAD_LENGTH))
    return reader === undefined || upper.length !== reader.length ? null : reader.read(upper)
  }

  function codeOf(facets: FacetTuple): string | null {
    const layout = layouts.get(headOf(facets).toUpperCase())
    if (layout === undefined || layout.scheme.id !== facets.scheme) return null
    const given: Readonly<Record<string, string | null | undefined>> = { ...facets }
    let code = ''
    for (const slot of layout.slots) {
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

/**
 * Reads field by field without any list between: this is the path for millions of codes. The levels of a path are not
 * looked up one by one, the whole path is a value of its own; fixed fields are compared in place.
 */
function readerOf(layout: Layout): Reader {
  const { scheme, slots } = layout
  const fixed = slots.filter(({ values }) => values === null)
  const isFixed = (code: string): boolean => fixed.every((slot) => code.startsWith(slot.fixed, slot.start))
  const [device, modality, part, scan] = [valueAt('device'), valueAt('modality'), valueAt('part'), valueAt('scan')]
  const [processing, position, route] = [valueAt('processing'), valueAt('position'), valueAt('route')]
  const [detail, image, process, dose] = [valueAt('detail'), valueAt('image'), valueAt('process'), valueAt('dose')]
  const supplementary = slots.find(({ facet }) => facet === 'supplementary')?.fixed ?? ''
  const hasPosition = slots.some(({ facet }) => facet === 'position')

  function valueAt(facet: string): (code: string) => FacetValue | undefined {
    const slot = slots.find((one) => one.facet === facet)
    const [values, start, end] = [slot?.values, slot?.valueStart ?? 0, slot?.end ?? 0]
    return (code) => values?.get(code.slice(start, end))
  }

  function radiology(code: string): FacetTuple | null {
    const [d, p, s] = [device(code), part(code), scan(code)]
    const last = hasPosition ? position(code) : processing(code)
    if (d === undefined || p === undefined || s === undefined || last === undefined) return null
    const side = p.side ?? null
    return hasPosition
      ? { scheme: 'radiology', device: d.code, part: p.code, side, scan: s.code, position: last.code, supplementary }
      : { scheme: 'radiology', device: d.code, part: p.code, side, scan: s.code, processing: last.code, supplementary }
  }

  function ultrasound(code: string): FacetTuple | null {
    const [p, r, d, s] = [part(code), route(code), detail(code), scan(code)]
    if (p === undefined || r === undefined || d === undefined || s === undefined) return null
    return { scheme: 'ultrasound', part: p.code, side: p.side ?? null, route: r.code, detail: d.code, scan: s.code }
  }

  function pet(code: string): FacetTuple | null {
    const [m, p, s] = [modality(code), part(code), scan(code)]
    if (m === undefined || p === undefined || s === undefined) return null
    return { scheme: 'pet', modality: m.code, part: p.code, scan: s.code, supplementary }
  }

  function spect(code: string): FacetTuple | null {
    const [m, i, p, s] = [modality(code), image(code), part(code), scan(code)]
    const [c, d] = [process(code), dose(code)]
    if (m === undefined || i === undefined || p === undefined || s === undefined) return null
    if (c === undefined || d === undefined) return null
    return {
      scheme: 'spect',
      modality: m.code,
      image: i.code,
      part: p.code,
      scan: s.code,
      process: c.code,
      dose: d.code,
      supplementary,
    }
  }

  const read = { radiology, ultrasound, pet, spect }[scheme.id]
  return (code) => (isFixed(code) ? read(code) : null)
}
