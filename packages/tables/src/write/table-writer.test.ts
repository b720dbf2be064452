import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { read, utils } from '@e965/xlsx'
import fc from 'fast-check'
import { readXlsx } from 'hucre/xlsx'
import { afterAll, describe, expect, it } from 'vitest'
import type { WriteFormat } from '../model/roles.ts'
import { csv, readAll } from '../testing/read-all.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { createBadRowFile } from './bad-row-file.ts'
import { writeFormWorkbook } from './form-workbook.ts'
import { outputLike } from './output-like.ts'
import type { OutputColumn } from './row-encoder.ts'
import { createTableWriter, type TableWriterOptions } from './table-writer.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())

const input = (...names: string[]): OutputColumn[] => names.map((name) => ({ name, origin: 'input' }))
const ours = (...names: string[]): OutputColumn[] => names.map((name) => ({ name, origin: 'ours' }))

async function write(target: string, options: TableWriterOptions, rows: string[][]): Promise<void> {
  const writer = await createTableWriter(target, options)
  if (!writer.ok) throw new Error(writer.problem.code)
  expect(await writer.value.write(rows)).toBeUndefined()
  expect(await writer.value.close()).toEqual({ ok: true, value: { rows: rows.length } })
}

async function written(options: TableWriterOptions, rows: string[][]): Promise<string> {
  const target = folder.at(`t.${options.format}`)
  await write(target, options, rows)
  return readFileSync(target, 'utf8')
}

describe('CSV and TSV', () => {
  it('quote a cell only where it needs it', async () => {
    const columns = input('a', 'b,c')
    expect(
      await written({ format: 'csv', columns }, [
        ['1, 2', 'x'],
        ['"q"', 'l\nm'],
        [' s ', '007'],
      ]),
    ).toBe('a,"b,c"\n"1, 2",x\n"""q""","l\nm"\n s ,007\n')
    expect(await written({ format: 'tsv', columns }, [['1, 2', 'x\ty']])).toBe('a\tb,c\n1, 2\t"x\ty"\n')
    expect(await written({ format: 'csv', columns, delimiter: ';' }, [['1;2', '3,4']])).toBe('a;b,c\n"1;2";3,4\n')
  })

  it('have the byte order mark, line ends and header that are asked for', async () => {
    expect(await written({ format: 'csv', columns: input('a'), mark: true, lineEnd: '\r\n' }, [['1']])).toBe(
      '\uFEFFa\r\n1\r\n',
    )
    expect(await written({ format: 'csv', columns: input('a'), header: false }, [['1']])).toBe('1\n')
  })

  it('make formulas harmless in our columns and leave the input as it was', async () => {
    const columns = [...input('name'), ...ours('note')]
    expect(
      await written({ format: 'csv', columns }, [
        ['=1+1', '=1+1'],
        ['-x', 'CT'],
      ]),
    ).toBe("name,note\n=1+1,'=1+1\n-x,CT\n")
  })

  it('refuse half a character, naming the cell', async () => {
    const writer = await createTableWriter(folder.at('half.csv'), { format: 'csv', columns: input('a', 'b') })
    if (!writer.ok) throw new Error('no writer')
    expect(
      await writer.value.write([
        ['x', '\uFFFD'],
        ['y', 'z\uD800'],
      ]),
    ).toMatchObject({ code: 'table-lone-surrogate', row: 2, column: 2 })
    expect((await writer.value.close()).ok).toBe(false)
    expect(existsSync(folder.at('half.csv'))).toBe(false)
  })
})

describe('JSON Lines', () => {
  it('give every column a key of its own and keep all texts strings', async () => {
    const columns: OutputColumn[] = [
      ...input('a', '', 'a', '__proto__'),
      { name: 'confidence', origin: 'ours', type: 'number' },
    ]
    expect(await written({ format: 'jsonl', columns }, [['007', 'x', 'y', 'z', '0.99']])).toBe(
      '{"a":"007","column_2":"x","a_2":"y","__proto__":"z","confidence":0.99}\n',
    )
  })
})

describe('workbooks', () => {
  const rows = [
    ['20010100110000', ' =x ', '3'],
    ['007', 'a<b&"c"\r\n\u0007_x0041_', 'n/a'],
    ['', '胸部\uD83D\uDE00\uD800', '0.5'],
  ]
  const columns: OutputColumn[] = [...input('代码', '名称'), { name: 'n', origin: 'ours', type: 'number' }]

  it('are read by other programs, codes as text and numbers as numbers', async () => {
    const target = folder.at('books.xlsx')
    await write(target, { format: 'xlsx', columns, sheetName: 'T[1]' }, rows)
    const sheet = read(readFileSync(target), { dense: false }).Sheets['T 1']
    expect(sheet?.A2).toMatchObject({ t: 's', v: '20010100110000' })
    expect(sheet?.C2).toMatchObject({ t: 'n', v: 3 })
    expect(sheet?.C3).toMatchObject({ t: 's', v: 'n/a' })
    const other = await readXlsx(readFileSync(target))
    expect(other.sheets[0]?.rows.slice(0, 2)).toEqual([
      ['代码', '名称', 'n'],
      ['20010100110000', ' =x ', 3],
    ])
    expect(other.sheets[0]?.rows[2]?.[1]).toBe('a<b&"c"\r\n\u0007_x0041_')
  })

  it('go on in further sheets past the limit of rows, each with the header', async () => {
    const target = folder.at('long.xlsx')
    const many = Array.from({ length: 10 }, (_, i) => [String(i), `CT${i}`])
    await write(target, { format: 'xlsx', columns: input('代码', '名称'), sheetName: 'T', maxRowsPerSheet: 5 }, many)
    const book = read(readFileSync(target))
    expect(book.SheetNames).toEqual(['T', 'T_2', 'T_3'])
    expect(utils.sheet_to_json(book.Sheets.T_3 as never, { header: 1 })).toEqual([
      ['代码', '名称'],
      ['8', 'CT8'],
      ['9', 'CT9'],
    ])
    expect((await readAll(target)).rows).toEqual(many)
  })

  it('without rows still have their header', async () => {
    const target = folder.at('none.xlsx')
    await write(target, { format: 'xlsx', columns: input('项目名称') }, [])
    const all = await readAll(target)
    expect([all.table?.headers, all.rows]).toEqual([['项目名称'], []])
  })

  it('refuse what a sheet cannot hold', async () => {
    const long = await createTableWriter(folder.at('l.xlsx'), { format: 'xlsx', columns: input('a') })
    expect(long.ok && (await long.value.write([['x'.repeat(32_767)]]))).toMatchObject({
      code: 'table-excel-cell-too-long',
      row: 1,
      column: 1,
    })
    const wide = await createTableWriter(folder.at('w.xlsx'), {
      format: 'xlsx',
      columns: input(...Array<string>(16_385).fill('a')),
    })
    expect(wide.ok && (await wide.value.write([[]]))).toMatchObject({ code: 'table-excel-columns', actual: 16_385 })
    expect(readdirSync(folder.path).filter((name) => /^\.?[lw]\.xlsx/.test(name))).toEqual([])
  })
})

describe('what is written is read back', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.string({
      unit: fc.constantFrom('a', '"', ',', '\t', '\n', '\r', ' ', '胸', '0', "'", '=', '&', '<', '_x0041_', '\uFEFF'),
      maxLength: 8,
    }),
  )
  const table = (text: fc.Arbitrary<string>): fc.Arbitrary<string[][]> =>
    fc
      .integer({ min: 1, max: 4 })
      .chain((width) =>
        fc.array(fc.array(text, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }),
      )
  const readable = cell.map((text) => text.replaceAll(/[\p{Surrogate}\uFFFD]/gu, '').replaceAll('\u0000', ''))

  const cases: readonly [WriteFormat, fc.Arbitrary<string>][] = [
    ['csv', readable],
    ['tsv', readable],
    ['jsonl', cell.filter((text) => !text.includes('\uFFFD'))],
    ['xlsx', cell],
  ]
  it.each(cases)('every text of %s', async (format, text) => {
    const target = folder.at(`round.${format}`)
    await fc.assert(
      fc.asyncProperty(table(text), async (rows) => {
        const columns = input(...(rows[0] ?? []).map((_, i) => `h${i}`))
        await write(target, { format, columns }, rows)
        const given =
          format === 'csv'
            ? { delimiter: ',', encoding: 'utf-8' }
            : format === 'tsv'
              ? { delimiter: '\t', encoding: 'utf-8' }
              : {}
        const all = await readAll(target, { format, header: true, keep: 'all', ...given } as never)
        expect(all.problem).toBeUndefined()
        // A sheet holds no empty rows.
        const expected = format === 'xlsx' ? rows.filter((row) => row.some((value) => value !== '')) : rows
        expect(all.rows).toEqual(expected)
      }),
      { numRuns: 60 },
    )
  })
})

describe('a target', () => {
  const columns = input('a')

  it('keeps its old content until the new one is complete', async () => {
    const target = folder.at('old.csv')
    writeFileSync(target, 'old')
    chmodSync(target, 0o640)
    const writer = await createTableWriter(target, { format: 'csv', columns })
    if (!writer.ok) throw new Error('no writer')
    await writer.value.write([['1']])
    expect(readFileSync(target, 'utf8')).toBe('old')
    await writer.value.close()
    expect(readFileSync(target, 'utf8')).toBe('a\n1\n')
    expect(statSync(target).mode & 0o777).toBe(0o640)
  })

  it.each(['csv', 'xlsx', 'jsonl'] as const)('is left alone when a %s is given up', async (format) => {
    const place = folder.at(`abort-${format}`)
    mkdirSync(place)
    const writer = await createTableWriter(`${place}/t.${format}`, { format, columns })
    if (!writer.ok) throw new Error('no writer')
    await writer.value.write(Array.from({ length: 5000 }, (_, i) => [`x${i}`]))
    expect(readdirSync(place)).toHaveLength(1)
    await writer.value.abort()
    await writer.value.abort()
    expect(readdirSync(place)).toEqual([])
  })

  it('may be a link, which stays one', async () => {
    writeFileSync(folder.at('real.csv'), 'old')
    symlinkSync(folder.at('real.csv'), folder.at('link.csv'))
    await write(folder.at('link.csv'), { format: 'csv', columns }, [['1']])
    expect(lstatSync(folder.at('link.csv')).isSymbolicLink()).toBe(true)
    expect(readFileSync(folder.at('real.csv'), 'utf8')).toBe('a\n1\n')
  })

  it.each([
    ['in a folder that is not there', 'no/t.csv', 'ENOENT'],
    ['that is a folder', '.', 'EISDIR'],
  ])('%s is a problem', async (_title, name, reason) => {
    expect(await createTableWriter(folder.at(name), { format: 'csv', columns })).toMatchObject({
      ok: false,
      problem: { code: 'table-cannot-write', reason },
    })
  })

  it('that is full is a problem, for every format', async () => {
    for (const format of ['csv', 'jsonl', 'xlsx'] as const) {
      const writer = await createTableWriter('/dev/full', { format, columns })
      if (!writer.ok) throw new Error(writer.problem.code)
      const rows = Array.from({ length: 20_000 }, (_, i) => [`${i} ${Math.sin(i)}`])
      await writer.value.write(rows)
      expect(await writer.value.close()).toMatchObject({
        ok: false,
        problem: { code: 'table-cannot-write', reason: 'ENOSPC' },
      })
    }
  })
})

describe('the same kind out as in', () => {
  const like = async (bytes: Buffer, name: string): Promise<unknown> => {
    const { table } = await readAll(bytes, { name })
    return table === undefined ? undefined : outputLike(table)
  }

  it.each([
    ['CSV', csv('a;b\r\n1;2\r\n'), { format: 'csv', delimiter: ';', lineEnd: '\r\n', mark: false, changed: false }],
    ['TSV', csv('a\tb\n1\t2\n'), { format: 'tsv', mark: false, changed: false }],
    ['a list', csv('CT头颅\nCT胸部\n'), { format: 'csv', delimiter: ',', header: false, changed: true }],
    ['UTF-16', Buffer.from('\uFEFFa\tb\n1\t2\n', 'utf16le'), { format: 'tsv', mark: true }],
    ['GB18030', Buffer.from('c3fbb3c62c620ac3fbb3c62c310a', 'hex'), { format: 'csv', mark: true }],
    ['JSON Lines', csv('{"a":1}\n'), { format: 'jsonl', changed: false }],
    ['HTML', csv('<table><tr><td>a</td></tr></table>'), { format: 'xlsx', changed: true }],
  ])('holds for %s', async (_title, bytes, expected) => {
    expect(await like(bytes, 't')).toMatchObject(expected)
  })
})

describe('rows that are set aside', () => {
  it('go to a file with number, reason and text, personal numbers blotted out', async () => {
    const file = await createBadRowFile(folder.at('bad.csv'), 'en')
    if (!file.ok) throw new Error('no writer')
    const text = '姓名,检查名称\n张三,CT胸部\n李四,13800138000,CT\n王五,CT头颅\n'
    const all = await readAll(csv(text), { name: 'in.csv', onBadRow: (bad) => file.value.add(bad) })
    expect(all.rows).toEqual([['CT胸部'], ['CT头颅']])
    expect(all.table?.report().bad).toBe(1)
    expect(await file.value.close()).toEqual({ ok: true, value: { rows: 1 } })
    const back = await readAll(folder.at('bad.csv'), { header: true })
    expect(back.table?.headers).toEqual(['row', 'code', 'reason', 'text'])
    expect(back.rows[0]?.slice(0, 2)).toEqual(['3', 'table-ragged-row'])
    expect(back.rows[0]?.[2]).toContain('3 cells where the table has 2 columns')
    expect(back.rows[0]?.[3]).toBe('李四,***********,CT')
  })
})

describe('a workbook to fill in', () => {
  it('has lists to pick from and reads back as text', async () => {
    const target = folder.at('form.xlsx')
    const columns = [
      { name: '名称', origin: 'input' as const, width: 40 },
      { name: '选择', origin: 'ours' as const, pick: { from: 2, to: 3 } },
      { name: '候选1', origin: 'ours' as const },
      { name: '候选2', origin: 'ours' as const },
      { name: '决定', origin: 'ours' as const, pick: { values: ['accept', 'none'] } },
    ]
    const rows = [['=CT', '', '20010100110000', '=x', '']]
    expect(
      await writeFormWorkbook(target, [
        { name: '待审', columns, rows },
        { name: '说明', columns: [{ name: 'x', origin: 'ours' }], rows: [['y']] },
      ]),
    ).toMatchObject({ ok: true })
    const { sheets } = await readXlsx(readFileSync(target))
    expect(sheets.map((sheet) => sheet.name)).toEqual(['待审', '说明'])
    expect(sheets[0]?.dataValidations).toMatchObject([
      { type: 'list', range: 'B2:B2', formula1: '$C2:$D2' },
      { range: 'E2:E2' },
    ])
    const all = await readAll(target, { sheet: '待审', header: true })
    expect(all.rows).toEqual([['=CT', '', '20010100110000', "'=x", '']])
  })
})
