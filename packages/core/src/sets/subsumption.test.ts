import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createFacetCodec } from '../codes/facet-codec.ts'
import { smallEdition } from '../testing/small-edition.ts'
import { createSubsumption } from './subsumption.ts'

const edition = smallEdition()
const codec = createFacetCodec(edition)
const subsumes = createSubsumption(edition)

function over(broad: string, narrow: string): boolean {
  const [a, b] = [codec.facetsOf(broad), codec.facetsOf(narrow)]
  if (a === null || b === null) throw new Error(`no code: ${broad} or ${narrow}`)
  return subsumes(a, b)
}

/** Items and derived codes of theirs, so that devices are compared too. */
const tuples = fc.constantFrom(
  ...edition.items.flatMap(({ code, facets }) => {
    const device = code.startsWith('20') ? codec.facetsOf(`22${code.slice(2)}`) : null
    return device === null ? [facets] : [facets, device]
  }),
)

describe('an exam is over another', () => {
  test.each([
    ['20040100110000', '20040101110000', 'the part tree'],
    ['20010100110000', '20010104110000', 'a part over its qualified form'],
    ['20040100110000', '22040100110000', 'any device over a device'],
    ['20999999110000', '20040100110000', 'the unspecified part over every part'],
    ['20999999110000', '22072201110000', 'several fields at once'],
  ])('%s over %s: %s', (broad, narrow) => {
    expect(over(broad, narrow)).toBe(true)
    expect(over(narrow, broad)).toBe(false)
  })

  test.each([
    ['20072203110000', '20072201110000', 'both sides over one side'],
    ['300101007f0000', '30010100110000', 'a composite scan over a component'],
    ['40040100003700', '40040100000100', 'a composite position over a component'],
    ['20040100110000', '20040100111100', 'without over with post-processing'],
    ['40040100000100', '43040100000100', 'DR over CR: devices side by side'],
    ['20040100110000', '30010100110000', 'another modality'],
    ['A010A100A000', 'C010A107B4000', 'another scheme'],
  ])('%s is not over %s: no %s', (broad, narrow) => {
    expect(over(broad, narrow)).toBe(false)
  })
})

describe('the order of exams is partial:', () => {
  test('every exam is over itself', () => {
    fc.assert(fc.property(tuples, (a) => subsumes(a, a)))
  })

  test('no two exams are over each other', () => {
    fc.assert(
      fc.property(tuples, tuples, (a, b) => {
        fc.pre(subsumes(a, b) && subsumes(b, a))
        expect(b).toEqual(a)
      }),
    )
  })

  test('what is over an exam is over all under it', () => {
    fc.assert(
      fc.property(tuples, tuples, tuples, (a, b, c) => {
        if (subsumes(a, b) && subsumes(b, c)) expect(subsumes(a, c)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})
