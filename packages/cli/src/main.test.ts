import { describe, expect, test } from 'vitest'
import { COMMANDS } from './commands.ts'
import { runCommand } from './testing/run-command.ts'

describe('the command line', () => {
  test('lists all commands for --help and for nothing, the latter as a wrong call', async () => {
    const help = await runCommand(['--help'])
    expect(help.exit).toBe(0)
    for (const { name } of COMMANDS) expect(help.out).toContain(name)
    const nothing = await runCommand([])
    expect(nothing).toEqual({ exit: 2, out: '', err: help.out })
  })

  test.each([
    [['decod'], "there is no command 'decod'; perhaps decode"],
    [['standard'], 'perhaps standard check'],
    [['decode'], 'missing: CODE…'],
    [['decode', '--jsn', 'x'], 'no option --jsn; perhaps --json'],
    [['search', 'x', '--limit'], '--limit needs N'],
    [['search', 'x', '--limit', '0'], "--limit cannot be '0'"],
    [['search', 'x', '-m', 'XT'], "--modality cannot be 'XT', it may be CT, MR"],
    [['items', '--devices=yes'], '--devices takes no value'],
    [['items', 'x'], "'x' is too much"],
    [['items', '-f', 'csv', '-f', 'jsonl'], '--format may be given once only'],
    [['encode', '--part', '胸部'], '--modality is missing'],
    [['--jsn'], 'no option --jsn'],
  ])('says what is wrong with %j', async (args, text) => {
    const { exit, out, err } = await runCommand(args)
    expect([exit, out]).toEqual([2, ''])
    expect(err).toContain(text)
  })

  test.each([
    [['govern', 'key', '/nowhere/release.pem'], 'there is no such file or folder, ENOENT'],
    [['standard', 'document', '--out', import.meta.filename], 'it exists already, EEXIST'],
  ])('says what the system does not let it write: %j', async (args, text) => {
    const { exit, err } = await runCommand(args)
    expect(exit).toBe(1)
    expect(err).toMatch(/^yingma: .*cannot be (read or )?written/)
    expect(err).toContain(text)
  })

  test('speaks the language of the option, else of the locale', async () => {
    expect((await runCommand(['decod'], { LANG: 'zh_CN.UTF-8' })).err).toContain('没有命令')
    expect((await runCommand(['decod', '--lang', 'en'], { LANG: 'zh_CN.UTF-8' })).err).toContain('there is no command')
    expect((await runCommand(['--lang=zh', 'decod'], { LANG: 'C' })).err).toContain('没有命令')
    expect((await runCommand(['--lang', 'zh', 'decod'])).err).toContain('没有命令')
  })

  test('says wrong calls as JSON where JSON is asked for', async () => {
    const { exit, err } = await runCommand(['items', '--json', '--format', 'pdf'])
    expect(exit).toBe(2)
    expect(JSON.parse(err)).toMatchObject({
      problems: [{ code: 'cli-value-not-allowed', option: 'format', value: 'pdf' }],
    })
  })

  test.each(COMMANDS.map(({ name }) => name))('has help with examples for %s in both languages', async (name) => {
    for (const lang of ['zh', 'en']) {
      const { exit, out } = await runCommand([...name.split(' '), '--help', '--lang', lang])
      expect(exit).toBe(0)
      expect(out).toContain(lang === 'zh' ? '示例' : 'Examples')
      expect(out).toContain(`  yingma ${name}`)
      expect(out).toContain(lang === 'zh' ? '退出码' : 'Exit codes')
    }
  })
})
