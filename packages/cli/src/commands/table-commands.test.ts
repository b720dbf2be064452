import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { progressLine } from '../batch/progress-line.ts'
import { readCount, readSize } from '../batch/read-size.ts'
import { runCommand } from '../testing/run-command.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'table-commands-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a table that was generated is standardised, with report and exchange files', async () => {
  const table = join(folder, 'exams.parquet')
  const made = await runCommand([
    'generate',
    '--rows',
    '3000',
    '--names',
    '400',
    '--institutions',
    '6',
    '--out',
    table,
    '--lang',
    'en',
  ])
  expect(made.exit).toBe(0)
  const out = join(folder, 'out')
  const run = await runCommand(['run', table, '--out', out, '--exchange', 'sssom', '--lang', 'en'])
  expect(run.err).not.toContain('yingma:')
  expect(run.exit).toBe(0)
  expect(run.out).toContain('  report.html\n')
  expect(run.out).toMatch(/3,000 exams, \d+ distinct inputs, [\d,]+ exam items, [\d.]+% standardised, reconciled/u)
  expect(readdirSync(out).sort()).toEqual([
    'exam_items.parquet',
    'exchange',
    'mapping.parquet',
    'report.html',
    'report.xlsx',
    'run.json',
    'standardised.parquet',
  ])
  expect(run.err).toContain('mapping.sssom.tsv does not carry')
  const record = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8'))
  expect(record.counts.rowsByState.mapped).toBeGreaterThan(1500)
})

test('what the headers do not tell is said with --column', async () => {
  const table = join(folder, 'odd.csv')
  writeFileSync(table, 'a;b\n胸部CT平扫;1\n头颅MR平扫;2\n')
  const unknown = await runCommand(['run', table, '--out', join(folder, 'odd'), '--lang', 'zh'])
  expect(unknown.exit).toBe(1)
  expect(unknown.err).toContain('认不出哪一列是检查项目名称')
  const given = await runCommand(['run', table, '--out', join(folder, 'odd'), '--column', 'name=a', '--json'])
  expect(JSON.parse(given.out)).toMatchObject({ counts: { rows: 2, rowsByState: { mapped: 2 } }, roles: { name: 'a' } })
})

test('the memory of an institution decides for its rows; one that no row names is said', async () => {
  const table = join(folder, 'two.csv')
  writeFileSync(table, '医院,检查项目,设备类型\n甲院,特殊片,CT\n乙院,特殊片,CT\n')
  const memory = (institution: string) => {
    const file = join(folder, `${institution}.json`)
    const changes = [
      { kind: 'decision', key: { name: '特殊片' }, answer: { kind: 'items', codes: ['20040100110000'] } },
    ]
    const version = { version: 1, base: 0, at: '2026-01-02T03:04:05Z', note: '', changes }
    writeFileSync(file, JSON.stringify({ format: 'yingma-institution', institution, current: 1, versions: [version] }))
    return file
  }
  const out = join(folder, 'memories')
  const files = ['--institution', memory('甲院'), '--institution', memory('丙院')]
  const run = await runCommand(['run', table, '--out', out, ...files, '--no-report', '--lang', 'en'])
  expect(run.exit).toBe(0)
  expect(run.err).toContain('No row names the institution "丙院"')
  const record = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8'))
  expect(record.counts).toMatchObject({ rowsByState: { mapped: 1 }, rowsByMemory: { 甲院: 1, 丙院: 0 } })
  const missing = await runCommand(['run', table, '--out', out, '--institution', 'nowhere.json', '--lang', 'en'])
  expect(missing.exit).toBe(1)
})

test.each([
  [['run', 'x.csv'], '--out'],
  [['run', 'x.csv', '--out', 'o', '--memory', 'much'], 'much'],
  [['run', 'x.csv', '--out', 'o', '--column', 'colour=a'], 'colour=a'],
  [['run', 'x.csv', '--out', 'o', '--key', 'name,colour'], 'colour'],
  [['generate', '--out', 'x.parquet', '--rows', 'many'], 'many'],
])('%j is called wrongly', async (args, said) => {
  const run = await runCommand([...args, '--lang', 'en'])
  expect(run.exit).toBe(2)
  expect(run.err).toContain(said)
})

test('an input that is not there ends with exit code 1 and leaves nothing', async () => {
  const out = join(folder, 'nothing')
  const run = await runCommand(['run', join(folder, 'nowhere.csv'), '--out', out, '--lang', 'en'])
  expect(run.exit).toBe(1)
  expect(existsSync(join(out, 'run.json'))).toBe(false)
})

test('sizes and counts are read as people write them', () => {
  expect(['1GB', '512 MB', '1.5g', '800000'].map(readSize)).toEqual([1e9, 512e6, 1.5e9, 800_000])
  expect(['GB', '-1', '1XB'].map(readSize)).toEqual([undefined, undefined, undefined])
  expect(['1_000', '14,437,319', '0', '1.5', 'x'].map(readCount)).toEqual([
    1000,
    14_437_319,
    undefined,
    undefined,
    undefined,
  ])
})

test('a terminal sees share, rate and time left', () => {
  let seen = ''
  let clock = 0
  const terminal = {
    out: () => undefined,
    err: (text: string) => (seen += text),
    paint: (_: string, t: string) => t,
    paintErr: (_: string, t: string) => t,
    outIsTerminal: true,
    errIsTerminal: true,
  }
  const line = progressLine(terminal as never, 'en', () => clock)
  line.counted?.(1_000_000)
  line.started('standardise')
  clock = 10_000
  line.progress('standardise', 0.25, 1)
  expect(seen).toContain('write the table [######------------------] 25% 25,000/s 0:30')
})
