import { appendFileSync, cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { standardFolder } from '@yingma/edition'
import { beforeEach, describe, expect, test } from 'vitest'
import { runCommand } from '../testing/run-command.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'

const SIDES = 'lexicon/sides.tsv'
const PERFUSION = { kind: 'add', subject: 'item', codes: ['20040100410000'] }

describe('a release made from files', { timeout: 120_000 }, () => {
  let folder = ''
  let standard = ''
  let key = ''
  const words = (release = ''): string => readFileSync(join(standard, release, SIDES), 'utf8')
  const rollback = async (version: string, ...more: readonly string[]) =>
    await runCommand(['govern', 'rollback', version, ...signed(), '--reason', '读错了', ...more])

  function signed(): readonly string[] {
    return ['--date', '2026-12-01', '--key', key, '--standard', standard]
  }

  async function release(...changes: readonly object[]) {
    const file = join(folder, 'p.json')
    const contents = changes.map((change, at) => ({
      title: { zh: `第${at + 1}个`, en: `number ${at + 1}` },
      reason: '常用',
      changes: [change],
    }))
    writeFileSync(file, JSON.stringify(contents))
    return await runCommand(['govern', 'release', file, ...signed()])
  }

  function term(said: string): object {
    const row = { term: said, kind: 'side', value: 'left', language: 'zh-Hans', form: 'synonym' }
    return { kind: 'add', subject: 'lexicon-term', file: SIDES, before: [], after: [row] }
  }

  beforeEach(async () => {
    folder = await temporaryFolder()
    standard = join(folder, 'standard')
    cpSync(standardFolder(), standard, { recursive: true })
    key = join(folder, 'key.pem')
    expect((await runCommand(['govern', 'key', key])).exit).toBe(0)
  })

  test('cannot be rolled back if it is the first, or the one before holds no words', async () => {
    expect((await rollback('1.0.0')).err).toContain('1.0.0 is the first release')
    expect(await release(term('左面甲'))).toMatchObject({ exit: 0, err: '' })
    expect(await rollback('1.0.1')).toMatchObject({
      exit: 1,
      out: '',
      err: expect.stringContaining('1.0.0 was frozen without its lexicon'),
    })
  })

  test('is rolled back by a new signed one with the words of the one before, and can be undone itself', async () => {
    for (const said of ['左面甲', '左面乙']) expect(await release(term(said))).toMatchObject({ exit: 0, err: '' })
    const back = await rollback('1.0.2')
    expect(back).toMatchObject({ exit: 0, err: '' })
    expect(back.out).toContain('# Release notes 1.0.3 (2026-12-01)')
    expect(back.out).toContain('Roll back 1.0.2')
    expect(words()).toBe(words('releases/1.0.1'))
    const made = join(standard, 'releases/1.0.3')
    expect((await runCommand(['govern', 'verify', made, '--key', `${key}.pub`])).exit).toBe(0)
    expect((await rollback('1.0.3')).exit).toBe(0)
    expect(words()).toBe(words('releases/1.0.2'))
  })

  test('loses, rolled back, a table of words that the release before did not have', async () => {
    expect((await release(term('左面甲'))).exit).toBe(0)
    const more = join(standard, 'lexicon/more.tsv')
    writeFileSync(more, `${words().split('\n')[0]}\n`)
    expect((await release(term('左面乙'))).exit).toBe(0)
    expect((await rollback('1.0.2')).exit).toBe(0)
    expect(existsSync(more)).toBe(false)
    expect(words()).not.toContain('左面乙')
  })

  test('is not rolled back without naming what is in the way: later releases, changes not released, a folder tampered with, nothing to take back', async () => {
    for (const said of ['左面甲', '左面乙']) expect((await release(term(said))).exit).toBe(0)
    expect((await rollback('1.0.1')).err).toContain('1.0.1 is not the last release: undo 1.0.2 first')
    expect((await rollback('9.9.9')).err).toContain('there is no release 9.9.9')
    expect((await rollback('1.0.2', '--version', '1.0.1')).err).toContain('must read like 1.2.0 and come after 1.0.2')
    const kept = words()
    appendFileSync(join(standard, SIDES), '左面丁\tside\tleft\tzh-Hans\tsynonym\t\t\n')
    expect((await rollback('1.0.2')).err).toContain(`${SIDES} has changed since release 1.0.2`)
    writeFileSync(join(standard, SIDES), kept)
    expect((await release(PERFUSION)).exit).toBe(0)
    expect((await rollback('1.1.0')).err).toContain('there is nothing to take back')
    appendFileSync(join(standard, 'releases/1.0.2', SIDES), '#')
    expect((await rollback('1.1.0')).err).toContain(`${SIDES}: has changed since the release`)
  })

  test('is not rolled back without a reason, a key and a day that exists', async () => {
    const line = ['govern', 'rollback', '1.1.0', '--key', key]
    expect(await runCommand([...line, '--date', '2026-12-01'])).toMatchObject({ exit: 2, out: '' })
    expect((await runCommand([...line, '--date', '2026-02-30', '--reason', 'r'])).exit).toBe(2)
  })

  test('is not made of proposals that clash: the one to blame is named', async () => {
    const clash = await release(term('左面甲'), PERFUSION, PERFUSION)
    expect(clash).toMatchObject({
      exit: 1,
      out: '',
      err: expect.stringContaining('proposal 3 (number 3) is in the way'),
    })
    expect(clash.err).toContain('code 20040100410000 is')
    expect(existsSync(join(standard, 'releases/1.1.0'))).toBe(false)
  })
})
