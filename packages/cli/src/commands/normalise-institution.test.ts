import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openTable, writeFormWorkbook } from '@yingma/tables'
import { describe, expect, test } from 'vitest'
import { runCommand } from '../testing/run-command.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'

const TABLE = [
  '编码,检查名称,类型,侧别,数量',
  'K1,膝关节CT平扫,CT,,70',
  'K2,CT膝关节,CT,,8',
  'C1,CT胸部增强,CT,,9',
  'X1,DSA脑血管造影,,,4',
]

interface Files {
  readonly table: string
  readonly review: string
  readonly memory: string
}

async function files(): Promise<Files> {
  const folder = await temporaryFolder()
  const table = join(folder, 'exams.csv')
  await writeFile(table, TABLE.map((line) => `${line}\n`).join(''))
  return { table, review: join(folder, 'review.xlsx'), memory: join(folder, 'hospital.json') }
}

/** The review workbook that a run writes: its header and rows. */
async function reviewOf(
  { table, review }: Files,
  language = 'zh',
): Promise<{ header: readonly string[]; rows: string[][] }> {
  const { exit } = await runCommand(['normalise', table, '-f', 'jsonl', '--review', review, '--lang', language])
  expect(exit).toBe(0)
  const opened = await openTable(review, { header: true, keep: 'all' })
  if (!opened.ok) throw new Error(opened.problem.code)
  const rows: string[][] = []
  for await (const step of opened.value.rows()) if (step.kind === 'rows') rows.push(...step.rows)
  await opened.value.close()
  return { header: opened.value.headers, rows }
}

/** The same workbook with decisions filled in, by name. */
async function fillIn(paths: Files, decisions: Readonly<Record<string, string>>): Promise<void> {
  const { header, rows } = await reviewOf(paths)
  const [name, decision] = [header.indexOf('名称'), header.indexOf('决定')]
  for (const row of rows) row[decision] = decisions[row[name] ?? ''] ?? ''
  const columns = header.map((title) => ({ name: title, origin: 'input' as const }))
  await writeFormWorkbook(paths.review, [{ name: '待复核', columns, rows }])
}

async function codes(paths: Files, ...args: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const { out } = await runCommand(['normalise', paths.table, '-f', 'jsonl', ...args])
  const results = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { name: string; state: string; items: { code: string | null }[] })
  return Object.fromEntries(
    results.map(({ name, state, items }) => [name, items.map(({ code }) => code ?? state).join('+') || state]),
  )
}

describe('the review workbook', () => {
  test('holds the names that need a person, clustered by reading and sorted by exams, with candidates', async () => {
    const { header, rows } = await reviewOf(await files())
    expect(header.slice(0, 9)).toEqual(['组', '人次', '状态', '原因', '本院编码', '名称', '设备类型', '其他列', '决定'])
    const cell = (row: number, column: string): string | undefined => rows[row]?.[header.indexOf(column)]
    expect([0, 1, 2].map((row) => cell(row, '名称'))).toEqual(['膝关节CT平扫', 'CT膝关节', 'DSA脑血管造影'])
    expect([0, 1, 2].map((row) => cell(row, '组'))).toEqual(['1', '1', '2'])
    expect(rows[0]?.slice(header.indexOf('候选1'))).toEqual(
      expect.arrayContaining(['20072201110000 CT左膝关节(平扫)', 'no-item 无对应项目', 'not-exam 不是检查']),
    )
    expect(rows[0]?.some((text) => text.startsWith('{side} '))).toBe(true)
  })

  test('has English headers in English', async () => {
    expect((await reviewOf(await files(), 'en')).header).toContain('decision')
  })

  test('read back becomes decisions, which come before the rules until they are undone', async () => {
    const paths = await files()
    const before = await codes(paths)
    await fillIn(paths, {
      膝关节CT平扫: '{side} 20072201110000/20072202110000/20072203110000 按侧别列',
      CT膝关节: '20072203110000 CT双膝关节(平扫)',
      DSA脑血管造影: 'no-item',
    })
    const kept = await runCommand(['normalise', '--institution', paths.memory, '--decisions', paths.review])
    expect(kept).toMatchObject({ exit: 0, err: '3 changes kept as version 1\n' })
    expect(await codes(paths, '--institution', paths.memory)).toEqual({ ...before, CT膝关节: '20072203110000' })
    await writeFile(paths.table, `${TABLE.join('\n').replace('K1,膝关节CT平扫,CT,,', 'K1,膝关节CT平扫,CT,右,')}\n`)
    expect(await codes(paths, '--institution', paths.memory)).toMatchObject({ 膝关节CT平扫: '20072202110000' })
    const undone = await runCommand(['normalise', '--institution', paths.memory, '--undo'])
    expect(undone).toMatchObject({ exit: 0, err: 'version 1 is undone, version 0 holds\n' })
    expect(JSON.parse(await readFile(paths.memory, 'utf8'))).toMatchObject({ current: 0, versions: [{ version: 1 }] })
    expect(await codes(paths, '--institution', paths.memory)).toMatchObject({ CT膝关节: before.CT膝关节 })
  })

  test('is refused whole for one wrong cell, named by sheet, row and column', async () => {
    const paths = await files()
    await fillIn(paths, { 膝关节CT平扫: '20072201990000', CT膝关节: '20072203110000' })
    const { exit, err } = await runCommand(['normalise', '--institution', paths.memory, '--decisions', paths.review])
    expect(exit).toBe(1)
    expect(err).toContain("sheet 待复核, row 2, column 9 (决定): '20072201990000' is no item")
    expect((await runCommand(['normalise', paths.table, '--institution', paths.memory])).exit).toBe(1)
  })

  test('without decisions, or without its columns, keeps nothing', async () => {
    const paths = await files()
    await fillIn(paths, {})
    expect((await runCommand(['normalise', '--institution', paths.memory, '--decisions', paths.review])).err).toContain(
      'nothing to keep',
    )
    expect((await runCommand(['normalise', '--institution', paths.memory, '--decisions', paths.table])).err).toContain(
      "no column '决定'",
    )
  })
})

describe('changes of a memory', () => {
  test('are previewed name by name, and nothing is kept', async () => {
    const paths = await files()
    const changes = join(paths.memory, '..', 'new.json')
    await writeFile(changes, JSON.stringify({ changes: [{ kind: 'switch', name: 'bareContrastIsBoth', value: true }] }))
    const args = ['normalise', paths.table, '--institution', paths.memory]
    const { exit, out } = await runCommand([...args, '--preview', changes])
    expect(exit).toBe(0)
    expect(out).toMatch(/^1 of 4 names would change, 9 exams/)
    expect(out).toContain('20040100210000 CT胸部(增强) → 20040100220000 CT胸部(平扫+增强)')
    await expect(readFile(paths.memory)).rejects.toThrow()
    expect((await runCommand([...args, '--decisions', changes, '-f', 'jsonl'])).out).toContain(
      '"code":"20040100220000"',
    )
  })

  test('that are wrong are refused with their place', async () => {
    const paths = await files()
    const changes = join(paths.memory, '..', 'new.json')
    await writeFile(
      changes,
      JSON.stringify({ changes: [{ kind: 'decision', key: { name: 'a' }, answer: { kind: 'items', codes: ['x'] } }] }),
    )
    const { exit, err } = await runCommand(['normalise', '--institution', paths.memory, '--decisions', changes])
    expect(exit).toBe(1)
    expect(err).toContain("new.json, changes[0].answer: 'x' is no item")
    await writeFile(changes, '{')
    expect((await runCommand(['normalise', '--institution', paths.memory, '--decisions', changes])).err).toContain(
      'expected JSON',
    )
  })
})
