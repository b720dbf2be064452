import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { runCommand } from '../testing/run-command.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'

const GOLD = `项目名称,检查类型,数量,标注,现象
胸部CT平扫,CT,90,20040100110000,书写
胸部CT平扫+上腹部CT平扫,CT,5,20040100110000+20050100110000,组合
颅脑MR平扫,MR,3,30010100110000 | ambiguous,书写
膝关节CT,CT,1,ambiguous,侧别
胶片费,,1,not-exam,收费
胸部CT增强,CT,10,20040100110000,错标
`

async function goldFile(text = GOLD, name = 'gold.csv'): Promise<string> {
  const file = join(await temporaryFolder(), name)
  await writeFile(file, text)
  return file
}

describe('yingma eval', () => {
  test('counts names and exams, phenomena and states, and names what is wrong', async () => {
    const ran = await runCommand(['eval', await goldFile(), '--json'])
    expect(ran.err).toBe('')
    const said = JSON.parse(ran.out)
    expect(said.figures).toMatchObject({
      all: { names: 6, exams: 110 },
      right: { names: 5, exams: 100 },
      withItems: { names: 4, exams: 108 },
      accepted: { names: 4, exams: 108 },
      acceptedRight: { names: 3, exams: 98 },
      leaked: { names: 0 },
    })
    expect(said.byPhenomenon[0]).toMatchObject({ phenomenon: '错标', figures: { right: { names: 0 } } })
    expect(said.states['not-exam']).toEqual({ 'not-exam': 1 })
    expect(said.wrong).toHaveLength(1)
    expect(said.calibration.names).toBe(said.figures.all.names - 2)
  })

  test('compares with the results of another version: input, before, after', async () => {
    const file = await goldFile()
    const results = join(await temporaryFolder(), 'now.jsonl')
    await runCommand(['eval', file, '--results', results])
    const same = JSON.parse((await runCommand(['eval', file, '--before', results, '--json'])).out)
    expect(same.comparison).toMatchObject({ compared: 6, rightBefore: 5, rightAfter: 5, changed: [] })
    const older = (await readFile(results, 'utf8'))
      .split('\n')
      .map((line) => line.replace('"code":"20040100110000"', '"code":"20040100210000"'))
    await writeFile(results, older.join('\n'))
    const said = JSON.parse((await runCommand(['eval', file, '--before', results, '--json'])).out)
    expect(said.comparison.changed.map(({ effect }: { effect: string }) => effect)).toEqual(['fixed', 'fixed'])
    const text = await runCommand(['eval', file, '--before', results])
    expect(text.out).toContain('fixed  胸部CT平扫')
    expect(text.out).toContain('before mapped 20040100210000')
  })

  test('reads slots and statuses of labelled names as JSON Lines', async () => {
    const lines = [
      { name: '胸部CT平扫', hint: 'CT', exams: 2, expected: [['20040100110000']], status: 'mapped', tags: ['书写'] },
      { name: '膝关节CT', hint: 'CT', exams: 1, expected: [], status: 'ambiguous', tags: [] },
      { name: '胶片费', hint: '', exams: 1, expected: [], status: 'not_exam', tags: [] },
    ]
    const file = await goldFile(lines.map((line) => `${JSON.stringify(line)}\n`).join(''), 'gold.jsonl')
    const said = JSON.parse((await runCommand(['eval', file, '--json'])).out)
    expect(said.figures).toMatchObject({ all: { names: 3, exams: 4 }, right: { names: 3 } })
  })

  test.each([
    ['名称,备注\n胸部CT,x\n', 'no column of labels'],
    ['名称,标注\n胸部CT,\n', 'row 2: no label'],
    ['名称,标注\n胸部CT,胸部平扫\n', 'cannot read the label'],
    ['名称,标注\n胸部CT,20040100990000\n', "has no code '20040100990000'"],
  ])('%j is refused with its place', async (text, reason) => {
    const ran = await runCommand(['eval', await goldFile(text)])
    expect(ran).toMatchObject({ exit: 1, out: '' })
    expect(ran.err).toContain(reason)
  })

  test('refuses results that are none, and files that are not there', async () => {
    const file = await goldFile()
    expect((await runCommand(['eval', file, '--before', file])).err).toContain('row 1: not a result')
    expect((await runCommand(['eval', file, '--before', '/nowhere'])).err).toContain('cannot read /nowhere')
    expect((await runCommand(['eval', file, '--show', 'all'])).exit).toBe(2)
  })
})
