import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type FormSheet, writeFormWorkbook } from '@yingma/tables'
import { beforeAll, describe, expect, test } from 'vitest'
import { runCommand } from '../testing/run-command.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'

/** Price lists as hospitals publish them: every row is priced, or says why it is not. */

let folder = ''
beforeAll(async () => {
  folder = await temporaryFolder()
})

interface Row {
  readonly sheet?: string
  readonly row: number
  readonly name: string
  readonly count: number
  readonly oldPrice: number | null
  readonly newPrice: number | null
  readonly lines: readonly { readonly code: string }[]
  readonly warnings: readonly { readonly code: string; readonly text: string }[]
}

async function simulate(file: string): Promise<{ readonly rows: readonly Row[]; readonly err: string }> {
  const { exit, out, err } = await runCommand(['price', 'simulate', file, '--to', 'jiangxi-2025', '--lang', 'zh'])
  expect([exit, exit === 0 ? '' : err]).toEqual([0, ''])
  const rows = out.trim().split('\n')
  return { rows: rows.map((line) => JSON.parse(line) as Row), err }
}

const codesOf = (row: Row | undefined): readonly string[] => (row?.warnings ?? []).map(({ code }) => code)

const HEADER = ['序号', '项目编码', '', '项目名称', '计价单位', '价格（元）', '', '备注', '执行日期']

const sheet = (name: string, above: readonly string[], rows: readonly (readonly string[])[]): FormSheet => ({
  name,
  above,
  columns: HEADER.map((name) => ({ name, origin: 'ours' as const })),
  rows,
})

async function workbook(name: string, sheets: readonly FormSheet[]): Promise<string> {
  const file = join(folder, name)
  const written = await writeFormWorkbook(file, sheets)
  expect(written.ok).toBe(true)
  return file
}

describe('a workbook with a cover, a title, two lines of headers, sections, blank rows, a sum and notes below', () => {
  const radiology = sheet(
    '放射',
    ['某某市人民医院医疗服务价格公示表', '单位：元'],
    [
      ['', '国家医保编码', '原编码', '', '', '三级', '二级', '', ''],
      ['一', '放射检查类', '', '', '', '', '', '', ''],
      ['1', '０１２３０１０２００１００００', '210300001', 'ＣＴ平扫', '部位', '２１０．００', '189', '', '45807'],
      ['', '', '', '', '', '', '', '', ''],
      ['2', '36012301020020000', '210300002', 'CT增强', '部位', '¥280.00', '252', '', '45807'],
      ['3', '012301010010001', '', '床旁X线摄影（加收）', '次', '加收30元', '27', '', '2025.5.30'],
      ['4', '012301030010001', '', '磁共振平扫-特殊方式成像（加收）', '项', '加收20%', '', '', ''],
      ['5', '', '210300005', '临床操作的CT引导', '半小时', '按CT平扫收取', '', '', ''],
      ['6', '012301030010000', '', '磁共振平扫', '部位', '460元/部位', '414', '', '2025-05-30'],
      ['合计', '', '', '', '', '1000', '', '', ''],
      ['注：1．表中价格为最高限价，可下浮。', '', '', '', '', '', '', '', ''],
    ],
  )
  const ultrasound = sheet(
    '超声',
    [],
    [
      ['1', '012302020010000-JX', '', 'B超（常规）', '部位', '38', '', '', ''],
      ['2', '', '', '左乳彩超', '单侧', '45', '', '单侧减半', ''],
    ],
  )
  const cover: FormSheet = {
    name: '说明',
    above: [],
    columns: [{ name: '填表说明', origin: 'ours' }],
    rows: [['一、本表由医保办维护'], ['二、价格单位为元']],
  }

  let rows: readonly Row[] = []
  let err = ''
  const find = (name: string): Row | undefined => rows.find((row) => row.name === name)
  beforeAll(async () => {
    ;({ rows, err } = await simulate(await workbook('published.xlsx', [cover, radiology, ultrasound])))
  })

  test('gives every row of every table, with sheet and row, and names the sheet that holds none', () => {
    const given = rows.map(({ sheet: of, row }) => `${of} ${row}`)
    expect(given).toEqual([...[4, 5, 6, 8, 9, 10, 11, 12, 13, 14].map((n) => `放射 ${n}`), '超声 2', '超声 3'])
    expect(err).toContain('说明')
  })

  test('reads full-width numbers, currency, units and the amount of a surcharge', () => {
    const prices = ['ＣＴ平扫', 'CT增强', '床旁X线摄影（加收）', '磁共振平扫'].map((name) => find(name)?.oldPrice)
    expect(prices).toEqual([210, 280, 30, 460])
    expect(find('CT增强')?.newPrice).toBe(280)
  })

  test('says of a share and of words that they are no amount, and goes on', () => {
    for (const [name, value] of [
      ['磁共振平扫-特殊方式成像（加收）', '加收20%'],
      ['临床操作的CT引导', '按CT平扫收取'],
    ] as const) {
      expect(find(name)?.oldPrice).toBeNull()
      expect(find(name)?.warnings.find(({ code }) => code === 'simulate-price-unread')?.text).toContain(value)
    }
    expect(find('磁共振平扫-特殊方式成像（加收）')?.newPrice).toBe(50)
  })

  test('prices by the code of the row, with what a province writes around it, where the name settles nothing', () => {
    const row = find('B超（常规）')
    expect([row?.newPrice, row?.lines[0]?.code, codesOf(row)[0]]).toEqual([38, '012302020010000', 'simulate-by-code'])
  })

  test('keeps headings, sums and notes out of all totals', () => {
    const unnamed = rows.filter(({ name }) => name === '')
    expect(unnamed.map(codesOf)).toEqual([1, 2, 3, 4].map(() => ['simulate-no-name']))
  })
})

describe('a list as spreadsheet programs save Unicode text', () => {
  const text = `医院价目明细,,,,,,,
项目编码,医保编码,项目名称,规格,计价单位,现行价格(元),2024年数量,备注
CT001,210300001,胸部CT平扫,,次,210.00元,"12,345",
CT002,210300002,胸部CT增强扫描,,次,￥280,３２１次,
CT003,,CT三维重建,,次,145/次,88人次,含后处理
US03,,床旁彩超加收,,次,加收20%,3,
US04,,胎儿系统筛查,,胎,310元/胎,7例,多胎按胎收
,,,,,,,
小计,,,,,,12764,
X1,,婴幼儿CT（镇静）,,次,见备注,2,6岁以下加收20%
`
  test('is read with its counts and prices, each row priced or with the reason', async () => {
    const file = join(folder, 'unicode-text.csv')
    await writeFile(file, Buffer.from(`\uFEFF${text}`, 'utf16le'))
    const { rows } = await simulate(file)
    expect(rows.map(({ name, count, oldPrice }) => [name, count, oldPrice])).toEqual([
      ['胸部CT平扫', 12_345, 210],
      ['胸部CT增强扫描', 321, 280],
      ['CT三维重建', 88, 145],
      ['床旁彩超加收', 3, null],
      ['胎儿系统筛查', 7, 310],
      ['', 1, null],
      ['', 12_764, null],
      ['婴幼儿CT（镇静）', 2, null],
    ])
    for (const row of rows) expect(row.newPrice !== null || row.warnings.length > 0).toBe(true)
  })
})
