import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeGb18030, gb18030Length } from './gb18030.ts'

const decode = (bytes: Uint8Array) => new TextDecoder('gb18030', { fatal: true }).decode(bytes)

test('what is encoded decodes to the same text, and the lengths of its characters cover it', () => {
  const character = fc.oneof(
    fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((unit) => String.fromCodePoint(unit)),
    fc.constantFrom('a', '+', '(', '）', '、', '·'),
  )
  fc.assert(
    fc.property(fc.array(character), (characters) => {
      const bytes = encodeGb18030(characters.join(''))!
      expect(decode(bytes)).toBe(characters.join(''))
      let at = 0
      for (const one of characters) {
        const length = gb18030Length(bytes, at)
        expect(decode(bytes.subarray(at, at + length))).toBe(one)
        at += length
      }
      expect(at).toBe(bytes.length)
    }),
  )
})

test('known bytes', () => {
  expect(encodeGb18030('CT胸部')).toEqual(Uint8Array.of(0x43, 0x54, 0xd0, 0xd8, 0xb2, 0xbf))
  expect(encodeGb18030('𠀀')).toBeNull()
})

test('a four-byte character is one, a cut one is a byte', () => {
  expect(gb18030Length(Uint8Array.of(0x81, 0x30, 0x81, 0x30), 0)).toBe(4)
  expect(gb18030Length(Uint8Array.of(0x81, 0x30), 0)).toBe(1)
  expect(gb18030Length(Uint8Array.of(0x81), 0)).toBe(1)
})
