import { createSearch } from '@yingma/core'
import { describe, expect, test } from 'vitest'
import { loadEdition } from './load/load-edition.ts'
import { loadLexicon } from './load/load-lexicon.ts'
import { loadPinyin } from './load/load-pinyin.ts'

const edition = loadEdition()
const pinyin = loadPinyin()
const search = createSearch(edition, { pinyin, lexicon: loadLexicon() })
const everything = { limit: edition.items.length }

describe('search in the edition puts first', () => {
  test.each([
    ['胸部 平扫', 'CT胸部(平扫)'],
    ['平扫 胸部', 'CT胸部(平扫)'],
    ['xiongbu', 'CT胸部(平扫)'],
    ['xbct', 'CT胸部(平扫)'],
    ['ct chest', 'CT胸部(平扫)'],
    ['2001', 'CT颅脑(平扫)'],
    ['20010100110000L', 'CT颅脑(平扫)'],
    ['膝关节 左', 'CT左膝关节(平扫)'],
    ['胸', 'CT胸部(平扫)'],
    ['肺部 平扫', 'CT胸部(平扫)'],
    ['mri 头 增强', 'MR颅脑(增强)'],
    ['dr 胸部 正侧位', 'DR胸部正、侧位'],
    ['测骨龄', 'DR左腕关节正位[测骨龄]'],
  ])('for %j %s', (query, name) => {
    expect(search(query)[0]?.item.name).toBe(name)
  })
})

describe('search in the edition', () => {
  test('finds every item first by its name, and by its code', () => {
    for (const item of edition.items) {
      expect(search(item.name)[0]?.item.name).toBe(item.name)
      expect(search(item.code)[0]?.item.code).toBe(item.code)
    }
  })

  test('finds every item by pinyin, initials, English and any one Chinese character', () => {
    for (const item of edition.items.filter((_, at) => at % 10 === 0)) {
      const character = [...item.name].find((one) => one >= '\u3400') ?? item.name
      const queries = [
        pinyin.syllables(item.name).replaceAll(' ', ''),
        pinyin.initials(item.name),
        item.nameEn,
        character,
      ]
      for (const query of queries) {
        const found = search(query, everything).map((hit) => hit.item)
        expect(found.includes(item), `${query} finds ${item.name}`).toBe(true)
      }
    }
  })
})
