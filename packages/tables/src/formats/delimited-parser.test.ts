import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEFAULT_LIMITS } from '../model/limits.ts'
import type { Delimiter } from '../model/roles.ts'
import { type DelimitedOptions, DelimitedParser } from './delimited-parser.ts'
import type { BadRow, Shape } from './raw-block.ts'

const options = (delimiter: Delimiter = ',', newline: '\n' | '\r' = '\n'): DelimitedOptions => ({
  file: 't.csv',
  delimiter,
  newline,
  encoding: 'utf-8',
  limits: DEFAULT_LIMITS,
})

function cut(
  pieces: readonly string[],
  given: DelimitedOptions = options(),
  shape: Shape | null = null,
): { rows: string[][]; numbers: number[]; bad: BadRow[]; blank: number } {
  const parser = new DelimitedParser(given, shape)
  const all = { rows: [] as string[][], numbers: [] as number[], bad: [] as BadRow[], blank: 0 }
  for (const [i, piece] of [...pieces, ''].entries()) {
    const block = parser.feed(piece, i === pieces.length)
    if (block.kind === 'stop') throw new Error(block.problem.code)
    all.rows.push(...block.rows)
    all.numbers.push(...block.numbers)
    all.bad.push(...block.bad)
    all.blank += block.blank
  }
  return all
}

const wide = (columns: number): Shape => ({ columns, after: 0, headers: [] })

describe('cutting delimited text', () => {
  it.each([
    ['keeps spaces and leading zeros', 'a, b ,007\n', [['a', ' b ', '007']]],
    [
      'takes a last row without a line end',
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'takes \\r\\n as one line end',
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'passes over empty lines',
      'a,b\n\n\r\nc,d\n\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['keeps a row of empty cells', ',\n', [['', '']]],
    ['unquotes a cell', '"a,b",c\n', [['a,b', 'c']]],
    ['takes two quotation marks as one', '"a ""b""",c\n', [['a "b"', 'c']]],
    [
      'keeps line ends inside quotes',
      '"a\r\nb",c\nd,e\n',
      [
        ['a\r\nb', 'c'],
        ['d', 'e'],
      ],
    ],
    ['keeps quotation marks inside an unquoted cell', 'CT "薄层",b\n', [['CT "薄层"', 'b']]],
    ['takes an empty quoted cell', '"",""\n', [['', '']]],
    ['takes a quoted cell at the very end', 'a,"b"', [['a', 'b']]],
    ['takes an empty cell behind the last delimiter', 'a,"b",', [['a', 'b', '']]],
    ['takes a row that is one empty quoted cell', '""\na\n', [[''], ['a']]],
  ])('%s', (_title, text, rows) => {
    expect(cut([text]).rows).toEqual(rows)
  })

  it('cuts at tabs, semicolons and bars', () => {
    expect(cut(['a,b\tc\n'], options('\t')).rows).toEqual([['a,b', 'c']])
    expect(cut(['a;"b;c"\n'], options(';')).rows).toEqual([['a', 'b;c']])
    expect(cut(['a|b\n'], options('|')).rows).toEqual([['a', 'b']])
  })

  it('leaves the lines of a list as they are', () => {
    expect(cut(['"头颅"CT, 平扫\r\n胸部;DR\n'], options('')).rows).toEqual([['"头颅"CT, 平扫'], ['胸部;DR']])
  })

  it('cuts old Macintosh line ends', () => {
    expect(cut(['a,"x\ry"\rc,d\r'], options(',', '\r')).rows).toEqual([
      ['a', 'x\ry'],
      ['c', 'd'],
    ])
  })

  it('numbers rows by the line on which they start', () => {
    expect(cut(['a,b\n"c\nc",d\n\ne,f\n']).numbers).toEqual([1, 2, 5])
  })
})

describe('rows that cannot be taken', () => {
  it.each([
    ['too few cells', 'a,b\nc\n', { row: 2, text: 'c', problem: { code: 'table-ragged-row', expected: 2, actual: 1 } }],
    ['too many cells', 'a,b\nc,d,"e"\n', { row: 2, text: 'c,d,"e"', problem: { code: 'table-ragged-row', actual: 3 } }],
    [
      'text behind the closing quote',
      'a,b\nc,"d"x\n',
      { row: 2, text: 'c,"d"x', problem: { code: 'table-unbalanced-quote', column: 2 } },
    ],
    [
      'a quote that is never closed',
      'a,b\n"c,d\n',
      { row: 2, text: '"c,d', problem: { code: 'table-unbalanced-quote', column: 1 } },
    ],
    ['a NUL', 'a,b\nc,\u0000d\n', { row: 2, problem: { code: 'table-nul-byte', column: 2 } }],
    [
      'bytes that were no text',
      'a,b\n\uFFFD,d\n',
      { row: 2, problem: { code: 'table-undecodable', column: 1, encoding: 'utf-8' } },
    ],
  ])('names %s', (_title, text, bad) => {
    const result = cut([text], options(), wide(2))
    expect(result.rows).toEqual([['a', 'b']])
    expect(result.bad).toMatchObject([bad])
  })

  it('loses only the line where a quote opens, and goes on behind it', () => {
    const result = cut(['a,b\nc,"d\ne,f\ng,h\n'], options(), wide(2))
    expect(result.rows).toEqual([
      ['a', 'b'],
      ['e', 'f'],
      ['g', 'h'],
    ])
    expect(result.bad.map((bad) => bad.row)).toEqual([2])
  })

  it('gives up an open quote at the longest cell instead of reading the file to its end', () => {
    const limits = { ...DEFAULT_LIMITS, maxCellLength: 50 }
    const text = `a,"b\n${'c,d\n'.repeat(100)}`
    const result = cut([text], { ...options(), limits }, wide(2))
    expect(result.rows).toHaveLength(100)
    expect(result.bad).toMatchObject([{ row: 1, problem: { code: 'table-unbalanced-quote' } }])
  })

  it('names a cell that is too long, quoted or not', () => {
    const limits = { ...DEFAULT_LIMITS, maxCellLength: 10 }
    const result = cut([`a,${'b'.repeat(11)}\nc,d\n`], { ...options(), limits }, wide(2))
    expect(result.rows).toEqual([['c', 'd']])
    expect(result.bad).toMatchObject([{ problem: { code: 'table-cell-too-long', column: 2, length: 11, limit: 10 } }])
  })

  it('stops at a row that does not end', () => {
    const parser = new DelimitedParser({ ...options(), limits: { ...DEFAULT_LIMITS, maxRowLength: 100 } }, null)
    expect(parser.feed('x'.repeat(101), false)).toEqual({
      kind: 'stop',
      problem: { code: 'table-row-too-long', file: 't.csv', row: 1, limit: 100 },
    })
  })
})

describe('properties', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '胸', ',', '"', '\n', '\r', ' ', '0'), maxLength: 6 })
  const quoted = cell.map((text) => `"${text.replaceAll('"', '""')}"`)
  const plain = fc.string({ unit: fc.constantFrom('a', '胸', ' ', '0', 'x'), minLength: 1, maxLength: 6 })
  const line = fc.array(fc.oneof(quoted, plain), { minLength: 2, maxLength: 4 }).map((cells) => cells.join(','))
  const text = fc.array(line, { minLength: 1, maxLength: 6 }).map((lines) => `${lines.join('\n')}\n`)

  it('agree with an independent parser', () => {
    fc.assert(
      fc.property(text, (sample) => {
        expect(cut([sample]).rows).toEqual(parse(sample, { relax_column_count: true, record_delimiter: ['\n'] }))
      }),
    )
  })

  it('do not depend on where the text is cut into pieces', () => {
    const messy = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r\n', ' '), maxLength: 40 })
    fc.assert(
      fc.property(fc.oneof(text, messy), fc.array(fc.nat(60), { maxLength: 4 }), (sample, cuts) => {
        const places = [...new Set([0, ...cuts.map((c) => Math.min(c, sample.length)), sample.length])].sort(
          (a, b) => a - b,
        )
        const pieces = places.slice(1).map((end, i) => sample.slice(places[i], end))
        const whole = cut([sample], options(), wide(2))
        const parts = cut(pieces, options(), wide(2))
        expect(parts).toEqual(whole)
      }),
    )
  })
})
