import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { smallEdition } from '../testing/small-edition.ts'
import { createFacetCodec } from './facet-codec.ts'
import { layoutsOf } from './layout.ts'

const edition = smallEdition()
const codec = createFacetCodec(edition)

/** Any code that the dictionaries allow, whether an item or not. */
const wellFormedCodes = fc.constantFrom(...layoutsOf(edition).values()).chain((layout) => {
  const paths = layout.slots.filter((slot) => slot.facet !== null)
  return fc
    .tuple(
      ...paths.map((slot) => {
        const width = slot.end - slot.valueStart
        const values = [...(slot.values?.values() ?? [])]
          .map(({ code }) => code)
          .filter((code) => code.length === width)
        if (slot.start === 0) return fc.constant(layout.head)
        return slot.values === null ? fc.constant(slot.fixed) : fc.constantFrom(...values)
      }),
    )
    .map((values) => values.join(''))
})

describe('facets of a code', () => {
  test('of CT have a processing and no side where the part has none', () => {
    expect(codec.facetsOf('20040100111100')).toEqual({
      scheme: 'radiology',
      device: '20',
      part: '040100',
      side: null,
      scan: '11',
      processing: '11',
      supplementary: '00',
    })
  })

  test('of an X-ray have a position, and the side that the part says', () => {
    expect(codec.facetsOf('40072203003700')).toEqual({
      scheme: 'radiology',
      device: '40',
      part: '072203',
      side: 'both',
      scan: '00',
      position: '37',
      supplementary: '00',
    })
  })

  test('of ultrasound have the part with its system, route and detail', () => {
    expect(codec.facetsOf('50u603025c7000')).toEqual({
      scheme: 'ultrasound',
      part: 'U603',
      side: null,
      route: '0',
      detail: '25',
      scan: 'C7',
    })
  })

  test('of PET and SPECT leave out what is fixed', () => {
    expect(codec.facetsOf('A010A100A000')).toEqual({
      scheme: 'pet',
      modality: 'A0',
      part: 'A100',
      scan: 'A0',
      supplementary: '00',
    })
    expect(codec.facetsOf('C010A107Be000')).toEqual({
      scheme: 'spect',
      modality: 'C0',
      image: '10',
      part: 'A107',
      scan: 'Be',
      process: '0',
      dose: '0',
      supplementary: '0',
    })
  })

  test('come back in the published letter case whatever the case of the code', () => {
    expect(codec.facetsOf('300101007F0000')).toEqual(codec.facetsOf('300101007f0000'))
    expect(codec.facetsOf('c010a107bE000')).toMatchObject({ scan: 'Be' })
  })

  test.each(['', '2', '20010100110', '200101001100000', '60010100110000', '20010100119900', '20010100110001'])(
    'are null for %j',
    (code) => {
      expect(codec.facetsOf(code)).toBeNull()
    },
  )
})

describe('the code of facets', () => {
  test('is the code that they were read from, for every code that the dictionaries allow', () => {
    fc.assert(
      fc.property(wellFormedCodes, (code) => {
        const facets = codec.facetsOf(code)
        expect(facets).not.toBeNull()
        if (facets === null) return
        expect(codec.codeOf(facets)).toBe(code)
        expect(codec.facetsOf(code.toLowerCase())).toEqual(facets)
      }),
    )
  })

  test('is null where a value is unknown, the side disagrees with the part, or a head is of another scheme', () => {
    const facets = {
      scheme: 'radiology',
      device: '20',
      part: '072201',
      side: 'left',
      scan: '11',
      processing: '00',
      supplementary: '00',
    } as const
    expect(codec.codeOf(facets)).toBe('20072201110000')
    expect(codec.codeOf({ ...facets, scan: '98' })).toBeNull()
    expect(codec.codeOf({ ...facets, side: 'right' })).toBeNull()
    expect(codec.codeOf({ ...facets, device: '50' })).toBeNull()
    expect(codec.codeOf({ ...facets, device: '40' })).toBeNull()
  })
})
