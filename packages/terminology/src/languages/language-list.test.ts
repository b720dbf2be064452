import { expect, test } from 'vitest'
import { readLanguages } from './language-list.ts'

test('languages are ordered by quality; what is not wanted at all closes the list', () => {
  expect(readLanguages('en;q=0.4, zh-CN, de;q=0.9')?.tags).toEqual(['zh-cn', 'de', 'en'])
  expect(readLanguages('de, *; q=0')).toMatchObject({ tags: ['de'], isClosed: true })
  expect(readLanguages('de,*')).toMatchObject({ tags: ['de'], isClosed: false })
})

test('nothing and a bare asterisk are no wish, nonsense cannot be read', () => {
  for (const text of [undefined, '', ' ', '*', '*;q=0.5']) expect(readLanguages(text)).toBeUndefined()
  for (const text of ['d€', 'en;q=2', 'en fr', ';']) expect(readLanguages(text)).toBeNull()
})
