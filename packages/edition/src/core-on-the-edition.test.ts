import {
  certify,
  checkForm,
  createCodec,
  createComposites,
  createFacetCodec,
  createNearest,
  createSets,
  createSubsumption,
  diffEditions,
  facetQuery,
  type Item,
  layoutsOf,
  neighbours,
} from '@yingma/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadEdition } from './load/load-edition.ts'

const edition = loadEdition()
const codec = createCodec(edition)
const sets = createSets(edition)
const subsumes = createSubsumption(edition)
const items = fc.constantFrom(...edition.items)
const lists = fc.array(
  items.map(({ code }) => code),
  { maxLength: 8 },
)

describe('the certificate of the edition', () => {
  test('passes every check, against itself as a release too', () => {
    const { checks, passed } = certify(edition, [edition])
    expect(checks.flatMap(({ findings }) => findings)).toEqual([])
    expect(passed).toBe(true)
    for (const { id, examined } of checks) expect(examined, id).toBeGreaterThan(0)
  })

  test('knows of nothing that differs between the edition and itself', () => {
    const { from, to, ...lists } = diffEditions(edition, edition)
    expect(from).toBe(to)
    expect(Object.values(lists).flat()).toEqual([])
  })
})

describe('codes of the edition', () => {
  test('are read, in any case and in check form, and written back', () => {
    for (const item of edition.items) {
      expect(codec.decode(item.code.toLowerCase())).toMatchObject({ kind: 'item', code: item.code, name: item.name })
      expect(codec.decode(checkForm(item.code) ?? '')).toMatchObject({ kind: 'item', code: item.code })
      expect(codec.encode(item.facets)).toBe(item.code)
    }
  })

  test('have a derived form under every device of their modality', () => {
    expect(codec.decode('22072201221100')).toMatchObject({
      kind: 'derived',
      name: '16排CT左膝关节(平扫+增强+三维重建)',
    })
    expect(codec.decode('33010100110000')).toMatchObject({ kind: 'derived', name: '3.0TMR颅脑(平扫)' })
    expect(codec.decode('43040100000100')).toMatchObject({ kind: 'derived', name: 'CR胸部正位' })
    const tails = edition.items.filter(({ code }) => code.startsWith('20') || code.startsWith('40'))
    const kinds = new Set(
      tails.map(({ code }) => codec.decode((code.startsWith('20') ? '25' : '43') + code.slice(2)).kind),
    )
    expect([...kinds]).toEqual(['derived'])
  })

  test('of left and right differ in one character, and are named as neighbours of each other', () => {
    const pairs = edition.items.flatMap((left): [Item, Item][] => {
      const right = sideOf(left) === 'left' ? edition.items.find((item) => isOtherSide(left, item)) : undefined
      return right === undefined ? [] : [[left, right]]
    })
    expect(pairs.length).toBeGreaterThanOrEqual(181)
    for (const [left, right] of pairs) {
      expect(neighbours(left.code, edition).map(({ item }) => item.code)).toContain(right.code)
    }
  })

  test('are mostly one substitution from another valid code, which is why there is a check character', () => {
    const near = edition.items.filter(({ code }) =>
      neighbours(code, edition).some(({ slip }) => slip === 'substitution'),
    )
    expect(near).toHaveLength(1831)
  })

  test('are read and written for any combination of values, whether an item or not', () => {
    const facetCodec = createFacetCodec(edition)
    const codes = fc.constantFrom(...layoutsOf(edition).values()).chain((layout) =>
      fc
        .tuple(
          ...layout.slots
            .filter(({ facet }) => facet !== null)
            .map((slot) => {
              if (slot.start === 0) return fc.constant(layout.head)
              if (slot.values === null) return fc.constant(slot.fixed)
              const width = slot.end - slot.valueStart
              return fc.constantFrom(
                ...[...slot.values.values()].map(({ code }) => code).filter((code) => code.length === width),
              )
            }),
        )
        .map((values) => values.join('')),
    )
    fc.assert(
      fc.property(codes, (code) => {
        const facets = facetCodec.facetsOf(code)
        expect(facets && facetCodec.codeOf(facets)).toBe(code)
        expect(['item', 'derived', 'well-formed']).toContain(codec.decode(code).kind)
      }),
    )
  })
})

describe('sets of the edition', () => {
  test('of one item are that item', () => {
    for (const { code } of edition.items) expect(sets.canonical([code])).toEqual([code])
  })

  test('do not depend on order, are their own canonical set and ask for the same exams', () => {
    fc.assert(
      fc.property(lists, (codes) => {
        const canonical = sets.canonical(codes)
        expect(sets.canonical([...codes].reverse())).toEqual(canonical)
        expect(sets.canonical(canonical)).toEqual(canonical)
        expect(sets.atoms(canonical)).toEqual(sets.atoms(codes))
      }),
    )
  })

  test.each([
    [['20072201110000', '20072202110000'], '20072203110000'],
    [['40040100000100', '40040100000200'], '40040100003700'],
    [['30031000110000', '30031000520000'], '300310007F0000'],
    [['20053001220000', '20053001420000'], '20053001430000'],
    [['20040100110000', '20040100210000'], '20040100110000+20040100210000'],
    [['50U101000C0000', '50U103000C0000'], '50U104000C0000'],
  ])('%j is %s', (codes, identifier) => {
    expect(sets.identifier(codes)).toBe(identifier)
  })

  test('of an item are made of the atoms that taking it apart gives', () => {
    const composites = createComposites(edition)
    for (const { code, facets } of edition.items) {
      const atoms = composites.atomsOf(facets)
      expect(sets.atoms([code])).toHaveLength(atoms.length)
      for (const { codes } of composites.takeApart(facets)) expect(codes.length).toBeGreaterThan(1)
    }
  })
})

describe('the order of the edition', () => {
  test('is partial: reflexive, without two items over each other, transitive', () => {
    const over = new Map<Item, Item[]>()
    for (const a of edition.items) {
      over.set(
        a,
        edition.items.filter((b) => subsumes(a.facets, b.facets)),
      )
    }
    for (const [a, below] of over) {
      expect(below).toContain(a)
      for (const b of below.filter((item) => item !== a)) {
        expect(over.get(b)).not.toContain(a)
        for (const c of over.get(b) ?? []) expect(below).toContain(c)
      }
    }
  })

  test.each([
    ['20010100110000', '20010104110000', true],
    ['20050100110000', '20051000110000', false],
    ['20072203110000', '20072201110000', false],
    ['300310007f0000', '30031000110000', false],
  ])('%s over %s: %s', (broad, narrow, expected) => {
    const [a, b] = [codec.facetsOf(broad), codec.facetsOf(narrow)]
    expect(a && b && subsumes(a, b)).toBe(expected)
  })
})

describe('the items nearest to an item', () => {
  test('begin with itself', () => {
    const nearest = createNearest(edition)
    for (const item of edition.items)
      expect(nearest.toFacets(facetQuery(item.facets, item.modality), 1)).toEqual([item])
  })
})

function sideOf({ facets }: Item): string | null {
  return 'side' in facets ? facets.side : null
}

function isOtherSide(left: Item, item: Item): boolean {
  return sideOf(item) === 'right' && item.name === left.name.replace('左', '右')
}
