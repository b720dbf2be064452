import { existsSync } from 'node:fs'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { runCommand } from '../testing/run-command.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'

const NAMES = ['胸部CT平扫', '颅脑MR平扫', '胸部正位DR', '胸部正侧位DR', '胸部CT平扫+上腹部CT平扫', '床旁胸片']
let run: string
let folder: string

beforeAll(async () => {
  folder = await temporaryFolder()
  run = join(folder, 'run')
  const rows = Array.from({ length: 1200 }, (_, at) => {
    const month = String(1 + (at % 12)).padStart(2, '0')
    const patient = `病人${at % 500}`
    return `E${at},医院${at % 7},2025-${month}-15 08:00:00,${NAMES[(at * 7 + Math.floor(at / 12)) % NAMES.length]},${patient}`
  })
  const odd =
    'E-odd,医院1,某日,胸部CT平扫,病人1\nE-open,医院1,2025-01-02 08:00:00,膝关节CT,病人2\nE-none,医院1,2025-01-02 08:00:00,胸部CT平扫,'
  const rare = 'E-rare,医院1,2025-01-02 08:00:00,左踝关节CT平扫,病人9999'
  const table = join(folder, 'exams.csv')
  await writeFile(table, `检查号,医疗机构,检查时间,检查项目名称,患者标识\n${[...rows, odd, rare].join('\n')}\n`)
  const ran = await runCommand(['run', table, '--out', run, '--no-report'])
  expect(ran.exit, ran.err).toBe(0)
})

interface Row {
  readonly study: string
  readonly institution: string
  readonly month: string
  readonly codes: string
  readonly modifiers: string
  readonly fold: string
}

async function exported(...more: readonly string[]): Promise<{ rows: readonly Row[]; out: string; said: string }> {
  const out = join(await temporaryFolder(), 'labels')
  const args = ['labels', 'export', run, '--key', join(folder, 'key'), '--out', out, '--format', 'csv', '--json']
  const ran = await runCommand([...args, ...more])
  expect(ran.err).toBe('')
  const [head = '', ...lines] = (await readFile(join(out, 'labels.csv'), 'utf8')).trim().split('\n')
  const columns = head.split(',')
  const rows = lines.map((line) => Object.fromEntries(line.split(',').map((cell, at) => [columns[at], cell])) as never)
  return { rows, out, said: ran.out }
}

describe('yingma labels export', () => {
  test('hands out references and labels, and nothing that tells who, when or where', async () => {
    const { rows, out, said } = await exported()
    expect(rows.length).toBeGreaterThan(300)
    const files = await Promise.all(
      ['labels.csv', 'labels.json', 'card.zh.md', 'card.en.md'].map((name) => readFile(join(out, name), 'utf8')),
    )
    for (const text of [...files, said])
      for (const hidden of ['病人', '医院1', 'E17', '08:00', '床旁胸片']) expect(text).not.toContain(hidden)
    for (const { study, institution, month } of rows) {
      expect(study).toMatch(/^[0-9a-f]{32}$/u)
      expect(institution).toMatch(/^[0-9a-f]{8}$/u)
      expect(month).toMatch(/^2025-\d{2}$/u)
    }
    expect(JSON.parse(said)).toMatchObject({ leftOut: { uncertain: 1, unplaced: 1 }, withoutPatient: 1 })
    expect((await stat(join(folder, 'key'))).mode & 0o077).toBe(0)
  })

  test('splits by institution and time, without a patient on both sides, and proves it', async () => {
    const { rows, said } = await exported('--cutoff', '2025-10-01', '--test-institutions', '0.3')
    const record = JSON.parse(said)
    expect(record.sharedPatients).toBe(0)
    expect(record.leftOut.leak).toBeGreaterThan(0)
    const of = (fold: string) => rows.filter((row) => row.fold === fold)
    const held = new Set(of('test-institution').map(({ institution }) => institution))
    expect(held.size).toBe(2)
    for (const row of rows) {
      if (row.fold !== 'test-institution') expect(held).not.toContain(row.institution)
      if (row.fold === 'train' || row.fold === 'validation') expect(row.month < '2025-10').toBe(true)
      if (row.fold === 'test-time') expect(row.month >= '2025-10').toBe(true)
    }
  })

  test('selects by item, composite, part, modality, modifier and counts', async () => {
    const chest = await exported('--part', '0401', '--modality', 'CT')
    for (const { codes } of chest.rows) expect(codes).toContain('20040100110000')
    const composite = await exported('--item', '40040100003700')
    expect(new Set(composite.rows.map(({ codes }) => codes))).toEqual(new Set(['40040100003700']))
    const capped = await exported('--most', '9', '--at-least', '9')
    const counts = new Map<string, number>()
    for (const { codes } of capped.rows) counts.set(codes, (counts.get(codes) ?? 0) + 1)
    expect([...new Set(counts.values())]).toEqual([9])
  })

  test('leaves labels of few studies out and shows no small number', async () => {
    const { rows, said, out } = await exported()
    expect(rows.filter(({ codes }) => codes.startsWith('200725'))).toEqual([])
    expect(JSON.stringify(JSON.parse(said).balance)).not.toMatch(/:[1-4][,}]/u)
    expect(await readFile(join(out, 'card.en.md'), 'utf8')).not.toMatch(/\| [1-4] \|/u)
  })

  test('says the edition by its hash, and the same pseudonyms for the same key', async () => {
    const [first, second] = [await exported(), await exported()]
    expect(second.rows).toEqual(first.rows)
    const manifest = JSON.parse(
      await readFile(new URL('../../../../standard/releases/1.0.0/manifest.json', import.meta.url), 'utf8'),
    )
    expect(JSON.parse(first.said).edition).toEqual({ version: '1.0.0', sha256: manifest.expansion.sha256 })
  })

  test.each([
    [['--item', '20040100990000'], 1, "has no item '20040100990000'"],
    [['--part', '77'], 1, "begins with '77'"],
    [['--modifier', 'loud'], 1, "no modifier 'loud'"],
    [['--from', '2030-01-01'], 1, 'no exam is in the selection'],
    [['--item', '20072501110000'], 1, 'no label has 5'],
    [['--column', 'patient=nobody'], 1, 'no column of patients'],
    [['--column', 'colour=x'], 2, 'colour=x'],
    [['--cutoff', 'soon'], 2, 'soon'],
    [['--validation', '2'], 2, '0 … 0.9'],
    [['--most', '0'], 2, 'most'],
  ])('%j is refused', async (more, exit, reason) => {
    const out = join(await temporaryFolder(), 'labels')
    const ran = await runCommand(['labels', 'export', run, '--key', join(folder, 'key'), '--out', out, ...more])
    expect(ran).toMatchObject({ exit, out: '' })
    expect(ran.err).toContain(reason)
  })

  test('refuses what is no run, a key that is too short, and a folder with something in it', async () => {
    const args = (source: string, key: string, out: string) => ['labels', 'export', source, '--key', key, '--out', out]
    const key = join(folder, 'key')
    expect((await runCommand(args('/nowhere', key, join(folder, 'o1')))).err).toContain('no standardised exam table')
    expect(existsSync(join(folder, 'o1'))).toBe(false)
    const short = join(folder, 'short')
    await writeFile(short, 'secret')
    expect((await runCommand(args(run, short, join(folder, 'o2')))).err).toContain('cannot be used')
    expect((await runCommand(args(run, key, folder))).err).toContain('is not empty')
    const broken = join(folder, 'broken.parquet')
    await writeFile(broken, 'no parquet')
    expect((await runCommand(args(broken, key, join(folder, 'o3')))).exit).toBe(1)
  })
})
