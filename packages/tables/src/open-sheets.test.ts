import { utils, write } from '@e965/xlsx'
import { describe, expect, test } from 'vitest'
import { openSheets } from './open-sheets.ts'
import type { TableOptions } from './table-options.ts'

type Cells = readonly (readonly (string | number)[])[]

function workbook(sheets: Readonly<Record<string, Cells>>): Buffer {
  const book = utils.book_new()
  for (const [name, cells] of Object.entries(sheets))
    utils.book_append_sheet(book, utils.aoa_to_sheet(cells.map((row) => [...row])), name)
  return write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer
}

const LIST: Cells = [
  ['项目名称', '单价'],
  ['胸部CT平扫', 210],
  ['头颅CT平扫', 210],
]

async function sheetsOf(input: string | Uint8Array, options: TableOptions = {}) {
  const opened = await openSheets(input, { required: ['name'], name: 'list', ...options })
  if (!opened.ok) return opened.problem.code
  const { tables, left } = opened.value
  for (const table of tables) await table.close()
  return { tables: tables.map((table) => table.sheet?.value ?? null), left }
}

describe('the sheets of a workbook', () => {
  test('are all read where they hold a table; a cover is left', async () => {
    const book = workbook({ 说明: [['填表说明'], ['一、价格单位为元']], 放射: LIST, 超声: LIST })
    expect(await sheetsOf(book)).toEqual({ tables: ['放射', '超声'], left: ['说明'] })
  })

  test('without a header are tables where no sheet has one', async () => {
    const book = workbook({ a: [['胸部CT平扫'], ['头颅CT平扫']], b: [['颈椎MR平扫'], ['腰椎MR平扫']] })
    expect(await sheetsOf(book)).toEqual({ tables: ['a', 'b'], left: [] })
  })

  test('are one where the sheet is given', async () => {
    expect(await sheetsOf(workbook({ 放射: LIST, 超声: LIST }), { sheet: '超声' })).toEqual({
      tables: ['超声'],
      left: [],
    })
  })

  test('without any table say why, as the first one does', async () => {
    const book = workbook({
      a: [
        ['价格', '数量'],
        [1, 2],
      ],
      b: [
        ['日期', '数量'],
        [1, 2],
      ],
    })
    expect(await sheetsOf(book)).toBe('table-role-missing')
  })

  test('beyond fifty are named and not read', async () => {
    const many = Object.fromEntries(Array.from({ length: 52 }, (_, at) => [`s${at + 1}`, LIST]))
    expect(await sheetsOf(workbook(many))).toMatchObject({ left: ['s51', 's52'] })
  })
})

test('a file of one table is that table', async () => {
  expect(await sheetsOf(Buffer.from('项目名称,单价\n胸部CT平扫,210\n'))).toEqual({ tables: [null], left: [] })
})
