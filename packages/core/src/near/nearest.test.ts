import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { smallEdition, withItem } from '../testing/small-edition.ts'
import { createNearest, type FacetQuery, facetQuery } from './nearest.ts'

const edition = smallEdition()
const nearest = createNearest(edition)
const codes = (query: FacetQuery, limit?: number): string[] => nearest.toFacets(query, limit).map(({ code }) => code)

describe('items nearest to facets', () => {
  test('keep the part and change the scan before they leave the part', () => {
    expect(codes({ modality: 'MR', part: '010100', scan: '21', processing: '00' }, 3)).toEqual([
      '30010100220000',
      '30010100110000',
      '30010100520000',
    ])
  })

  test('put a composite of the asked position before another position', () => {
    expect(codes({ modality: 'DR', part: '072203', position: '01' }, 2)).toEqual(['40072201000100', '40072202000100'])
    expect(codes({ modality: 'DR', part: '072203', position: '01', scan: '00' })).toContain('40072203003700')
  })

  test('put the other side of one site before the rest of the limb', () => {
    expect(codes({ modality: 'CT', part: '072202', scan: '22', processing: '11' }, 1)).toEqual(['20072201221100'])
  })

  test('never leave the modality, but cross inside the X-ray family', () => {
    expect(codes({ modality: 'PET/CT' })).toEqual(['A010A100A000'])
    expect(codes({ modality: 'CR', part: '040100', scan: '00', position: '01' }, 1)).toEqual(['40040100000100'])
  })

  test('are found without a modality too', () => {
    expect(codes({ part: 'U101', scan: 'C1' }, 1)).toEqual(['50U101000C1000'])
  })

  test('of an item begin with the item itself', () => {
    fc.assert(
      fc.property(fc.constantFrom(...edition.items), (item) => {
        expect(nearest.toFacets(facetQuery(item.facets, item.modality))[0]).toBe(item)
      }),
    )
  })

  test('leave retired items out', () => {
    const retired = createNearest(withItem(edition, '20040100210000', { status: 'retired' }))
    expect(retired.toFacets({ modality: 'CT', part: '040100', scan: '21' }).map(({ code }) => code)).not.toContain(
      '20040100210000',
    )
  })
})

describe('items nearest to a text', () => {
  test('are those fewest keystrokes away, ties in code order', () => {
    expect(nearest.toText('4004010000010', 3).map(({ code }) => code)).toEqual([
      '40040100000100',
      '40040100000200',
      '40040100003700',
    ])
  })

  test('are none where the text is like no code', () => {
    expect(nearest.toText('')).toEqual([])
    expect(nearest.toText('XYZ')).toEqual([])
  })
})
