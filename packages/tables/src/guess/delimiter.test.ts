import { describe, expect, it } from 'vitest'
import { guessDelimiter, guessLineEnd } from './delimiter.ts'

describe('the delimiter', () => {
  it.each([
    ['commas', 'a,b\n1,2\n', ','],
    ['tabs, with commas in the cells', 'a\tb\n1,2\t3,4\n5\t6\n', '\t'],
    ['semicolons', 'a;b;c\n1;2,5;3\n', ';'],
    ['bars', 'a|b\n1|2\n', '|'],
    ['commas in spite of one odd row', `${'a,b,c\n'.repeat(20)}x,y\n`, ','],
    ['a list of names with commas here and there', 'CT颅脑\n颅脑,胸部CT平扫\n胸部DR\n腹部CT平扫,增强,三维\n', ''],
    ['a list without any', 'CT颅脑\n胸部DR\n', ''],
    ['a column of quoted cells', '"头颅CT, 平扫"\n"胸部DR"\n', ','],
    ['quoted delimiters', 'a,b\n"1;2;3",x\n"4;5;6",y\n', ','],
  ])('is found for %s', (_title, text, delimiter) => {
    expect(guessDelimiter(text, '\n', true).value).toBe(delimiter)
  })

  it('says on how many rows it rests', () => {
    expect(guessDelimiter('a,b\n1,2\n3,4,5\n6,7\n', '\n', true).evidence).toEqual([
      { code: 'same-width-rows', rows: 3, of: 4, columns: 2 },
    ])
  })

  it('is what the user gives', () => {
    expect(guessDelimiter('a,b\n', '\n', true, ';')).toMatchObject({ value: ';', given: true })
  })

  it.each([
    ['a\nb\r\n', '\n'],
    ['a\r\nb\n', '\r\n'],
    ['a\rb', '\r'],
    ['a', '\n'],
  ])('line ends of %j are %j', (text, lineEnd) => {
    expect(guessLineEnd(text)).toBe(lineEnd)
  })
})
