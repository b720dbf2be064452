import { describe, expect, test } from 'vitest'
import { smallEdition } from '../testing/small-edition.ts'
import { neighbours } from './neighbours.ts'

const edition = smallEdition()
const codesAround = (code: string): string[] => neighbours(code, edition).map(({ item }) => item.code)

describe('neighbours of a code', () => {
  test('are the items one substitution away, in code order, without the item itself', () => {
    expect(codesAround('40072201000100')).toEqual(['40072201000200', '40072202000100'])
  })

  test('are found for a code that is no item, and across letter case', () => {
    expect(codesAround('50u101000c2000')).toEqual(['50U101000C0000', '50U101000C1000'])
  })

  test('include two neighbouring characters swapped, with the place of the slip', () => {
    expect(neighbours('20010100101000', edition)).toEqual([
      expect.objectContaining({
        slip: 'transposition',
        at: 10,
        item: expect.objectContaining({ code: '20010100110000' }),
      }),
    ])
  })

  test('are none for a text far from every code', () => {
    expect(neighbours('', edition)).toEqual([])
    expect(neighbours('99999999999999', edition)).toEqual([])
  })
})
