import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openTable } from '@yingma/tables'
import { describe, expect, test } from 'vitest'
import { runCommand } from '../testing/run-command.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'

const HEADER = '编码,检查名称,类型,数量'
const ROWS = [
  'A1,CT胸部平扫,CT,12',
  'A2,膝关节CT平扫,CT,7',
  'A3,CT胸部平扫,CT,5',
  'A4,胶片费,CT,3',
  'A5,"CT胸部, ""平扫""",CT,1',
]

async function tableFile(
  folder: string,
  lines: readonly string[] = [HEADER, ...ROWS],
  name = 'exams.csv',
): Promise<string> {
  const file = join(folder, name)
  await writeFile(file, lines.map((line) => `${line}\n`).join(''))
  return file
}

/** Rows of a table file, header first. */
async function rowsOf(file: string): Promise<readonly string[][]> {
  const opened = await openTable(file, { header: false, keep: 'all' })
  if (!opened.ok) throw new Error(opened.problem.code)
  const rows: string[][] = []
  for await (const step of opened.value.rows()) if (step.kind === 'rows') rows.push(...step.rows)
  await opened.value.close()
  return rows
}

describe('normalise', () => {
  test('leads a name that was given in place of a file to the command that reads one', async () => {
    const { exit, err } = await runCommand(['normalise', '胸部CT平扫'])
    expect(exit).toBe(2)
    expect(err).toContain('yingma explain "胸部CT平扫"')
  })

  test('puts the new columns behind the old ones, which stay as they are', async () => {
    const folder = await temporaryFolder()
    const file = await tableFile(folder)
    const out = join(folder, 'out.csv')
    const { exit, out: written, err } = await runCommand(['normalise', file, '--out', out])
    expect([exit, written]).toEqual([0, ''])
    const lines = (await readFile(out, 'utf8')).trimEnd().split('\n')
    expect(lines[0]).toBe(`${HEADER},state,confidence,codes,names,relations,modifiers,flags,classes,defaults`)
    expect(lines[1]).toMatch(/^A1,CT胸部平扫,CT,12,mapped,0\.\d+,20040100110000,CT胸部\(平扫\),equivalent,/)
    expect(lines[2]).toMatch(/^A2,膝关节CT平扫,CT,7,ambiguous,/)
    expect(lines[4]).toMatch(/^A4,胶片费,CT,3,not-exam,/)
    expect(lines[5]?.startsWith('A5,"CT胸部, ""平扫""",CT,1,mapped,')).toBe(true)
    expect(err).toContain('name ← column 检查名称')
    expect(err).toContain('5 rows, 4 distinct names, 28 exams')
    expect(await readdir(folder)).toEqual(['exams.csv', 'out.csv'])
  })

  test('gives one line of JSON for each distinct input, with its exams', async () => {
    const file = await tableFile(await temporaryFolder())
    const { exit, out } = await runCommand(['normalise', file, '--format', 'jsonl'])
    expect(exit).toBe(0)
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { name: string })
    expect(lines).toHaveLength(4)
    expect(lines[0]).toMatchObject({
      name: 'CT胸部平扫',
      modality: 'CT',
      count: 17,
      state: 'mapped',
      items: [{ code: '20040100110000' }],
    })
    expect(Object.keys(lines[0] ?? {}).slice(0, 3)).toEqual(['name', 'modality', 'count'])
  })

  test('writes a workbook with codes as text, and reads it in again', async () => {
    const folder = await temporaryFolder()
    const [file, book] = [await tableFile(folder), join(folder, 'out.xlsx')]
    expect((await runCommand(['normalise', file, '-f', 'xlsx', '-o', book])).exit).toBe(0)
    const rows = await rowsOf(book)
    expect(rows[1]?.slice(0, 7)).toEqual([
      'A1',
      'CT胸部平扫',
      'CT',
      '12',
      'mapped',
      expect.stringMatching(/^0\.\d+$/),
      '20040100110000',
    ])
    const again = await runCommand(['normalise', book, '--format', 'csv'])
    expect(again.exit).toBe(0)
    expect(again.out.split('\n')[0]).toContain(',defaults,yingma_state,yingma_confidence,yingma_codes')
  })

  test('writes UTF-8 with a byte order mark where the input was GB18030', async () => {
    const file = new URL('../../../../examples/orders-gb18030.csv', import.meta.url).pathname
    const { exit, out, err } = await runCommand(['normalise', file])
    expect(exit).toBe(0)
    expect(out.startsWith('\uFEFF')).toBe(true)
    expect(out).toContain('\r\n')
    expect(err).toContain('encoding gb18030')
  })

  test('names a bad row and leaves no file; with --bad-rows it is set aside', async () => {
    const folder = await temporaryFolder()
    const file = await tableFile(folder, [HEADER, ...ROWS, 'A6,CT胸部平扫'])
    const out = join(folder, 'out.csv')
    const stopped = await runCommand(['normalise', file, '-o', out])
    expect(stopped.exit).toBe(1)
    expect(stopped.err).toMatch(/exams\.csv, (?:line|row) 7/)
    expect(await readdir(folder)).toEqual(['exams.csv'])
    expect((await runCommand(['normalise', file])).out).toBe('')
    const bad = join(folder, 'bad.csv')
    const went = await runCommand(['normalise', file, '-o', out, '--bad-rows', bad])
    expect(went.exit).toBe(0)
    expect(went.err).toContain('1 rows could not be read and are set aside')
    expect((await rowsOf(bad))[1]?.[0]).toBe('7')
    expect(await rowsOf(out)).toHaveLength(6)
  })

  test('leaves columns that look personal out, unless they are kept', async () => {
    const folder = await temporaryFolder()
    const names = ['王小明', '李建国', '张秀英', '刘洋', '陈静', '杨帆', '赵敏', '黄磊', '周杰', '吴刚']
    const lines = ['姓名,检查名称', ...names.map((name) => `${name},CT胸部平扫`)]
    const file = await tableFile(folder, lines)
    const without = await runCommand(['normalise', file])
    expect(without.out).not.toContain('王小明')
    expect(without.err).toContain('column 姓名 looks like names of persons and is left out')
    const kept = await runCommand(['normalise', file, '--keep', '姓名'])
    expect(kept.out).toContain('王小明')
  })

  test('takes the modality from the option where the table has none, and columns by name or number', async () => {
    const file = await tableFile(await temporaryFolder(), ['x,y', 'a,胸部平扫', 'b,颅脑平扫'])
    const { out } = await runCommand(['normalise', file, '-c', 'name=y', '--header', '1', '-m', 'MR', '-f', 'jsonl'])
    expect(JSON.parse(out.split('\n')[1] ?? '')).toMatchObject({ modality: 'MR', items: [{ code: '30010100110000' }] })
    expect(
      (await runCommand(['normalise', file, '-c', 'name=2', '--header', '1', '-m', 'MR', '-f', 'jsonl'])).out,
    ).toBe(out)
  })

  test.each([
    [['-c', 'name=nix'], 1, 'no column'],
    [['-c', 'nome=x'], 2, "--column cannot be 'nome=x'"],
    [['--delimiter', '#'], 2, "--delimiter cannot be '#'"],
    [['--header', 'x'], 2, "--header cannot be 'x'"],
    [['--undo'], 2, '--undo goes with --institution only'],
    [['--undo', '--preview', 'x', '--institution', 'y'], 2, '--undo and --preview exclude one another'],
    [['--sheet', 'x', '--encoding', 'klingon'], 1, 'klingon'],
  ])('refuses %j', async (args, code, text) => {
    const file = await tableFile(await temporaryFolder())
    const { exit, out, err } = await runCommand(['normalise', file, ...args])
    expect([exit, out]).toEqual([code, ''])
    expect(err).toContain(text)
  })

  test('never writes over its input, and wants a folder for several tables', async () => {
    const folder = await temporaryFolder()
    const [a, b] = [await tableFile(folder), await tableFile(folder, [HEADER, ...ROWS], 'b.csv')]
    expect((await runCommand(['normalise', a, '-o', a])).err).toContain('would replace the input')
    expect((await runCommand(['normalise', a, b])).err).toContain('several tables need a folder')
    const merged = await runCommand(['normalise', a, b, '-f', 'jsonl'])
    expect(JSON.parse(merged.out.split('\n')[0] ?? '')).toMatchObject({ count: 34 })
    const out = await temporaryFolder()
    expect((await runCommand(['normalise', a, b, '-o', out])).exit).toBe(0)
    expect(await readdir(out)).toEqual(['b.csv', 'exams.csv'])
  })

  test('prints the closed lists with their texts', async () => {
    const { exit, out } = await runCommand(['normalise', '--codes', '--json'])
    expect(exit).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      states: expect.arrayContaining([{ code: 'no-item', zh: '无对应项目', en: 'no item' }]),
    })
  })

  test('says what it did as JSON, one object a line on the standard error', async () => {
    const file = await tableFile(await temporaryFolder())
    const { err } = await runCommand(['normalise', file, '--json'])
    const [table, summary] = err
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown)
    expect(table).toMatchObject({ table: { format: { value: 'csv' }, rows: 5 } })
    expect(summary).toMatchObject({
      summary: { total: { names: 4, rows: 5, exams: 28 }, states: { mapped: { names: 2, exams: 18 } } },
    })
  })
})
