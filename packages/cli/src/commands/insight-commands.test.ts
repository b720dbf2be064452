import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { FIGURE_IDS } from '@yingma/insight'
import { expect, test } from 'vitest'
import { runCommand } from '../testing/run-command.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'

test('a run is aggregated, and a figure of it is asked, shared, printed as SQL', async () => {
  const folder = await temporaryFolder()
  const [source, run, mart] = ['exams.parquet', 'run', 'mart'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  await runCommand(['generate', '--rows', '3000', '--names', '300', '--institutions', '6', '--out', source])
  await runCommand(['run', source, '--out', run, '--no-report'])
  const made = await runCommand(['insight', run, '--out', mart, '--as-of', '2026-01-01T00:00:00', '--json'])
  expect(made.err).toBe('')
  expect(JSON.parse(made.out)).toMatchObject({ exams: 3000, engine: 'duckdb', workload: { basis: 'assumption' } })
  const own = await runCommand(['report', 'volume', '--data', mart, '--by', 'institution', '--json'])
  const { rows } = JSON.parse(own.out) as { rows: readonly { exams: number }[] }
  expect(rows.reduce((sum, { exams }) => sum + exams, 0)).toBe(3000)
  const sql = await runCommand(['report', 'volume', '--data', mart, '--by', 'modality', '--sql'])
  expect(sql.out).toMatch(
    /^SELECT modality, sum\(n\) AS exams.* FROM agg_volume GROUP BY modality ORDER BY modality\n$/u,
  )
  const shared = await runCommand([
    'report',
    'volume',
    '--data',
    mart,
    '--by',
    'institution',
    '--shared',
    '--lang',
    'en',
  ])
  expect(shared).toMatchObject({ exit: 1, out: '' })
  expect(shared.err).toContain("only an institution's own data can")
  const every = await runCommand(['report', '--data', mart, '--sql', '--lang', 'en'])
  const told = [...every.out.matchAll(/^-- (.*)$/gmu)].map(([, id]) => id)
  const lacks = every.err.split('\n').filter((line) => line.includes('needs columns')).length
  expect(told.length + lacks).toBe(FIGURE_IDS.length)
  expect(told).toContain('naming')
  const drilled = await runCommand(['report', 'volume', '--data', mart, '--rows', '7', '--json'])
  expect(JSON.parse(drilled.out)).toMatchObject({
    total: 3000,
    rows: Array.from({ length: 7 }, () => expect.any(Object)),
  })
  for (const format of ['html', 'xlsx']) {
    const out = join(folder, `report.${format}`)
    const written = await runCommand(['report', '--data', mart, '--format', format, '--out', out])
    expect(written).toMatchObject({ exit: 0, err: '' })
    expect(statSync(out).size).toBeGreaterThan(5000)
  }
  const csv = join(folder, 'volume.csv')
  const table = [
    'report',
    'volume',
    '--data',
    mart,
    '--by',
    'institution,modality,month',
    '--format',
    'csv',
    '--out',
    csv,
  ]
  expect(await runCommand([...table, '--lang', 'en'])).toMatchObject({ exit: 0, err: '' })
  const [head, ...lines] = readFileSync(csv, 'utf8').trim().split(/\r?\n/u)
  expect(head).toContain('institution,modality,month,exams,exam items')
  expect(lines.length).toBeGreaterThan(200)
  const exams = lines.map((line) => Number(line.split(',')[3]))
  expect(exams.reduce((sum, n) => sum + n, 0)).toBe(3000)
  expect((await runCommand(['report', '--data', mart, '--format', 'csv', '--out', csv])).exit).toBe(2)
  const pdf = await runCommand(
    ['report', 'volume', '--data', mart, '--format', 'pdf', '--out', join(folder, 'r.pdf')],
    {},
  )
  if (pdf.exit === 0) expect(readFileSync(join(folder, 'r.pdf')).subarray(0, 5).toString()).toBe('%PDF-')
  else expect(pdf.err).toContain('Chromium')
  const lacking = await runCommand(['report', 'waiting-time', '--data', mart, '--lang', 'en'])
  expect(lacking.err).toContain('ordered at')
})

test('all figures are listed with their definitions', async () => {
  const listed = await runCommand(['report', '--lang', 'zh'])
  expect(listed.out).toContain('waiting-time  等候时间\n    开单到检查开始')
})

test('tokens take the place of identity numbers inside the hospital, the same for the same person', async () => {
  const folder = await temporaryFolder()
  const [table, key, out] = ['t.csv', 'linkage.key', 'o.csv'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  writeFileSync(
    table,
    '检查号,姓名,身份证号,检查项目名称\n1,张三,110101199003070038,胸部CT平扫\n2,张三,11010119900307 0038,头颅CT\n3,李四,0000000000,腹部彩超\n',
  )
  expect(await runCommand(['token', '--new', '--key', key])).toMatchObject({ exit: 0, err: '' })
  expect(statSync(key).mode & 0o077).toBe(0)
  expect((await runCommand(['token', '--new', '--key', key])).exit).toBe(1)
  const made = await runCommand(['token', table, '--key', key, '--column', '身份证号', '--out', out, '--json'])
  expect(JSON.parse(made.out)).toEqual({ rows: 3, tokens: 2, without: 1 })
  const written = readFileSync(out, 'utf8')
  expect(written).not.toMatch(/110101|张三|李四|身份证/u)
  const tokens = [...written.matchAll(/y1\.[\w-]{43}/gu)].map(([token]) => token)
  expect(tokens).toHaveLength(2)
  expect(new Set(tokens).size).toBe(1)
  const lost = await runCommand(['token', table, '--key', key, '--column', '证件', '--out', join(folder, 'x.csv')])
  expect(lost.exit).toBe(1)
  expect(existsSync(join(folder, 'x.csv'))).toBe(false)
  writeFileSync(key, 'short\n')
  expect((await runCommand(['token', table, '--key', key, '--column', '身份证号', '--out', out])).err).toContain('32')
})

test('recognition is answered line by line, and a line that is wrong is named', async () => {
  const folder = await temporaryFolder()
  const [list, orders] = [join(folder, 'list.json'), join(folder, 'orders.jsonl')]
  const entries = [{ modality: 'CT', part: '0401', windowDays: 30, from: '2025-01-01' }]
  writeFileSync(list, JSON.stringify({ id: 'east', region: 'east', mark: 'HR', entries }))
  const exam = { id: 'e', codes: ['20040100110000'], institution: 'x', at: '2025-06-01' }
  const order = { intended: { codes: ['20040100110000'], at: '2025-06-20' }, earlier: [exam] }
  writeFileSync(orders, `${JSON.stringify(order)}\n\n${JSON.stringify({ ...order, earlier: [] })}\n`)
  const said = await runCommand(['recognise', orders, '--list', list, '--lang', 'en'])
  expect(said.out).toBe('20040100110000  recognise  ✓ e (same)\n20040100110000  perform\n')
  const { out } = await runCommand(['recognise', orders, '--list', list, '--json'])
  expect(
    out
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { orders: unknown[] }).orders.length),
  ).toEqual([1, 1])
  writeFileSync(orders, '{"intended":{"codes":[],"at":"soon"}}\nnonsense\n')
  const { err, exit } = await runCommand(['recognise', orders, '--list', list, '--lang', 'en'])
  expect(exit).toBe(1)
  expect(err).toMatch(/line 1: intended.codes .*\n.*line 1: intended.at .*\n.*line 1: earlier .*\n.*line 2: the line/u)
})

test.each([
  [['report', 'volume', '--data', 'x', '--format', 'docx', '--out', 'OUT'], 2],
  [['report', 'volume', '--data', 'x', '--format', 'html'], 2],
  [['report', 'volume', '--data', 'x', '--rows', '-1'], 2],
  [['report', 'volume', '--data', 'x', '--from', 'spring'], 2],
  [['recognise', 'nowhere.jsonl'], 2],
  [['token', 'nowhere.csv', '--key', 'nowhere', '--column', 'a', '--out', 'OUT'], 1],
  [['report', 'volume'], 2],
  [['report', 'nothing', '--data', '/nowhere'], 1],
  [['insight', 'nowhere.parquet', '--out', 'OUT'], 1],
  [['insight', 'x', '--out', 'OUT', '--column', 'colour=a'], 2],
  [['insight', 'x', '--out', 'OUT', '--as-of', 'soon'], 2],
])('%j is refused', async (args, exit) => {
  const out = await temporaryFolder()
  const ran = await runCommand(args.map((word) => (word === 'OUT' ? out : word)))
  expect(ran.exit).toBe(exit)
  expect(ran.err).not.toBe('')
})
