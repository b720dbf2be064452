import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { afterAll, describe, expect, it } from 'vitest'
import type { BadRow } from './formats/raw-block.ts'
import { openTable } from './open-table.ts'
import { encodeGb18030 } from './testing/gb18030.ts'
import { csv, readAll } from './testing/read-all.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'
import { workbookOf } from './testing/zip.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())

const dictionary = '项目编码,项目名称,检查类型,数量\r\n0012, CT胸部平扫 ,CT,12\r\n0345,"头颅,MR ""平扫""",MR,3\r\n'
const cells = [
  ['0012', ' CT胸部平扫 ', 'CT', '12'],
  ['0345', '头颅,MR "平扫"', 'MR', '3'],
]

describe('a table', () => {
  it.each([
    ['UTF-8', csv(dictionary), 'utf-8'],
    ['GB18030', encodeGb18030(dictionary), 'gb18030'],
    ['UTF-16', Buffer.from(`\uFEFF${dictionary}`, 'utf16le'), 'utf-16le'],
  ])('keeps the text of its cells: %s', async (_title, bytes, encoding) => {
    const all = await readAll(bytes, { name: 't.csv' })
    expect(all.rows).toEqual(cells)
    expect(all.numbers).toEqual([2, 3])
    expect(all.table?.encoding?.value).toBe(encoding)
    expect(all.table?.delimiter).toEqual({
      value: ',',
      given: false,
      evidence: [{ code: 'same-width-rows', rows: 3, of: 3, columns: 4 }],
    })
    expect(all.table?.lineEnd).toBe('\r\n')
    expect(all.table?.kind.value).toBe('exam-dictionary')
  })

  it('whose only names are those of charges is taken by them where a name is needed', async () => {
    const list = csv('收费名称,设备类型,收费标准\n头颅CT平扫,CT,210\n胸部CT平扫,CT,210\n')
    const rolesOf = async (options: Parameters<typeof openTable>[1]) => {
      const opened = await openTable(list, { name: 't.csv', ...options })
      if (!opened.ok) throw new Error(opened.problem.code)
      const { name, charge } = opened.value.roles
      await opened.value.close()
      return [name?.value.header, charge?.value.header]
    }
    expect(await rolesOf({ required: ['name'] })).toEqual(['收费名称', undefined])
    expect(await rolesOf({})).toEqual([undefined, '收费名称'])
  })

  it('is read from a path, a pipe and bytes alike', async () => {
    const path = folder.at('d.csv')
    writeFileSync(path, dictionary)
    const pieces = Array.from(Buffer.from(dictionary), (byte) => Buffer.from([byte]))
    for (const input of [path, Readable.from(pieces), Buffer.from(dictionary)]) {
      expect((await readAll(input)).rows).toEqual(cells)
    }
  })

  it('is read from the standard input', () => {
    const script = `import { openTable } from ${JSON.stringify(new URL('./open-table.ts', import.meta.url).href)}
      const t = await openTable('-')
      for await (const step of t.value.rows()) console.log(JSON.stringify([t.value.name, step.rows]))`
    const out = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      input: dictionary,
      encoding: 'utf8',
    })
    expect(JSON.parse(out)).toEqual(['<stdin>', cells])
  })

  it('is read from a pipe even when it is a workbook', async () => {
    const book = await workbookOf({
      S: '<worksheet><sheetData><row><c t="str"><v>名称</v></c></row><row><c t="str"><v>CT</v></c></row></sheetData></worksheet>',
    })
    expect((await readAll(Readable.from([book]))).rows).toEqual([['CT']])
  })

  it('can be read twice', async () => {
    const opened = await openTable(csv(dictionary))
    if (!opened.ok) throw new Error(opened.problem.code)
    for (let time = 0; time < 2; time++) {
      let count = 0
      for await (const step of opened.value.rows()) count += step.kind === 'rows' ? step.rows.length : 0
      expect(count).toBe(2)
      expect(opened.value.report().rows).toBe(2)
      const size = Buffer.byteLength(dictionary)
      expect(opened.value.progress()).toEqual({ read: size, total: size })
    }
    await opened.value.close()
  })

  it('may have titles above its header', async () => {
    const all = await readAll(csv('某医院检查项目,,\n编码,项目名称,数量\n1,CT胸部,3\n'))
    expect(all.table?.header.value).toEqual({ row: 2, titles: [['某医院检查项目', '', '']] })
    expect(all.table?.top[0]).toEqual({ number: 1, cells: ['某医院检查项目', '', ''] })
    expect(all.rows).toEqual([['1', 'CT胸部', '3']])
  })

  it('may have titles narrower than its header', async () => {
    const all = await readAll(csv('某医院检查项目\n编码,项目名称,数量\n1,CT胸部,3\n2,CT头,4\n'))
    expect(all.rows).toEqual([
      ['1', 'CT胸部', '3'],
      ['2', 'CT头', '4'],
    ])
  })

  it('may be a list of names', async () => {
    const all = await readAll(csv('CT胸部平扫+增强\n颅脑,颈椎MR\n'))
    expect(all.rows).toEqual([['CT胸部平扫+增强'], ['颅脑,颈椎MR']])
    expect(all.table?.roles.name?.value).toEqual({ number: 1, header: '', position: 0 })
    expect(all.table?.header).toMatchObject({ value: { row: 0 }, evidence: [{ code: 'first-row-is-data' }] })
  })

  it('may have rows with one more, empty cell than its header', async () => {
    const all = await readAll(csv('编码,项目名称\n1,CT胸部,\n2,CT头,\n'))
    expect(all.problem).toBeUndefined()
    expect(all.table?.headers).toEqual(['编码', '项目名称', ''])
  })

  it('of a header alone has no rows', async () => {
    const all = await readAll(csv('编码,项目名称\n'))
    expect([all.problem, all.rows, all.table?.headers]).toEqual([undefined, [], ['编码', '项目名称']])
  })
})

describe('what the user gives', () => {
  const text = csv('A;B;C;B\n1;胸部;12;x\n2;头部;13;y\n')

  it('is taken for columns, by header or number', async () => {
    const { table } = await readAll(text, { columns: { name: 'C', part: 2, localCode: '1' } })
    expect(table?.roles).toMatchObject({
      name: { given: true, value: { number: 3 } },
      part: { given: true, value: { number: 2 } },
      localCode: { given: true, value: { number: 1 } },
    })
  })

  it.each([
    [
      'a column that is not there',
      { columns: { name: '项目' } },
      { code: 'table-unknown-column', column: '项目', role: 'name', columns: ['A', 'B', 'C', 'B'] },
    ],
    ['a number beyond the last column', { columns: { name: 5 } }, { code: 'table-unknown-column', column: 5 }],
    ['the number 0', { columns: { name: 0 } }, { code: 'table-unknown-column', column: 0 }],
    [
      'a header that occurs twice',
      { columns: { name: 'B' } },
      { code: 'table-ambiguous-column', column: 'B', at: [2, 4] },
    ],
    ['a header row that has nothing', { header: 9 }, { code: 'table-unknown-header', row: 9 }],
    ['a role that is none', { columns: { nome: 'A' } as never }, { code: 'table-unknown-role', role: 'nome' }],
    ['a kept column that is not there', { keep: ['Z'] }, { code: 'table-unknown-column', column: 'Z' }],
    [
      'a role that is required and not found',
      { required: ['price' as const] },
      { code: 'table-role-missing', role: 'price' },
    ],
    ['an encoding that is none', { encoding: 'x' }, { code: 'table-unknown-encoding' }],
  ])('is never ignored: %s', async (_title, options, problem) => {
    expect((await readAll(text, options)).problem).toMatchObject(problem)
  })

  it('overrides every guess', async () => {
    const { table, rows } = await readAll(text, {
      delimiter: ',',
      header: false,
      encoding: 'gbk',
      kind: 'order-items',
      format: 'csv',
    })
    expect(rows).toHaveLength(3)
    expect(
      [table?.delimiter, table?.header, table?.encoding, table?.kind, table?.format].map((guess) => guess?.given),
    ).toEqual(Array(5).fill(true))
  })
})

describe('personal columns', () => {
  const text = csv('姓名,检查名称,电话\n张三,CT胸部,13800138000\n李四,CT头颅,13800138001\n')

  it('are reported and left out', async () => {
    const all = await readAll(text)
    expect(all.rows).toEqual([['CT胸部'], ['CT头颅']])
    expect(all.table?.headers).toEqual(['检查名称'])
    expect(all.table?.roles.name?.value).toEqual({ number: 2, header: '检查名称', position: 0 })
    expect(all.table?.personal.map(({ column, kind, kept }) => [column.number, kind.value, kept])).toEqual([
      [1, 'person-name', false],
      [3, 'phone', false],
    ])
  })

  it('stay when they are kept, all or some, or named for a role', async () => {
    expect((await readAll(text, { keep: 'all' })).table?.headers).toEqual(['姓名', '检查名称', '电话'])
    expect((await readAll(text, { keep: ['电话'] })).table?.headers).toEqual(['检查名称', '电话'])
    expect((await readAll(text, { columns: { name: '姓名' } })).table?.headers).toEqual(['姓名', '检查名称'])
  })

  it('are counted when personal numbers turn up late in other columns', async () => {
    const late = csv(`检查名称,备注\n${'CT,x\n'.repeat(300_000)}CT,13800138000\nCT,13800138000\n`)
    expect((await readAll(late)).table?.report().personalCells).toEqual([
      { column: { number: 2, header: '备注', position: 1 }, count: 2, firstRow: 300_002 },
    ])
  })
})

describe('bad rows', () => {
  const text = csv('编码,项目名称\n1,CT胸部\n2,CT,头颅\n3,"CT\n4,CT腹部\n')

  it('stop the run at the first of them, with file, row and what is wrong', async () => {
    expect((await readAll(text, { name: 'in.csv' })).problem).toEqual({
      code: 'table-ragged-row',
      file: 'in.csv',
      row: 3,
      expected: 2,
      actual: 3,
    })
  })

  it('are set aside where a sink is given, and the run goes on', async () => {
    const bad: BadRow[] = []
    const all = await readAll(text, { onBadRow: (row) => void bad.push(row) })
    expect(all.rows).toEqual([
      ['1', 'CT胸部'],
      ['4', 'CT腹部'],
    ])
    expect(bad).toMatchObject([
      { row: 3, text: '2,CT,头颅', problem: { code: 'table-ragged-row' } },
      { row: 4, text: '3,"CT', problem: { code: 'table-unbalanced-quote', column: 2, header: '项目名称' } },
    ])
    expect(all.table?.report()).toMatchObject({ rows: 2, bad: 2 })
  })

  it('name bytes that are no text in the encoding', async () => {
    const bytes = Buffer.concat([csv('编码,名称\n1,胸部\n2,'), Buffer.from([0xff, 0xfe, 0x0a]), csv('3,头\n')])
    const all = await readAll(bytes, { encoding: 'utf-8', name: 'in.csv' })
    expect(all.problem).toEqual({
      code: 'table-undecodable',
      file: 'in.csv',
      row: 3,
      column: 2,
      header: '名称',
      encoding: 'utf-8',
    })
  })

  it('are a matter of limits too', async () => {
    expect((await readAll(text, { limits: { maxColumns: 1 } })).problem).toMatchObject({
      code: 'table-too-many-columns',
      limit: 1,
      actual: 2,
    })
    expect((await readAll(csv('a\nb\nc\n'), { limits: { maxRows: 2 } })).problem).toMatchObject({
      code: 'table-too-many-rows',
      limit: 2,
    })
  })

  it('include a file of one endless line', async () => {
    const endless = Buffer.alloc(3 * 1024 * 1024, 'x')
    expect((await readAll(endless, { limits: { maxRowLength: 1024 * 1024 } })).problem?.code).toBe('table-row-too-long')
  })
})

describe('damage done by spreadsheet programs', () => {
  it('is named with row, place and what the code was', async () => {
    const text = csv(
      '标准编码,名称,本院编码\n20010100110000,CT颅脑,0012\n2.00101E+13,CT,7\n300101007,MR,0345\n30010100110000,MR,1-2\n',
    )
    const all = await readAll(text)
    expect(all.damage).toEqual([
      { row: 3, position: 0, text: '2.00101E+13', damage: 'exponent' },
      { row: 3, position: 2, text: '7', damage: 'lost-zero', likely: '0007' },
      { row: 4, position: 0, text: '300101007', damage: 'scan-exponent', likely: '300101007e0000' },
    ])
    expect(all.table?.report().damage.map(({ damage, count, firstRow }) => [damage, count, firstRow])).toEqual([
      ['exponent', 1, 3],
      ['lost-zero', 1, 3],
      ['scan-exponent', 1, 4],
    ])
  })
})
