import { describe, expect, it } from 'vitest'
import { type CodeColumn, codeColumn, looksLikeCodes, readDamage } from './excel-damage.ts'

const none: CodeColumn = { zeroWidth: 0, standard: false, dates: false }

describe('codes that a spreadsheet program damaged', () => {
  it.each([
    ['2.00101E+13', none, { damage: 'exponent' }],
    ['2.00E+13', none, { damage: 'exponent' }],
    ['3.00101007E+08', none, { damage: 'scan-exponent', likely: '300101007e0000' }],
    ['3.00101007E+108', none, { damage: 'scan-exponent', likely: '300101007e0100' }],
    ['300101007', { ...none, standard: true }, { damage: 'scan-exponent', likely: '300101007e0000' }],
    ['20010100110000.0', none, { damage: 'decimal', likely: '20010100110000' }],
    ['123', { ...none, zeroWidth: 6 }, { damage: 'lost-zero', likely: '000123' }],
    ['1月2日', none, { damage: 'date' }],
    ['2024/1/2', none, { damage: 'date' }],
    ['2-Jan', none, { damage: 'date' }],
    ['Jan-10', none, { damage: 'date' }],
  ])('%s is recognised', (cell, column, expected) => {
    expect(readDamage(cell, column)).toEqual(expected)
  })

  it.each([
    ['20010100110000', none],
    ['300101007e0000', none],
    ['300101007', none],
    ['50U101000C0000', none],
    ['CT-10', none],
    ['1E5', none],
    ['000123', { ...none, zeroWidth: 6 }],
    ['A123', { ...none, zeroWidth: 6 }],
    ['2024/1/2', { ...none, dates: true }],
    ['12.5', none],
    ['', none],
  ])('%s is not', (cell, column) => {
    expect(readDamage(cell, column)).toBeUndefined()
  })

  it('learn the usual width only from cells that start with zero and all have it', () => {
    expect(codeColumn(['0001', '0123', '7', '45']).zeroWidth).toBe(4)
    expect(codeColumn(['01', '0123', '7']).zeroWidth).toBe(0)
    expect(codeColumn(['0001', '12345']).zeroWidth).toBe(0)
    expect(codeColumn(['1', '22', '333']).zeroWidth).toBe(0)
  })

  it('are looked for where cells look like codes or their remains', () => {
    expect(looksLikeCodes(['20010100110000', '50U101000C0000', ''])).toBe(true)
    expect(looksLikeCodes(['2.00101E+13', '3.00101E+13'])).toBe(true)
    expect(looksLikeCodes(['CT胸部平扫', '12'])).toBe(false)
    expect(looksLikeCodes([])).toBe(false)
  })
})
