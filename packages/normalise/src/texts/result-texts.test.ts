import { describe, expect, test } from 'vitest'
import { CLASSES, FLAGS, MODIFIERS, REASONS, RELATIONS, STATES } from '../result.ts'
import { resultTexts, ruleText } from './result-texts.ts'

const LISTS = {
  states: STATES,
  relations: RELATIONS,
  modifiers: MODIFIERS,
  classes: CLASSES,
  flags: FLAGS,
  reasons: REASONS,
} as const

describe('the texts of results', () => {
  test.each(['zh', 'en'] as const)('name every code of the closed lists in %s, and none else', (language) => {
    for (const [list, codes] of Object.entries(LISTS)) {
      const texts = resultTexts[language][list as keyof typeof LISTS]
      expect(Object.keys(texts).sort()).toEqual([...codes].sort())
      expect(new Set(Object.values(texts)).size, list).toBe(codes.length)
    }
  })

  test('name the same facets and rules in both languages', () => {
    expect(Object.keys(resultTexts.zh.rules)).toEqual(Object.keys(resultTexts.en.rules))
    expect(Object.keys(resultTexts.zh.facets)).toEqual(Object.keys(resultTexts.en.facets))
  })

  test('show a rule without a text by its id', () => {
    expect(ruleText('side-from-column', 'zh')).toBe('侧别取自其他列')
    expect(ruleText('another', 'zh')).toBe('another')
  })
})
