import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCommand } from '../testing/run-command.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'

async function names(): Promise<{ readonly folder: string; readonly table: string }> {
  const folder = await temporaryFolder()
  const table = join(folder, 'names.csv')
  writeFileSync(table, '检查项目名称,检查类型,数量\n胸部灌注CT,CT,900\n')
  return { folder, table }
}

test('suggestions that cannot be written are said, and nothing is left behind', async () => {
  const { folder, table } = await names()
  const lost = join(folder, 'none', 'drafts.json')
  expect(await runCommand(['govern', 'suggest', table, '--out', lost])).toMatchObject({
    exit: 1,
    out: '',
    err: expect.stringContaining(lost),
  })
  expect(readdirSync(folder)).toEqual(['names.csv'])
})

test('suggestions to the standard output are the file alone', async () => {
  const { table } = await names()
  const { exit, out } = await runCommand(['govern', 'suggest', table, '--out', '-'])
  expect(exit).toBe(0)
  expect(JSON.parse(out)).toMatchObject([{ changes: [{ codes: ['20040100410000'] }] }])
})

test.runIf(process.platform === 'linux')('a full disk is said where proposals are written', async () => {
  const { table } = await names()
  const full = await runCommand(['govern', 'suggest', table, '--out', '/dev/full'])
  expect(full).toMatchObject({ exit: 1, err: expect.stringContaining('ENOSPC') })
})

test('the standard is not written where the folder is a file', async () => {
  const { folder, table } = await names()
  expect(await runCommand(['standard', 'document', '--out', table])).toMatchObject({ exit: 1, out: '' })
  expect(readdirSync(folder)).toEqual(['names.csv'])
  expect(readFileSync(table, 'utf8')).toContain('胸部灌注CT')
})

test('no key is left where one of the pair cannot be written', async () => {
  const folder = await temporaryFolder()
  const lost = join(folder, 'none', 'key.pem')
  expect(await runCommand(['govern', 'key', lost])).toMatchObject({ exit: 1, err: expect.stringContaining('ENOENT') })
  // A name that is just too long with `.pub` behind it: the private key alone could be written.
  const long = join(folder, 'k'.repeat(253))
  expect(await runCommand(['govern', 'key', long])).toMatchObject({
    exit: 1,
    err: expect.stringContaining('ENAMETOOLONG'),
  })
  mkdirSync(join(folder, 'taken.pub'))
  expect((await runCommand(['govern', 'key', join(folder, 'taken')])).exit).toBe(1)
  expect(readdirSync(folder)).toEqual(['taken.pub'])
})
