import { utils, write } from '@e965/xlsx'
import { describe, expect, it } from 'vitest'
import { encodeGb18030 } from '../testing/gb18030.ts'
import { readAll } from '../testing/read-all.ts'

const cells = [
  ['项目编码', '项目名称', '数量'],
  ['0012', 'CT胸部平扫', 3],
  ['0013', 'DR膝关节正位', 1234.5],
]
const text = [
  ['0012', 'CT胸部平扫', '3'],
  ['0013', 'DR膝关节正位', '1234.5'],
]
function book(bookType: 'biff8' | 'xlsb' | 'ods' | 'xlml', name = 'S'): Buffer {
  const workbook = utils.book_new()
  utils.book_append_sheet(workbook, utils.aoa_to_sheet(cells), name)
  return write(workbook, { type: 'buffer', bookType }) as Buffer
}

const html = (charset: string): string =>
  `<html><head><meta http-equiv="Content-Type" content="text/html; charset=${charset}"></head><body><table border=1><tr><th>项目编码</th><th>项目名称</th></tr><tr><td>0012</td><td>CT胸部&amp;腹部<br>平扫</td></tr><tr><td>2.00101E+13</td><td> 1-2 </td></tr></table></body></html>`

// Each of them starts a thread.
describe('workbooks of other kinds', () => {
  it.each([
    ['.xls', 'biff8', 'xls'],
    ['.xlsb', 'xlsb', 'xlsb'],
    ['.ods', 'ods', 'ods'],
    ['Excel XML of 2003', 'xlml', 'xml'],
  ] as const)('are read: %s', async (_title, bookType, format) => {
    const all = await readAll(book(bookType), { name: `t.${format}` })
    expect(all.problem).toBeUndefined()
    expect(all.table?.format.value).toBe(format)
    expect(all.rows).toEqual(text)
    expect(all.table?.roles.name?.value.header).toBe('项目名称')
  })

  it.each([
    ['UTF-8', Buffer.from(html('utf-8')), 'utf-8'],
    ['GBK', encodeGb18030(html('gb2312')), 'gb18030'],
    ['UTF-8 that calls itself GBK', Buffer.from(html('gb2312')), 'utf-8'],
  ])('are read: HTML saved as .xls, %s', async (_title, bytes, encoding) => {
    const all = await readAll(bytes, { name: 't.xls' })
    expect(all.problem).toBeUndefined()
    expect(all.table?.format).toMatchObject({
      value: 'html',
      evidence: [
        { code: 'content-is', found: 'html' },
        { code: 'name-says-otherwise', extension: 'xls' },
      ],
    })
    expect(all.table?.encoding?.value).toBe(encoding)
    expect(all.rows[0]).toEqual(['0012', 'CT胸部&腹部\n平扫'])
    expect(all.rows[1]?.[0]).toBe('2.00101E+13')
    expect(all.damage).toMatchObject([{ row: 3, position: 0, damage: 'exponent' }])
  })

  it('are read: tab-separated UTF-16 saved as .xls', async () => {
    const bytes = Buffer.from('\uFEFF项目编码\t项目名称\r\n0012\t"CT胸部\t平扫"\r\n', 'utf16le')
    const all = await readAll(bytes, { name: 't.xls' })
    expect(all.table?.format).toMatchObject({ value: 'tsv', evidence: [{ found: 'tsv' }, { extension: 'xls' }] })
    expect(all.rows).toEqual([['0012', 'CT胸部\t平扫']])
  })

  it('are refused beyond the size that fits into memory', async () => {
    expect((await readAll(book('biff8'), { limits: { maxBufferedBytes: 1000 } })).problem).toMatchObject({
      code: 'table-too-large',
      limit: 1000,
    })
    expect((await readAll(book('xlsb'), { limits: { maxUnpackedBytes: 1000 } })).problem).toMatchObject({
      code: 'table-zip-bomb',
    })
  })

  it('are given up when reading them does not end', async () => {
    const bytes = book('biff8')
    // One byte of a record's length: the library then loops for ever.
    bytes[2374] = 33
    const all = await readAll(bytes, { name: 't.xls', limits: { maxSeconds: 2 } })
    expect(all.problem).toEqual({ code: 'table-damaged', file: 't.xls', part: 't.xls', damage: 'endless' })
  })

  it('are named when damaged', async () => {
    const bytes = book('biff8')
    expect((await readAll(bytes.subarray(0, 700))).problem?.code).toMatch(/^table-(?:damaged|not-a-table)$/)
  })
})

describe('JSON Lines', () => {
  it('give their keys as columns, in the order of the first lines', async () => {
    const all = await readAll(
      Buffer.from('{"名称":"CT胸部","n":3}\n\n{"code":"007","名称":" x "}\n{"n":null,"名称":true}\n'),
    )
    expect(all.table?.headers).toEqual(['名称', 'n', 'code'])
    expect(all.rows).toEqual([
      ['CT胸部', '3', ''],
      [' x ', '', '007'],
      ['true', '', ''],
    ])
    expect(all.numbers).toEqual([1, 3, 4])
    expect(all.table?.header.evidence).toEqual([{ code: 'keys-of-objects' }])
  })

  it('may be strings', async () => {
    const all = await readAll(Buffer.from('"CT\\"胸部\\""\n"DR"\n'))
    expect(all.rows).toEqual([['CT"胸部"'], ['DR']])
    expect(all.table?.roles.name?.value.number).toBe(1)
  })

  it('keep nested values as JSON', async () => {
    expect((await readAll(Buffer.from('{"a":{"b":[1]}}\n'))).rows).toEqual([['{"b":[1]}']])
  })

  it.each([
    ['a line that is no JSON', '{"a":1}\n{"a":\n', { code: 'table-not-json', row: 2 }],
    ['a line that is no object', '{"a":1}\n[1]\n', { code: 'table-not-object', row: 2, found: 'array' }],
    [
      'bytes that are no text',
      Buffer.concat([Buffer.from('{"a":"x"}\n{"a":"'), Buffer.from([0xff]), Buffer.from('"}\n')]),
      { code: 'table-undecodable', row: 2, column: 1 },
    ],
  ])('name %s', async (_title, content, problem) => {
    const all = await readAll(Buffer.from(content), { format: 'jsonl', encoding: 'utf-8' })
    expect(all.problem).toMatchObject(problem)
  })

  it('name a key that comes late', async () => {
    const all = await readAll(Buffer.from(`${'{"a":"xxxxxxxx"}\n'.repeat(80_000)}{"b":1}\n`))
    expect(all.problem).toMatchObject({ code: 'table-unknown-key', row: 80_001, key: 'b' })
  })

  it('are no JSON document', async () => {
    expect((await readAll(Buffer.from('[\n{"a":1}\n]'))).problem).toMatchObject({
      code: 'table-not-a-table',
      found: 'json',
    })
  })
})

describe('files that are no tables', () => {
  it.each([
    ['an empty file', Buffer.alloc(0), { code: 'table-empty' }],
    ['a file of empty lines', Buffer.from('\n\n  \n'.replace('  ', '')), { code: 'table-no-rows' }],
    ['a PDF', Buffer.from('%PDF-1.7'), { code: 'table-not-a-table', found: 'pdf' }],
    ['an image', Buffer.from('\x89PNG\r\n', 'latin1'), { found: 'image' }],
    ['a packed file', Buffer.from([0x1f, 0x8b, 8, 0]), { found: 'gzip' }],
    ['random bytes', Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * 7 + (i >> 3)) % 30)), { found: 'binary' }],
  ])('are named: %s', async (_title, bytes, problem) => {
    expect((await readAll(bytes)).problem).toMatchObject(problem)
  })

  it('are named when missing or a folder', async () => {
    expect((await readAll('/nowhere/t.csv')).problem).toEqual({ code: 'table-file-missing', file: '/nowhere/t.csv' })
    expect((await readAll('/')).problem).toEqual({ code: 'table-file-unreadable', file: '/', reason: 'EISDIR' })
  })

  it('are named when asked for as another kind', async () => {
    expect((await readAll(book('biff8'), { format: 'xlsx' })).problem).toMatchObject({
      code: 'table-format-mismatch',
      wanted: 'xlsx',
      found: 'xls',
    })
  })
})
