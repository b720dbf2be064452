import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { smallEdition, withItem } from '../testing/small-edition.ts'
import { createSets } from './canonical-set.ts'

const edition = smallEdition()
const sets = createSets(edition)
const lists = fc.array(fc.constantFrom(...edition.items.map(({ code }) => code)), { maxLength: 6 })

describe('the canonical set', () => {
  test.each([
    ['a code twice', ['20040100110000', '20040100110000'], ['20040100110000']],
    ['letter case', ['300101007F0000'], ['300101007f0000']],
    ['left and right', ['20072202110000', '20072201110000'], ['20072203110000']],
    ['left and right with views', ['40072201003700', '40072202000100', '40072202000200'], ['40072203003700']],
    ['single views', ['40040100000200', '40040100000100'], ['40040100003700']],
    ['a composite and one of its components', ['40040100003700', '40040100000100'], ['40040100003700']],
    ['a composite and a further view', ['40072201003700', '40072201000700'], ['40072201004600']],
    ['plain and diffusion', ['30010100110000', '30010100520000'], ['300101007f0000']],
    ['plain with contrast, and urography', ['20051002220000', '20051002420000'], ['20051002430000']],
    [
      'mammograms of both sides',
      ['44040801M16500', '44040801M16600', '44040802M16500', '44040802M16600'],
      ['44040803M16700'],
    ],
    ['two modalities', ['40040100000100', '20040100110000'], ['20040100110000', '40040100000100']],
    ['a local item', ['20040100110000-c1', '20040100110000'], ['20040100110000', '20040100110000-C1']],
    ['nothing', [], []],
  ])('of %s', (_, codes, expected) => {
    expect(sets.canonical(codes)).toEqual(expected)
  })

  test('keeps plain and contrast in two segments apart from plain with contrast', () => {
    expect(sets.canonical(['20040100110000', '20040100210000'])).toEqual(['20040100110000', '20040100210000'])
  })

  test('keeps left and right where no two-sided item exists', () => {
    expect(sets.canonical(['40072201000100', '40072202000100'])).toEqual(['40072201000100', '40072202000100'])
  })

  test('takes a composite without item apart', () => {
    expect(sets.canonical(['40072202004600'])).toEqual(['40072202000700', '40072202003700'])
  })

  test('of derived codes follows the any-device items and keeps the device', () => {
    expect(sets.canonical(['22072201110000', '22072202110000', '20072201110000'])).toEqual([
      '20072201110000',
      '22072203110000',
    ])
    expect(sets.canonical(['43040100000100', '43040100000200'])).toEqual(['43040100003700'])
  })

  test('never composes to a retired item', () => {
    const retired = createSets(withItem(edition, '300101007f0000', { status: 'retired' }))
    expect(retired.canonical(['30010100110000', '30010100520000'])).toEqual(['30010100110000', '30010100520000'])
    expect(retired.canonical(['300101007f0000'])).toEqual(['30010100110000', '30010100520000'])
  })

  test('of one item is that item', () => {
    for (const { code } of edition.items) expect(sets.canonical([code])).toEqual([code])
  })

  test('does not depend on order, and is its own canonical set', () => {
    fc.assert(
      fc.property(lists, fc.integer(), (codes, turn) => {
        const canonical = sets.canonical(codes)
        const at = codes.length === 0 ? 0 : Math.abs(turn) % codes.length
        expect(sets.canonical([...codes.slice(at), ...codes.slice(0, at)].reverse())).toEqual(canonical)
        expect(sets.canonical(canonical)).toEqual(canonical)
      }),
    )
  })

  test('asks for the same exams as the set that it was made of', () => {
    fc.assert(
      fc.property(lists, (codes) => {
        expect(sets.atoms(sets.canonical(codes))).toEqual(sets.atoms(codes))
      }),
    )
  })
})

describe('the identifier of a set', () => {
  test('is its canonical codes, upper-cased, sorted and joined', () => {
    expect(sets.identifier(['300101007f0000', '20040100110000'])).toBe('20040100110000+300101007F0000')
  })

  test('is equal exactly where the atoms are', () => {
    fc.assert(
      fc.property(lists, lists, (a, b) => {
        expect(sets.identifier(a) === sets.identifier(b)).toBe(sets.atoms(a).join() === sets.atoms(b).join())
      }),
    )
  })
})
