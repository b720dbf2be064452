import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createCodec } from '../codes/codec.ts'
import type { LexiconTerm } from '../model/lexicon.ts'
import { createPinyin } from '../names/pinyin.ts'
import { smallEdition, withItem } from '../testing/small-edition.ts'
import { createSearch } from './search.ts'

const edition = smallEdition()
const pinyin = createPinyin(
  new Map(
    [
      ...'胸xiong 部bu 平ping 扫sao 左zuo 膝xi 关guan 节jie 增zeng 强qiang 颅lu 脑nao 三san 维wei 重chong 建jian'.split(
        ' ',
      ),
    ].map((pair) => [pair.charAt(0), pair.slice(1)]),
  ),
)
const term = { language: 'zh-Hans', form: 'synonym', scope: [], note: '' } as const
const lexicon: readonly LexiconTerm[] = [
  { ...term, term: '肺部', kind: 'part', value: '040100', scope: ['CT'] },
  { ...term, term: '核磁', kind: 'modality', value: 'MR' },
  { ...term, term: '正侧位', kind: 'position', value: '01+02' },
]
const search = createSearch(edition, { pinyin, lexicon })
const names = (query: string, options?: Parameters<typeof search>[1]): string[] =>
  search(query, options).map(({ item }) => item.name)
const everything = { limit: edition.items.length }

describe('search puts first', () => {
  test.each([
    ['胸部 平扫', 'CT胸部(平扫)'],
    ['平扫 胸部', 'CT胸部(平扫)'],
    ['CT胸部（平扫＋增强）', 'CT胸部(平扫+增强)'],
    ['xiongbu', 'CT胸部(平扫)'],
    ['xbct', 'CT胸部(平扫)'],
    ['ctxbps', 'CT胸部(平扫)'],
    ['xiongbuzengq', 'CT胸部(增强)'],
    ['ct chest', 'CT胸部(平扫)'],
    ['chest contr', 'CT胸部(增强)'],
    ['膝关节 左', 'CT左膝关节(平扫)'],
    ['左膝', 'CT左膝关节(平扫)'],
    ['肺部平扫', 'CT胸部(平扫)'],
    ['核磁 颅脑', 'MR颅脑(平扫)'],
    ['dwi', 'MR颅脑弥散加权成像(DWI)'],
    ['DR胸部正侧位', 'DR胸部正、侧位'],
    ['thyroid', '甲状腺常规超声检查'],
    ['骨', 'SPECT三时相骨显像'],
  ])('for %j %s', (query, name) => {
    expect(names(query)[0]).toBe(name)
  })
})

describe('search by code', () => {
  test('lists the codes that begin with it, in code order', () => {
    const codes = search('2004').map(({ item }) => item.code)
    expect(codes).toEqual(edition.items.map(({ code }) => code).filter((code) => code.startsWith('2004')))
  })

  test('ignores case, and takes the check form and the concept id', () => {
    expect(names('300101007F0000')[0]).toBe('MR颅脑(平扫+DWI)')
    const [item] = edition.items
    const decoded = createCodec(edition).decode(item?.code ?? '')
    expect(names('checkForm' in decoded ? (decoded.checkForm ?? '') : '')).toEqual([item?.name])
    expect(names(item?.conceptId ?? '')).toEqual([item?.name])
  })
})

describe('search', () => {
  test('keeps to a modality and to a limit', () => {
    expect(names('胸部', { modality: 'DR' })).toEqual(['DR胸部正位', 'DR胸部侧位', 'DR胸部正、侧位'])
    expect(names('胸部', { limit: 2 })).toHaveLength(2)
  })

  test('keeps synonyms inside their scope', () => {
    expect(names('肺部', everything).every((name) => name.startsWith('CT'))).toBe(true)
  })

  test('finds items that fit most words where none fits all', () => {
    expect(names('颅脑 不存在')[0]).toBe('CT颅脑(平扫)')
    expect(names('不存在')).toEqual([])
    expect(names('')).toEqual([])
    expect(names(' +()')).toEqual([])
  })

  test('puts retired items behind active ones that fit as well', () => {
    const retired = createSearch(withItem(edition, '20040100110000', { status: 'retired' }), { pinyin })
    expect(
      retired('CT胸部')
        .map(({ item }) => item.code)
        .indexOf('20040100110000'),
    ).toBeGreaterThan(0)
  })

  test('finds every item first by its own name', () => {
    for (const item of edition.items) expect(search(item.name)[0]?.item).toBe(item)
  })

  test('finds an item by any beginning of its name, and by any one Chinese character of it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...edition.items), fc.nat(), (item, cut) => {
        const beginning = item.name.slice(0, 1 + (cut % item.name.length))
        const chinese = [...item.name].filter((character) => character >= '\u3400')
        const character = chinese[cut % Math.max(chinese.length, 1)] ?? item.name
        for (const query of [beginning, character]) expect(names(query, everything)).toContain(item.name)
      }),
    )
  })

  test('gives the same answer for the same words in any order', () => {
    const words = fc.uniqueArray(fc.constantFrom('胸部', '平扫', 'ct', '左', 'knee', '2004', 'mr', '增强'), {
      maxLength: 4,
    })
    fc.assert(
      fc.property(words, (list) => {
        expect(names([...list].reverse().join(' '), everything)).toEqual(names(list.join(' '), everything))
      }),
    )
  })

  test('takes any text at all', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 300 }), fc.string({ unit: 'binary', maxLength: 300 })), (query) => {
        expect(search(query).length).toBeLessThanOrEqual(20)
      }),
    )
  })
})
