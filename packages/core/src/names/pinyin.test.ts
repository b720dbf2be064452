import { describe, expect, it } from 'vitest'
import { createPinyin } from './pinyin.ts'

const pinyin = createPinyin(
  new Map([
    ['胸', 'xiong'],
    ['部', 'bu'],
    ['重', 'zhong'],
    ['建', 'jian'],
    ['重建', 'chong jian'],
    ['负', 'fu'],
    ['颅', 'lu'],
  ]),
)

describe('pinyin', () => {
  it('parts syllables by spaces and keeps Latin words', () => {
    expect(pinyin.syllables('CT胸部(3D)')).toBe('ct xiong bu 3d')
  })

  it('gives first letters, Latin words whole', () => {
    expect(pinyin.initials('CT胸部')).toBe('ctxb')
    expect(pinyin.initials('DR颅')).toBe('drl')
  })

  it('reads the longest phrase first', () => {
    expect(pinyin.syllables('重建')).toBe('chong jian')
    expect(pinyin.syllables('负重')).toBe('fu zhong')
  })

  it('lets a character that it cannot read part the words, and drops it', () => {
    expect(pinyin.syllables('胸、骨 部')).toBe('xiong bu')
    expect(pinyin.syllables('')).toBe('')
    expect(pinyin.initials('，')).toBe('')
  })

  it('reads nothing with an empty table', () => {
    expect(createPinyin(new Map()).syllables('CT胸部')).toBe('ct')
  })
})
