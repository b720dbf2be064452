import { chmod, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { loadEdition } from '@yingma/edition'
import {
  addNames,
  createCatalogue,
  createInstitution,
  ensureFirstAdministrator,
  openStore,
  registerEdition,
} from '@yingma/store'
import { beforeAll, describe, expect, test } from 'vitest'
import { runCommand } from '../testing/run-command.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'

const CHEST = '20040100110000'
const OLD =
  '项目代码,项目名称,检查类型,价格,数量\nD1,胸部CT平扫,CT,200,40\nD2,胸部CT,CT,200,7\nD3,膝关节CT平扫,CT,180,9\n'
const SETTINGS = {
  format: 'yingma-dictionary',
  institution: '示范医院',
  chosen: ['20040100120000'],
  targets: [{ id: 'his', table: 'exams', columns: { code: { name: '代码' }, name: { name: '名称' } } }],
}

let folder: string
let old: string
let settings: string

beforeAll(async () => {
  folder = await temporaryFolder()
  old = join(folder, 'old.csv')
  settings = join(folder, 'settings.json')
  await writeFile(old, OLD)
  await writeFile(settings, JSON.stringify(SETTINGS))
})

/** A finished dictionary of one old code, in a folder of its own. */
async function built(name: string): Promise<string> {
  const table = join(folder, `${name}.csv`)
  const out = join(folder, name)
  await writeFile(table, OLD.split('\n').slice(0, 2).join('\n'))
  const made = await runCommand([
    ...['dictionary', 'build', table, '--accept', 'mapped', '--settings', settings, '--out', out, '--no-pdf'],
    ...['--date', '2026-03-01', '--json'],
  ])
  expect([made.exit, made.err]).toEqual([0, ''])
  expect(JSON.parse(made.out)).toMatchObject({ draft: false, items: 2, oldCodes: 1 })
  return out
}

describe('dictionary build', () => {
  test('makes a draft, exit code 1, while something is open, and says what', async () => {
    const out = join(folder, 'draft')
    const args = ['dictionary', 'build', old, '--settings', settings, '--out', out, '--no-pdf', '--lang', 'en']
    const made = await runCommand(args)
    expect(made.exit).toBe(1)
    expect(made.out).toContain('DRAFT: 3 open questions')
    expect((await readdir(out)).filter((name) => name.startsWith('import-'))).toEqual([])
  })

  test('writes import files, roll-back and packages for FHIR, and hashes them all', async () => {
    const out = await built('whole')
    const files = await readdir(out)
    expect(files).toEqual(
      expect.arrayContaining([
        'import-his.csv',
        'import-his.sql',
        'import-his-roll-back.sql',
        'fhir-r4.tgz',
        'fhir-r5.tgz',
      ]),
    )
    const { content } = JSON.parse(await readFile(join(out, 'dictionary.json'), 'utf8')) as {
      content: { files: Record<string, string> }
    }
    expect(Object.keys(content.files).sort()).toEqual(files.filter((name) => name !== 'dictionary.json').sort())
  })

  test('wants a table or a registry, and a folder', async () => {
    expect((await runCommand(['dictionary', 'build', '--out', folder])).exit).toBe(2)
    expect((await runCommand(['dictionary', 'build', old])).exit).toBe(2)
    const bad = join(folder, 'bad.json')
    await writeFile(bad, JSON.stringify({ ...SETTINGS, chosen: ['123'] }))
    const refused = await runCommand(['dictionary', 'build', old, '--settings', bad, '--out', folder, '--lang', 'en'])
    expect(refused).toMatchObject({ exit: 1, err: expect.stringContaining("chosen.0: '123'") })
  })

  test('builds from the registry of an institution, beside no file at all, and shows how far its roll-out is', async () => {
    const data = join(folder, 'data')
    // As root, PostgreSQL runs as another user, who has to get here.
    await chmod(folder, 0o711)
    await fillRegistry(data)
    const out = join(folder, 'from-registry')
    const args = ['dictionary', 'build', '--registry', 'H1', '--data', data, '--out', out, '--no-pdf', '--json']
    const made = await runCommand([...args, '--accept', 'mapped'])
    expect(made.exit).toBe(0)
    expect(JSON.parse(made.out)).toMatchObject({
      draft: false,
      oldCodes: 1,
      reconciliation: { agrees: true, before: { exams: 40 } },
    })
    const unknown = await runCommand([
      'dictionary',
      'build',
      '--registry',
      'H2',
      '--data',
      data,
      '--out',
      out,
      '--lang',
      'en',
    ])
    expect(unknown).toMatchObject({ exit: 1, err: expect.stringContaining('it has H1') })
    const book = join(folder, 'board.xlsx')
    const board = await runCommand(['rollout', 'H1', '--data', data, '--out', book])
    expect([board.exit, board.out]).toEqual([
      0,
      'H1  示范医院  collected 1/1  mapped 0/1  reviewed 0/1  priced -  approved -  imported -  verified -  live -\n',
    ])
    expect((await readFile(book)).subarray(0, 2).toString()).toBe('PK')
    expect((await runCommand(['rollout', 'R9', '--data', data])).exit).toBe(1)
  })
})

async function fillRegistry(data: string): Promise<void> {
  const opened = await openStore({ folder: data }, { connections: 2 })
  if (!opened.ok) throw new Error(opened.problem.code)
  const { store } = opened
  try {
    await store.asRegistry(undefined, (transaction) => registerEdition(transaction, loadEdition()))
    await ensureFirstAdministrator(store)
    await store.asRegistry(undefined, async (transaction) => {
      const admin = await transaction.row<{ id: string }>('SELECT id FROM users LIMIT 1')
      const place = { kind: 'institution', code: 'H1', name: '示范医院', parentId: null } as const
      const { id: institutionId } = await createInstitution(transaction, place)
      const dictionary = { institutionId, kind: 'exam-dictionary', title: '旧字典' } as const
      const { id: catalogueId } = await createCatalogue(transaction, admin?.id ?? '', dictionary)
      const names = [{ name: '胸部CT平扫', modality: 'CT', localCode: 'D1', count: 40 }]
      await addNames(transaction, { institutionId, catalogueId }, names)
    })
  } finally {
    await store.close()
  }
}

describe('dictionary verify', () => {
  test('is silent about a live table that holds what was approved', async () => {
    const out = await built('same')
    const verified = await runCommand(['dictionary', 'verify', join(out, 'import-his.csv'), '-d', out, '--lang', 'en'])
    expect(verified.exit).toBe(0)
    expect(verified.out).toContain('2 approved items, 2 found, 0 rows of old codes, 0 faults')
  })

  test('names every fault with its row and writes a report and SQL that repairs it', async () => {
    const out = await built('live')
    const live = join(folder, 'live.csv')
    await writeFile(live, `代码,名称\n2.00401E+13,CT胸部(平扫)\n${CHEST.slice(0, 12)},CT胸部(低剂量扫描)\n`)
    const report = ['--out', join(folder, 'faults.xlsx'), '--repair', join(folder, 'repair.sql')]
    const verified = await runCommand(['dictionary', 'verify', live, '-d', out, ...report, '--json'])
    expect(verified.exit).toBe(1)
    const { faults } = JSON.parse(verified.out) as { faults: { code: string; row: number }[] }
    expect(faults.map(({ row }) => row)).toEqual(expect.arrayContaining([2, 3]))
    expect(await readFile(join(folder, 'repair.sql'), 'utf8')).toContain('UPDATE')
  })

  test('finds an import file that was edited by hand, and refuses a draft', async () => {
    const out = await built('edited')
    const csv = join(out, 'import-his.csv')
    const live = join(folder, 'as-made.csv')
    const text = await readFile(csv, 'utf8')
    await writeFile(live, text)
    await writeFile(csv, text.replace('CT胸部(平扫)', 'CT胸部'))
    const verified = await runCommand(['dictionary', 'verify', live, '-d', out, '--json'])
    expect(JSON.parse(verified.out).faults).toMatchObject([{ code: 'file-changed', column: 'import-his.csv' }])
    const draft = join(folder, 'only-draft')
    await runCommand(['dictionary', 'build', old, '--settings', settings, '--out', draft, '--no-pdf'])
    const refused = await runCommand(['dictionary', 'verify', live, '-d', draft, '--lang', 'en'])
    expect(refused).toMatchObject({ exit: 1, err: expect.stringContaining('draft') })
  })
})

describe('watch', () => {
  test('says month by month what came up, and writes the report for the mail', async () => {
    const out = await built('watched')
    const log = join(folder, 'log.csv')
    await writeFile(log, `日期,项目代码,项目名称\n2026-03-02,${CHEST},CT胸部(平扫)\n2026-04-03,X9,左膝关节MR平扫\n`)
    const html = join(folder, 'watch.html')
    const watched = await runCommand(['watch', log, '-d', out, '--out', html, '--lang', 'en'])
    expect(watched.exit).toBe(0)
    expect(watched.out).toContain('2026-04: 1 exams, 0.0 % under standard codes, 1 new codes')
    expect(await readFile(html, 'utf8')).toContain('X9')
  })

  test('names the columns of a log without a date', async () => {
    const out = await built('dateless')
    const log = join(folder, 'dateless.csv')
    await writeFile(log, `项目代码,项目名称\n${CHEST},CT胸部(平扫)\n`)
    const refused = await runCommand(['watch', log, '-d', out, '--lang', 'en'])
    expect(refused).toMatchObject({ exit: 1, err: expect.stringContaining('项目代码, 项目名称') })
  })
})
