import { describe, expect, test } from 'vitest'
import { createCodec } from '../codes/codec.ts'
import type { LexiconTerm } from '../model/lexicon.ts'
import { createNearest } from '../near/nearest.ts'
import { smallEdition } from '../testing/small-edition.ts'
import { createWordEncoder, type ItemWords } from './encode-words.ts'

const edition = smallEdition()
const term = { language: 'zh-Hans', form: 'synonym', note: '' } as const
const lexicon: readonly LexiconTerm[] = [
  { ...term, term: '肺部', kind: 'part', value: '040100', scope: ['CT', 'MR'] },
  { ...term, term: '核磁', kind: 'modality', value: 'MR', scope: [] },
]
const encode = createWordEncoder(edition, { codec: createCodec(edition), nearest: createNearest(edition), lexicon })

function codeOf(words: ItemWords): string | undefined {
  const encoded = encode(words)
  return encoded.ok ? encoded.decoded.code : undefined
}

function problemsOf(words: ItemWords) {
  const encoded = encode(words)
  return encoded.ok ? [] : encoded.problems
}

describe('an exam in words has the code', () => {
  test.each<[ItemWords, string]>([
    [{ modality: 'CT', part: '胸部', scan: '平扫' }, '20040100110000'],
    [{ modality: 'ct', part: 'Chest', scan: 'contrast' }, '20040100210000'],
    [{ modality: '20', part: '040100', scan: '22' }, '20040100220000'],
    [{ modality: 'CT', part: '肺部', scan: '平扫', processing: '三维重建' }, '20040100111100'],
    [{ modality: '核磁', part: '颅脑', scan: 'DWI' }, '30010100520000'],
    [{ modality: 'CT', part: '膝关节', side: '左', scan: '平扫' }, '20072201110000'],
    [{ modality: 'CT', part: '左膝关节', scan: '平扫' }, '20072201110000'],
    [{ modality: 'CT', processing: '三维重建' }, '20999999001100'],
    [{ modality: 'CT', part: '胸部', processing: '肺结节分析' }, '20040100004100'],
    [{ modality: 'DR', part: '胸部', position: '正、侧位' }, '40040100003700'],
    [{ modality: '移动DR', part: '胸部' }, '42040100000000'],
    [{ modality: 'US', part: '子宫', route: '经阴道', scan: '常规' }, '50U603200C0000'],
    [{ modality: 'PET/CT', part: '躯干' }, 'A010A100A000'],
    [{ modality: 'SPECT', part: '骨', scan: '三时相骨显像' }, 'C010A107Be000'],
  ])('%j', (words, code) => {
    expect(codeOf(words)).toBe(code)
  })

  test('of its device, by word or as part of the modality', () => {
    expect(codeOf({ modality: 'CT', device: '16排CT', part: '胸部', scan: '平扫' })).toBe('22040100110000')
    expect(codeOf({ modality: '22', part: '胸部', scan: '平扫' })).toBe('22040100110000')
    expect(codeOf({ modality: '3.0TMR', part: '颅脑', scan: '平扫' })).toBe('33010100110000')
    expect(codeOf({ modality: 'CR', part: '胸部', position: '正位' })).toBe('43040100000100')
  })
})

describe('an exam in words is refused, with what would fit:', () => {
  test('a word that names no value', () => {
    expect(problemsOf({ modality: 'CT', part: '胸', scan: '平扫' })).toEqual([
      { code: 'words-unknown-value', facet: 'part', text: '胸', near: [{ code: '040100', name: '胸部' }] },
    ])
    expect(problemsOf({ modality: 'DSA', part: '胸部' })).toMatchObject([
      { code: 'words-unknown-value', facet: 'modality' },
    ])
    expect(problemsOf({ modality: 'CT', device: '640排', part: '胸部', scan: '平扫' })).toMatchObject([
      { facet: 'device' },
    ])
  })

  test('a part whose side is not said', () => {
    expect(problemsOf({ modality: 'CT', part: '膝关节', scan: '平扫' })).toEqual([
      {
        code: 'words-ambiguous-value',
        facet: 'part',
        text: '膝关节',
        values: [
          { code: '072201', name: '左膝关节' },
          { code: '072202', name: '右膝关节' },
          { code: '072203', name: '双膝关节' },
        ],
      },
    ])
  })

  test('a side of a part that has none', () => {
    expect(problemsOf({ modality: 'CT', part: '胸部', side: '左', scan: '平扫' })).toMatchObject([
      { facet: 'side', text: '左' },
    ])
  })

  test('a facet that must be said', () => {
    expect(problemsOf({ modality: 'DR', part: '胸部' })).toEqual([
      {
        code: 'words-missing-facet',
        facet: 'position',
        values: [
          { code: '01', name: '正位' },
          { code: '02', name: '侧位' },
          { code: '37', name: '正、侧位' },
        ],
      },
    ])
    expect(problemsOf({ modality: 'CT', part: '胸部' })).toMatchObject([
      {
        code: 'words-missing-facet',
        facet: 'scan',
        values: [{ name: '平扫' }, { name: '增强' }, { name: '平扫+增强' }],
      },
    ])
    expect(problemsOf({ modality: 'MG', part: '双侧乳腺' })).toMatchObject([
      { facet: 'scan', values: [{ name: '钼靶' }] },
      { facet: 'position', values: [{ name: '轴斜位' }] },
    ])
    expect(problemsOf({ modality: 'US', part: '甲状腺' })).toMatchObject([
      { code: 'words-missing-facet', facet: 'scan' },
    ])
  })

  test('a facet that the modality does not have', () => {
    expect(problemsOf({ modality: 'CT', part: '胸部', scan: '平扫', position: '正位' })).toEqual([
      { code: 'words-facet-not-used', facet: 'position', modality: 'CT' },
    ])
  })

  test('a combination without item', () => {
    expect(problemsOf({ modality: 'CT', part: '颅脑', scan: '增强' })).toMatchObject([
      { code: 'words-no-item', nearest: [{ code: '20010100220000' }, { code: '20010100110000' }, {}, {}, {}] },
    ])
  })
})
