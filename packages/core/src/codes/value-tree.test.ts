import { describe, expect, test } from 'vitest'
import { smallEdition, withValue } from '../testing/small-edition.ts'
import { ancestorsOf, isOverValue, isUnspecified } from './value-tree.ts'

const edition = smallEdition()
const parts = edition.dictionaries.get('radiology-parts')?.values ?? new Map()

describe('the tree of a dictionary', () => {
  test('gives the broader values of a value, nearest first', () => {
    expect(ancestorsOf('010104', parts).map(({ code }) => code)).toEqual(['010100', '0101', '01'])
    expect(ancestorsOf('01', parts)).toEqual([])
    expect(ancestorsOf('98', parts)).toEqual([])
  })

  test('does not run on where parents run in a circle', () => {
    const broken = withValue(edition, 'radiology-parts', '01', { parent: '0101' })
    expect(ancestorsOf('0101', broken.dictionaries.get('radiology-parts')?.values ?? new Map()).length).toBeLessThan(20)
  })

  test('puts a value over itself and its descendants, and the unspecified value over all', () => {
    expect(isOverValue('0101', '010104', parts)).toBe(true)
    expect(isOverValue('010104', '0101', parts)).toBe(false)
    expect(isOverValue('999999', '010104', parts)).toBe(true)
    expect([isUnspecified('99'), isUnspecified('9'), isUnspecified('090')]).toEqual([true, false, false])
  })
})
