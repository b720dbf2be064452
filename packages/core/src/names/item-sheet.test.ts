import { describe, expect, it } from 'vitest'
import { createFacetCodec } from '../codes/facet-codec.ts'
import { smallEdition, withValue } from '../testing/small-edition.ts'
import { itemSheet } from './item-sheet.ts'

let edition = smallEdition()
edition = withValue(edition, 'scans-ct', '22', { sheet: { contrast: 'both' } })
edition = withValue(edition, 'radiology-parts', '072201', { sheet: { dicomBodyPart: 'KNEE' } })

function sheetOf(code: string): readonly string[] {
  const facets = createFacetCodec(edition).facetsOf(code)
  if (facets === null) throw new Error(`no code ${code}`)
  return itemSheet(edition, facets).map(({ field, value }) => `${field} ${value}`)
}

describe('the sheet of an item', () => {
  it('composes what the values of its facets say', () => {
    expect(sheetOf('20072201221100')).toEqual(['region 四肢及关节', 'side left', 'dicomBodyPart KNEE', 'contrast both'])
  })

  it('says nothing that no value says', () => {
    expect(sheetOf('20072203110000')).toEqual(['region 四肢及关节', 'side both'])
    expect(sheetOf('50U101000C0000')).toEqual([])
  })

  it('names the value that a line comes from', () => {
    const facets = createFacetCodec(edition).facetsOf('20010100220000')
    if (facets === null) throw new Error('no code')
    expect(itemSheet(edition, facets).find(({ field }) => field === 'contrast')?.from.code).toBe('22')
  })
})
