import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeFormWorkbook } from '@yingma/tables'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readPublished } from './read-published.ts'

const CHEST = ['20040100110000', 'CT胸部(平扫)']
const isCode = (code: string) => /^\d{14}$/.test(code)
const text = (name: string) => ({ name, origin: 'input', type: 'text' }) as const

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'yingma-published-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function workbook(name: string, sheets: Readonly<Record<string, readonly (readonly string[])[]>>) {
  const file = join(folder, name)
  const written = await writeFormWorkbook(
    file,
    Object.entries(sheets).map(([sheet, [head = [], ...rows]]) => ({ name: sheet, columns: head.map(text), rows })),
  )
  expect(written.ok).toBe(true)
  return file
}

describe("the publisher's table", () => {
  it('is read from all sheets that hold items, each row with its place', async () => {
    const file = await workbook('next.xlsx', {
      说明: [['说明'], ['4.0 版']],
      CT: [['项目编码', '项目名称'], CHEST],
      部位字典: [
        ['部位编码', '部位名称'],
        ['04', '胸部'],
      ],
      MR: [
        ['项目编码', '项目名称'],
        [' 30040100110000', '＊ＭＲ胸部（平扫）'],
      ],
    })
    const read = await readPublished(file, { isCode })
    expect(read.ok && read.value).toEqual({
      rows: [
        { row: 2, sheet: 'CT', code: '20040100110000', name: 'CT胸部(平扫)' },
        { row: 2, sheet: 'MR', code: '30040100110000', name: 'MR胸部(平扫)' },
      ],
      doubts: [],
      sheets: [
        { name: '说明', rows: 0, isRead: false },
        { name: 'CT', rows: 1, isRead: true },
        { name: '部位字典', rows: 0, isRead: false },
        { name: 'MR', rows: 1, isRead: true },
      ],
    })
  })

  it('names file, sheet and columns where no sheet has codes and names, and takes the columns that are said', async () => {
    const file = await workbook('other.xlsx', { 甲: [['子', '丑'], CHEST], 乙: [['寅'], ['x']] })
    const read = await readPublished(file, { name: '新表.xlsx', isCode })
    expect(read).toMatchObject({ ok: false, problem: { file: '新表.xlsx [甲]', columns: ['1', '2'] } })
    const said = await readPublished(file, { columns: { code: '1', name: '2' }, isCode })
    expect(said.ok && said.value.rows.slice(1)).toEqual([{ row: 2, sheet: '甲', code: CHEST[0], name: CHEST[1] }])
  })

  it('says rows that cannot be read and takes the others', async () => {
    const lines = `项目编码,项目名称\n${CHEST.join(',')}\nx,y,z\n`
    const read = await readPublished(Buffer.from(lines), { name: 'next.csv', isCode })
    expect(read.ok && read.value.rows).toHaveLength(1)
    expect(read.ok && read.value.doubts).toMatchObject([
      { code: 'import-bad-row', row: 3, problem: { code: 'table-ragged-row' } },
    ])
  })
})
