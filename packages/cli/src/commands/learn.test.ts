import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { runCommand } from '../testing/run-command.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'

let folder: string
let decisions: string
let memory: string
let names: string

beforeAll(async () => {
  folder = await temporaryFolder()
  ;[decisions, memory, names] = ['decided.csv', 'hospital.json', 'names.csv'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  await writeFile(decisions, '名称,决定\nCT蓬莱平扫,20040100110000\n蓬莱CT增强,20040100210000\n蓬莱病区会诊,not-exam\n')
  await writeFile(names, '项目名称,检查类型,数量\n蓬莱CT平扫+增强,CT,40\n颅脑CT平扫,CT,90\n')
  const made = await runCommand(['normalise', '--institution', memory, '--decisions', decisions])
  expect(made.exit, made.err).toBe(0)
})

describe('yingma learn', () => {
  test('proposes with support and preview, keeps nothing, and people accept step by step', async () => {
    const before = await readFile(memory, 'utf8')
    const told = await runCommand(['learn', memory, '--names', names])
    expect(told.exit, told.err).toBe(0)
    expect(told.out).toContain('1  word “蓬莱” → part 040100 Chest [CT]')
    expect(told.out).toContain('for it: 2')
    expect(told.out).toContain('against it: 0')
    expect(told.out).toContain('蓬莱CT平扫+增强')
    expect(told.out).not.toContain('颅脑CT平扫')
    expect(await readFile(memory, 'utf8')).toBe(before)

    const proposal = join(folder, 'proposal.json')
    const picked = await runCommand(['learn', memory, '--pick', '1', '--out', proposal])
    expect(picked).toMatchObject({ exit: 0, out: '' })
    expect(await readFile(memory, 'utf8')).toBe(before)
    const preview = await runCommand(['normalise', names, '--institution', memory, '--preview', proposal, '--json'])
    expect(JSON.parse(preview.out).changed).toMatchObject([{ name: '蓬莱CT平扫+增强', after: { state: 'mapped' } }])
    const accepted = await runCommand(['normalise', '--institution', memory, '--decisions', proposal])
    expect(accepted.exit, accepted.err).toBe(0)
    const read = await runCommand(['explain', '蓬莱CT平扫+增强', '--institution', memory, '--json'])
    expect(JSON.parse(read.out).items[0].code).toBe('20040100220000')
    await writeFile(memory, before)
  })

  test('learns from a review workbook that is in no memory yet', async () => {
    const { proposals } = JSON.parse((await runCommand(['learn', decisions, '--json'])).out)
    expect(proposals[0].change.term).toMatchObject({ term: '蓬莱', kind: 'part', value: '040100' })
    expect(proposals[0].support).toHaveLength(2)
  })

  test('says when there is nothing to learn', async () => {
    const few = join(folder, 'few.csv')
    await writeFile(few, '名称,决定\n胸部CT平扫,20040100110000\n')
    expect((await runCommand(['learn', few])).out).toContain('nothing to propose')
  })

  test.each([
    [['--pick', '1'], 2, '--pick goes with --out only'],
    [['--out', 'x'], 2, '--out goes with --pick only'],
    [['--pick', '99', '--out', 'OUT'], 2, "cannot be '99'"],
    [['--at-least', '0'], 2, 'at-least'],
    [['--names', '/nowhere.csv'], 1, '/nowhere.csv'],
  ])('%j is refused', async (more, exit, reason) => {
    const args = more.map((word) => (word === 'OUT' ? join(folder, 'out.json') : word))
    const ran = await runCommand(['learn', memory, ...args])
    expect(ran).toMatchObject({ exit, out: '' })
    expect(ran.err).toContain(reason)
  })

  test('refuses decisions that are not there', async () => {
    expect((await runCommand(['learn', '/nowhere.json'])).exit).toBe(1)
  })
})
