import { describe, expect, test } from 'vitest'
import { createFacetCodec } from '../codes/facet-codec.ts'
import { smallEdition } from '../testing/small-edition.ts'
import { createComposites } from './composite.ts'

const edition = smallEdition()
const composites = createComposites(edition)
const codec = createFacetCodec(edition)

function facetsOf(code: string) {
  const facets = codec.facetsOf(code)
  if (facets === null) throw new Error(`no code: ${code}`)
  return facets
}

describe('taking an exam apart', () => {
  test('gives every composite facet with the codes of its components', () => {
    expect(composites.takeApart(facetsOf('40072203003700'))).toEqual([
      { facet: 'side', codes: ['40072201003700', '40072202003700'] },
      { facet: 'position', codes: ['40072203000100', '40072203000200'] },
    ])
  })

  test('gives nothing for plain with contrast, which is one method', () => {
    expect(composites.takeApart(facetsOf('20040100220000'))).toEqual([])
  })

  test.each([
    ['40072203003700', ['40072201000100', '40072201000200', '40072202000100', '40072202000200']],
    ['20051002430000', ['20051002220000', '20051002420000']],
    ['300101007e0000', ['30010100110000', '30010100580000']],
    ['50U101000C0000', ['50U101000C0000']],
    ['C010A107Be000', ['C010A107Be000']],
  ])('down to atoms, %s is %j', (code, atoms) => {
    expect(composites.atomsOf(facetsOf(code))).toEqual(atoms)
  })
})
