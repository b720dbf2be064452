import { loadEdition, loadVocabulary } from '@yingma/edition'
import { describe, expect, it } from 'vitest'
import { compileLexicon } from '../lexicon/compile-lexicon.ts'
import { FoldedText } from '../text/fold.ts'
import { TokenScanner } from '../text/scan-tokens.ts'
import { UnitReader } from './read-units.ts'

const lexicon = compileLexicon(loadEdition(), loadVocabulary())
const text = new FoldedText()
const scanner = new TokenScanner(lexicon, text)

/** The units of a name, each as `parts | methods`, a part with the side said for it. */
function units(name: string): readonly string[] {
  text.set(name, lexicon.fold)
  const tokens = scanner.scan()
  return new UnitReader(tokens).read(0, tokens.length, false).map(({ parts, methods }) => {
    const places = parts.map(({ term, side }) => (side === null ? term.text : `${side} ${term.text}`))
    return `${places.join(',')} | ${methods.map(({ term }) => term.text).join(',')}`
  })
}

describe('units', () => {
  it.each<[what: string, name: string, expected: readonly string[]]>([
    ['one exam is one unit', '胸部CT平扫', ['胸部 | 平扫']],
    ['a separator parts units', '胸部平扫，盆腔平扫', ['胸部 | 平扫', '盆腔 | 平扫']],
    ['a second exam begins behind the method of the first', '胸部平扫盆腔平扫', ['胸部 | 平扫', '盆腔 | 平扫']],
    ['a bracket that names the parts', 'CT(颅脑+胸部)', ['颅脑,胸部 | ']],
    ['a bracket that says the method', '胸部(平扫)', ['胸部 | 平扫']],
    ['a side before its part', '左膝关节平扫', ['left 膝关节 | 平扫']],
    ['a side behind its part', '膝关节(左)平扫', ['left 膝关节 | 平扫']],
    ['left and right are both', '左右膝关节平扫', ['both 膝关节 | 平扫']],
    ['what is excluded is no part', '胸部平扫(不含骨盆)', ['胸部 | 平扫']],
    ['an unclosed bracket takes no exam with it', '胸部(平扫，盆腔平扫', ['胸部 | 平扫', '盆腔 | 平扫']],
    ['nothing but marks is no unit', '+()、[]-', []],
    ['nothing', '', []],
  ])('%s', (_, name, expected) => {
    expect(units(name)).toEqual(expected)
  })

  it('number their segments, so that words of one stretch can be told', () => {
    text.set('胸部平扫，盆腔平扫，膝关节平扫', lexicon.fold)
    const tokens = scanner.scan()
    const segments = new UnitReader(tokens).read(0, tokens.length, false).map(({ segment }) => segment)
    expect(new Set(segments).size).toBe(3)
    expect(segments).toEqual([...segments].sort((a, b) => a - b))
  })
})
