import { execFile, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'

const program = fileURLToPath(new URL('../bin/yingma.mjs', import.meta.url))
const run = promisify(execFile)

describe('the program', () => {
  test('reads a code, without colours in a pipe', async () => {
    const { stdout } = await run(process.execPath, [program, 'decode', '20010100110000', '--lang', 'zh'])
    expect(stdout.startsWith('20010100110000  CT颅脑(平扫)\n')).toBe(true)
  })

  test('normalises names from a pipe into a pipe', async () => {
    const child = spawn(process.execPath, [program, 'normalise', '-', '--format', 'jsonl'])
    let out = ''
    child.stdout.on('data', (piece: Buffer) => {
      out += piece.toString('utf8')
    })
    child.stdin.end('检查名称,类型\n胸部CT平扫,CT\n颅脑MR平扫,MR\n')
    const exit = await new Promise((resolve) => child.on('close', resolve))
    const codes = out
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { items: { code: string }[] }).items[0]?.code)
    expect([exit, codes]).toEqual([0, ['20040100110000', '30010100110000']])
  })

  test('exits with 1 for a wrong code and with 2 for a wrong call', async () => {
    await expect(run(process.execPath, [program, 'decode', 'x'])).rejects.toMatchObject({ code: 1 })
    await expect(run(process.execPath, [program, 'nothing'])).rejects.toMatchObject({ code: 2 })
  })

  test('ends quietly when the reader of a pipe has seen enough', async () => {
    const { stderr } = await run('sh', ['-c', `"${process.execPath}" "${program}" items | head -1`])
    expect(stderr).toBe('')
  })
})
