import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFoldTable, FoldedText, foldTerm } from './fold.ts'

const table = createFoldTable(
  new Map([
    ['顱', '颅'],
    ['雙', '双'],
  ]),
)
const fold = (text: string): string => String.fromCharCode(...foldTerm(text, table))

describe('folding', () => {
  it.each<[what: string, from: string, to: string]>([
    ['full width becomes half width', 'ＣＴ１６排', 'ct16排'],
    ['capitals become small', 'Chest CT', 'chest ct'],
    ['traditional becomes simplified', '雙顱', '双颅'],
    ['brackets become round', '【胸】[部]｛平〔扫〕｝', '(胸)(部)(平(扫))'],
    ['dashes become one dash', '胸—部－平', '胸-部-平'],
    ['Roman numerals and circled digits of one character become that character', 'Ⅰ①', 'i1'],
    ['spaces between Chinese characters vanish', '胸 部\u3000平\t扫', '胸部平扫'],
    ['spaces between Latin words become one', 'chest \t  ct', 'chest ct'],
    ['joiners between Latin words become a space', 'C-SPINE c.spine', 'c spine c spine'],
    ['a dash behind one letter joins, also with spaces around it', 'C- SPINE l - spine', 'c spine l spine'],
    ['a dash with a space behind a longer word stays', 'CHEST- PA', 'chest-pa'],
    ['a decimal point stays', '1.5T', '1.5t'],
    ['a range of numbers stays', '16-40排', '16-40排'],
    ['controls and zero-width marks vanish', '胸\u0000\u200b部\u202e\ufeff', '胸部'],
    ['a line break parts exams', '胸部\n腹部', '胸部;腹部'],
    ['nothing stays nothing', '', ''],
    ['only spaces become nothing', ' \u3000 ', ''],
  ])('%s', (_, from, to) => {
    expect(fold(from)).toBe(to)
  })

  it('folds the full-width form of letters, digits and the marks of names as it folds the half-width one', () => {
    for (const mark of 'ABCXYZabcxyz0123456789()[]{}+-/,.;:|_~*') {
      const wide = String.fromCharCode(mark.charCodeAt(0) + 0xfee0)
      expect(fold(`胸${wide}部`), wide).toBe(fold(`胸${mark}部`))
    }
  })

  it('keeps, for each folded character, a place in the original: rising, inside, never one place more than given', () => {
    const text = new FoldedText()
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        text.set(name, table)
        const places = [...text.at.slice(0, text.length)]
        expect(places.length).toBeLessThanOrEqual(name.length)
        expect(places).toEqual([...places].sort((a, b) => a - b))
        expect(places.filter((place) => place < 0 || place >= name.length)).toEqual([])
        expect(text.at[text.length]).toBe(name.length)
      }),
    )
  })

  it('forgets the name before', () => {
    const text = new FoldedText()
    text.set('胸部CT平扫 三维重建'.repeat(200), table)
    text.set('颅', table)
    expect(text.length).toBe(1)
    expect(String.fromCharCode(text.chars[0] as number)).toBe('颅')
  })

  it('keeps lone surrogates as unknown characters', () => {
    expect(fold('\ud83d胸\ude00')).toBe('\ud83d胸\ude00')
  })
})
