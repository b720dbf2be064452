import { loadEdition, loadVocabulary } from '@yingma/edition'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileLexicon } from '../lexicon/compile-lexicon.ts'
import { FoldedText } from './fold.ts'
import { CLOSE, DASH, NUMBER, OPEN, SEPARATOR, TERM, TokenScanner, UNKNOWN } from './scan-tokens.ts'

const vocabulary = loadVocabulary()
const lexicon = compileLexicon(loadEdition(), vocabulary)
const text = new FoldedText()
const scanner = new TokenScanner(lexicon, text)
const KINDS: Readonly<Record<number, string>> = {
  [TERM]: 'term',
  [SEPARATOR]: 'separator',
  [DASH]: 'dash',
  [OPEN]: 'open',
  [CLOSE]: 'close',
  [NUMBER]: 'number',
  [UNKNOWN]: 'unknown',
}

/** The tokens of a name as `kind:folded text`. */
function scan(name: string): readonly string[] {
  text.set(name, lexicon.fold)
  return scanner
    .scan()
    .map(({ kind, start, end }) => `${KINDS[kind]}:${String.fromCharCode(...text.chars.slice(start, end))}`)
}

describe('tokens', () => {
  it.each<[what: string, name: string, tokens: readonly string[]]>([
    ['the longest term wins', '胸部平扫', ['term:胸部', 'term:平扫']],
    ['brackets of any shape', '【胸部】', ['open:(', 'term:胸部', 'close:)']],
    ['separators', '胸部，腹部', ['term:胸部', 'separator:,', 'term:腹部']],
    ['a dash', '胸部-平扫', ['term:胸部', 'dash:-', 'term:平扫']],
    ['a number with its unit', '16排', ['number:16排']],
    ['a range is one number', '16-40排', ['number:16-40排']],
    ['unknown characters together', '髞髟胸部', ['unknown:髞髟', 'term:胸部']],
    ['a Latin word that only begins like a term', 'chestnutty', ['unknown:chestnutty']],
    ['nothing', '', []],
  ])('%s', (_, name, tokens) => {
    expect(scan(name)).toEqual(tokens)
  })

  it('come in the order of the name, without overlap', () => {
    fc.assert(
      fc.property(anyText(), (name) => {
        scan(name)
        let at = 0
        for (const { start, end } of scanner.tokens) {
          expect(end).toBeGreaterThan(start)
          expect(start).toBeGreaterThanOrEqual(at)
          at = end
        }
        expect(at).toBeLessThanOrEqual(text.length)
      }),
    )
  })
})

describe('the work for a name', () => {
  /** Each character starts at most one term and one number unit, and neither reads past the longest spelling. */
  const longest = Math.max(...lexicon.terms.map((term) => term.text.length))
  const bound = (length: number) => 2 * (longest + 1) * length

  it('is bounded by a constant times the length, whatever the name', () => {
    fc.assert(
      fc.property(anyText(), (name) => {
        scan(name)
        expect(scanner.steps).toBeLessThanOrEqual(bound(text.length))
      }),
      { numRuns: 300 },
    )
  })

  it.each<[what: string, piece: string]>([
    ['one exam after the other', '胸部CT平扫+'],
    ['Latin words', 'chest abdomen pelvis '],
    [
      'the longest term without its last character',
      [...lexicon.terms].sort((a, b) => b.text.length - a.text.length)[0]!.text.slice(0, -1),
    ],
    ['one Latin word', 'chest'],
    ['numbers', '16'],
    ['brackets', '(('],
    ['separators', '+、'],
  ])('doubles when the name doubles: %s', (_, piece) => {
    const stepsOf = (times: number) => {
      scan(piece.repeat(times))
      return scanner.steps
    }
    const once = stepsOf(1_000)
    const twice = stepsOf(2_000)
    expect(twice).toBeLessThanOrEqual(2 * once + bound(2 * piece.length))
    expect(twice).toBeLessThanOrEqual(bound(2_000 * piece.length))
  })

  it('counts anew for each name', () => {
    scan('胸部CT平扫'.repeat(100))
    scan('胸')
    expect(scanner.steps).toBeLessThanOrEqual(bound(1))
  })
})

function anyText(): fc.Arbitrary<string> {
  const words = vocabulary.terms.map(({ term }) => term)
  const piece = fc.oneof(
    fc.constantFrom(...words),
    fc.constantFrom(...'()[]+、,-_ 1.5左x\u0000\ud800'),
    fc.string({ maxLength: 4 }),
  )
  return fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''))
}
