import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkCharacter, checkForm, isCheckCharacter } from './check-character.ts'

const ALPHABET = [...'0123456789ABCDEFGHJKLMNPQRTUWXY']
const codes = fc.array(fc.constantFrom(...ALPHABET), { minLength: 1, maxLength: 30 }).map((list) => list.join(''))

/** A code in check form with two different positions in it. */
const checkForms = codes.chain((code) => {
  const form = checkForm(code) ?? ''
  return fc.record({ form: fc.constant(form), at: fc.nat(form.length - 1), other: fc.nat(form.length - 1) })
})

function holds(form: string): boolean {
  return isCheckCharacter(form.slice(0, -1), form.slice(-1))
}

describe('the check character', () => {
  test.each([
    ['91350100M000100Y4', '3'],
    ['20010100110000', 'L'],
    ['50U101000C0000', '2'],
    ['A010A100A000', 'Y'],
    ['C010A107Be000', 'A'],
  ])('%s takes %s', (code, check) => {
    expect(checkCharacter(code)).toBe(check)
  })

  test('ignores letter case', () => {
    expect(checkCharacter('300310007f0000')).toBe(checkCharacter('300310007F0000'))
    expect(isCheckCharacter('20010100110000', 'l')).toBe(true)
  })

  test.each(['2001010011000O', '2001010011000S', '20030202110000-C1', '20010100 10000'])(
    'is not defined for %s',
    (code) => {
      expect(checkCharacter(code)).toBeNull()
      expect(checkForm(code)).toBeNull()
    },
  )

  test('is not defined past thirty characters, where weights would repeat', () => {
    expect(checkCharacter('1'.repeat(30))).not.toBeNull()
    expect(checkCharacter('1'.repeat(31))).toBeNull()
  })

  test('detects every single substitution, in the code and in the check character', () => {
    fc.assert(
      fc.property(checkForms, fc.constantFrom(...ALPHABET), ({ form, at }, character) => {
        fc.pre(form.charAt(at) !== character)
        expect(holds(form.slice(0, at) + character + form.slice(at + 1))).toBe(false)
      }),
    )
  })

  test('detects every transposition of two characters of the code, adjacent or not', () => {
    fc.assert(
      fc.property(checkForms, ({ form, at, other }) => {
        fc.pre(form.charAt(at) !== form.charAt(other) && Math.max(at, other) < form.length - 1)
        expect(holds(swap(form, at, other))).toBe(false)
      }),
    )
  })

  test('detects the check character changing places with any character but the first', () => {
    fc.assert(
      fc.property(checkForms, ({ form, at }) => {
        const last = form.length - 1
        fc.pre(at > 0 && at < last && form.charAt(at) !== form.charAt(last))
        expect(holds(swap(form, at, last))).toBe(false)
      }),
    )
  })

  test('cannot detect the check character changing places with the first one: both weigh 1', () => {
    const form = checkForm('20010100110000') ?? ''
    expect(holds(swap(form, 0, form.length - 1))).toBe(true)
  })
})

function swap(text: string, a: number, b: number): string {
  const characters = [...text]
  characters[a] = text.charAt(b)
  characters[b] = text.charAt(a)
  return characters.join('')
}
