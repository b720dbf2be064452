import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openTable } from '@yingma/tables'
import { beforeAll, describe, expect, test } from 'vitest'
import { runCommand } from '../testing/run-command.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'

let folder = ''
beforeAll(async () => {
  folder = await temporaryFolder()
})

const price = (...args: readonly string[]) => runCommand(['price', ...args])

async function catalogue(name: string, text: string): Promise<string> {
  const file = join(folder, name)
  await writeFile(file, text)
  return file
}

describe('price quote', () => {
  test('quotes names and codes in one session, with the rule behind every line', async () => {
    const { exit, out } = await price(
      'quote',
      'CT胸部(平扫+增强)',
      '20050100110000',
      '-s',
      'jiangxi-2025',
      '--lang',
      'zh',
    )
    expect(exit).toBe(0)
    expect(out).toContain('210 × 2 = 420')
    expect(out).toContain('按 50%：280 → 140（C03')
    expect(out).toContain('合计 560 元')
  })

  test('reads local names, their modifiers and those of the call', async () => {
    const { out } = await price('quote', '床旁双胎彩超', '--date', '2025-06-01', '--json')
    expect(JSON.parse(out)).toMatchObject({ schedule: 'jiangxi-2025', total: 350, read: [{ state: 'mapped' }] })
    const more = await price('quote', '20040100110000{thin-slice}', '-w', 'energy', '-s', 'jiangxi-2025', '--json')
    expect(JSON.parse(more.out)).toMatchObject({ total: 310 })
  })

  test('writes yuan with two digits, as numbers', async () => {
    const { out } = await price('quote', '20040100110000', '-s', 'jiangxi-2025', '--factor', '0.87', '--json')
    expect(out).toContain('"total":182.70')
  })

  test('takes a price item by its code, as many as said', async () => {
    const { out } = await price('quote', '012301010020000×3', '-s', 'jiangxi-2025', '--json')
    expect(JSON.parse(out)).toMatchObject({ total: 45 })
  })

  test.each([
    [['CT三维重建'], 'partial', true],
    [['MR磁共振胰胆管水成像(MRCP)', 'CT胸部(平扫)'], 'partial', true],
  ] as const)('%s is marked as partial', async (items, field, value) => {
    const { out } = await price('quote', ...items, '-s', 'jiangxi-2025', '--json')
    expect(JSON.parse(out)).toMatchObject({ [field]: value, unpriced: [{ text: expect.any(String) }] })
  })

  test.each([
    [['nothing at all'], 'price-name-unread'],
    [['20040100990000'], 'price-unknown-item'],
    [['20040100110000', '--date', '2030-02-30'], 'price-bad-date'],
    [['20040100110000', '-s', 'jiangxi-2025', '--date', '2025-05-29'], 'price-date-outside'],
    [['20040100110000', '--jurisdiction', '月球'], 'price-no-schedule'],
    [['20040100110000', '-s', 'nowhere'], 'price-unknown-schedule'],
    [['20040100110000×-2', '-s', 'jiangxi-2025'], 'price-bad-count'],
    [['20040100110000', '-s', 'jiangxi-2025', '-w', 'dancing'], 'price-modifier-form'],
    [['20040100110000', '-s', 'jiangxi-2025', '--set', 'exam=week'], 'price-setting'],
    [['20040100110000', '-s', 'jiangxi-2025', '--factor', '-1'], 'price-factor'],
  ] as const)('%s is refused and named', async (args, code) => {
    const { exit, out, err } = await price('quote', ...args, '--json')
    expect([exit, out]).toEqual([1, ''])
    expect(JSON.parse(err).problems[0]).toMatchObject({ code, text: expect.any(String) })
  })
})

describe('price schedule check', () => {
  test('prints coverage both ways, and the switches with their answers', async () => {
    const { exit, out } = await price('schedule', 'check', 'jiangxi-2025')
    expect(exit).toBe(0)
    expect(out).toMatch(/1790 of 1882 standard items priced \(95\.1%\)/)
    expect(out).toMatch(/123 of 143 price items reached, 20 not/)
    expect(out).toMatch(/delayed-phase +\[full\] \| half +C08/)
  })

  test('counts at least 95 % of the edition as priced, and nothing without a reason', async () => {
    const { out } = await price('schedule', 'check', 'jiangxi-2025', '--json')
    const [schedule] = JSON.parse(out).schedules
    expect(schedule.coverage.share).toBeGreaterThanOrEqual(0.95)
    expect(schedule.coverage.unmapped).toEqual([])
  })

  test('names schedules that overlap in time, and files that are broken', async () => {
    const broken = await price('schedule', 'check', '--schedules', join(folder, 'none'), '--json')
    expect([broken.exit, JSON.parse(broken.err).problems[0].code]).toEqual([1, 'price-folder-unreadable'])
  })
})

describe('price simulate', () => {
  const CSV =
    '名称,检查类型,数量,原价\n胸部CT平扫,CT,10,300\n胸部CT平扫+增强,CT,2,\n膝关节CT,CT,1,250.5\nMRCP,MR,3,\n病理会诊,,1,5\n'
  const both = ['--from', 'jiangxi-until-2025', '--to', 'jiangxi-2025']

  test('takes the price of the catalogue, else that of the old schedule, else null with a warning', async () => {
    const file = await catalogue('a.csv', CSV)
    const { exit, out } = await price('simulate', file, ...both, '--factor', '0.9')
    expect(exit).toBe(0)
    const rows = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(rows.map((row) => [row.oldPrice, row.oldPriceFrom, row.newPrice])).toEqual([
      [300, 'catalogue', 189],
      [399, 'schedule', 315],
      [250.5, 'catalogue', 189],
      [380, 'schedule', null],
      [5, 'catalogue', null],
    ])
    expect(rows[0]).toMatchObject({ row: 2, name: '胸部CT平扫', count: 10, items: ['20040100110000'] })
    expect(rows[2].warnings.map((w: { code: string }) => w.code)).toContain('simulate-one-side')
    expect(out).toContain('"newPrice":189.00')
  })

  test('without an old schedule says which old prices are missing', async () => {
    const file = await catalogue('b.csv', 'name\nDR胸部正位\n')
    const { out, err } = await price('simulate', file, '--to', 'jiangxi-2025', '--json')
    expect(JSON.parse(out)).toMatchObject({
      oldPrice: null,
      newPrice: 40,
      warnings: [{ code: 'simulate-no-old-price' }],
    })
    expect(JSON.parse(err)).toMatchObject({ summary: { rows: 1, withoutOld: { rows: 1, after: 40 } } })
  })

  test('writes a page with charts and a workbook with numbers', async () => {
    const file = await catalogue('c.csv', CSV)
    const page = join(folder, 'c.html')
    const book = join(folder, 'c.xlsx')
    expect((await price('simulate', file, ...both, '-f', 'html', '-o', page, '--lang', 'zh')).exit).toBe(0)
    expect(await readFile(page, 'utf8')).toMatch(/<svg .*<rect class="before"/s)
    expect((await price('simulate', file, ...both, '-f', 'xlsx', '-o', book, '--lang', 'zh')).exit).toBe(0)
    const table = await openTable(book, { header: true, keep: 'all' })
    if (!table.ok) throw new Error(table.problem.code)
    const rows: string[][] = []
    for await (const step of table.value.rows()) if (step.kind === 'rows') rows.push(...step.rows)
    await table.value.close()
    expect(rows[0]?.slice(0, 8)).toEqual([
      '胸部CT平扫',
      'CT',
      '10',
      '20040100110000',
      '012301020010000×1',
      '300.00',
      '目录',
      '210.00',
    ])
  })

  test('names every cell that is no count, and refuses', async () => {
    const file = await catalogue(
      'd.csv',
      '名称,数量,价格\n胸部CT,x,10\n头颅CT,1,10\n颈椎CT,半次,/\n腰椎CT,2,10\n腹部CT,3,10\n',
    )
    const { exit, out, err } = await price('simulate', file, '--to', 'jiangxi-2025', '--json')
    expect([exit, out]).toEqual([1, ''])
    expect(JSON.parse(err).problems).toMatchObject([
      { code: 'price-cell-unreadable', row: 2, header: '数量', value: 'x', wanted: 'count' },
      { code: 'price-cell-unreadable', row: 4, header: '数量', value: '半次', wanted: 'count' },
    ])
  })

  test('refuses negative counts by their row', async () => {
    const file = await catalogue('e.csv', '名称,数量\n胸部CT,-1\n')
    const { exit, err } = await price('simulate', file, '--to', 'jiangxi-2025', '--json')
    expect([exit, JSON.parse(err).problems]).toEqual([
      1,
      [{ code: 'simulate-count', row: 2, value: -1, text: expect.any(String) }],
    ])
  })
})

describe('price audit', () => {
  test('writes suspicions with kind, evidence, stake and certainty', async () => {
    const file = await catalogue(
      'lines.csv',
      '医嘱号,收费日期,标准项目代码,医保编码,数量,金额\nA,2025-06-02,20040100220000,012301020010000,1,210\nA,2025-06-02,20040100220000,012301020020000,1,280\nB,2025-06-02,20040100110000,012301020010000,1,210\n',
    )
    const out = join(folder, 'audit')
    const { exit, out: said } = await price('audit', file, '-o', out, '-f', 'csv', '--json', '--threads', '1')
    expect(exit).toBe(0)
    expect(JSON.parse(said)).toMatchObject({
      sessions: 2,
      suspectSessions: 1,
      kinds: [{ kind: '83', sessions: 1, stake: 140, warning: false }],
    })
    const [header, row] = (await readFile(join(out, 'suspicions.csv'), 'utf8')).split('\n')
    expect(header).toBe('session,day,kind,type,certainty,warning,stake_yuan,price_codes,text,evidence')
    expect(row).toMatch(/^A,2025-06-02,83,split,F,false,140.00,012301020020000,/)
  })

  test('says the share of departments where the table has their columns', async () => {
    const file = await catalogue(
      'departments.csv',
      '医嘱号,收费日期,标准项目代码,医保编码,数量,金额,申请科室,患者类型,指征\nA,2025-06-02,20040100110000,012301020010000,1,210,骨科,住院,\nB,2025-06-02,20040100110000,012301020010000,1,210,骨科,住院,咳嗽\n',
    )
    const { exit, out } = await price('audit', file, '-o', join(folder, 'departments'), '--threads', '1')
    expect([exit, out]).toEqual([0, expect.stringMatching(/骨科 +80 +1 \/ 2 +50\.0%/)])
  })

  test('names the column that it cannot find', async () => {
    const file = await catalogue('poor.csv', '医嘱号,金额\nA,1\n')
    const { exit, err } = await price('audit', file, '-o', join(folder, 'poor'), '--json')
    expect([exit, JSON.parse(err).problems[0].code]).toEqual([1, 'batch.role-unknown'])
  })
})

describe('price schedule export and import', () => {
  test('brings a schedule back as it was, below a folder of its own', async () => {
    const book = join(folder, 'example.xlsx')
    expect((await price('schedule', 'export', 'example-2026', '-o', book)).exit).toBe(0)
    const own = join(folder, 'own')
    expect(await price('schedule', 'import', book, '-o', own, '--json')).toMatchObject({ exit: 0, err: '' })
    const quote = await price('quote', '20040100220000', '-s', 'example-2026', '--schedules', own, '--json')
    expect(JSON.parse(quote.out)).toMatchObject({ total: 335.6 })
  })
})

describe('price table', () => {
  test('is written, read back and found the same at its factor, not at another', async () => {
    const book = join(folder, 'table.xlsx')
    expect((await price('table', 'jiangxi-2025', '--factor', '0.9', '-o', book)).exit).toBe(0)
    expect((await price('table', 'jiangxi-2025', '--factor', '0.9', '--check', book)).exit).toBe(0)
    const other = await price('table', 'jiangxi-2025', '--check', book, '--json')
    expect(other.exit).toBe(1)
    expect(JSON.parse(other.out).problems[0]).toMatchObject({ code: 'price-cell', row: 2, value: '189.00' })
  })
})
