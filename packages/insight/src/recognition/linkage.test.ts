import { expect, test } from 'vitest'
import { TOKEN_PATTERN } from '../mart/exams-statement.ts'
import { linkageToken, readLinkageKey } from './linkage.ts'

const key = readLinkageKey('ab'.repeat(32))!

test('one person has one token at every institution with the key, however the number is written', () => {
  const token = linkageToken('11010119900307123x', key)
  expect(token).toMatch(new RegExp(TOKEN_PATTERN, 'u'))
  expect(linkageToken(' 110101 19900307-123Ｘ', key)).toBe(token)
  expect(linkageToken('110101199003071230', key)).not.toBe(token)
})

test('another key gives other tokens, and the token holds nothing of the number', () => {
  const other = readLinkageKey(Buffer.alloc(32, 7).toString('base64'))!
  const token = linkageToken('110101199003071231', key)!
  expect(linkageToken('110101199003071231', other)).not.toBe(token)
  expect(token).not.toContain('19900307')
})

test('short keys and placeholders are refused', () => {
  expect(readLinkageKey('secret')).toBeUndefined()
  for (const nobody of ['', '123', '000000000000000000', '--------']) expect(linkageToken(nobody, key)).toBeUndefined()
})
