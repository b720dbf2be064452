import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { printPdf } from './print-pdf.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'yingma-printing-'))
  writeFileSync(join(folder, 'page.html'), '<p>页</p>')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A program in the place of the browser. */
function browser(name: string, lines: string): { readonly YINGMA_BROWSER: string } {
  const file = join(folder, name)
  writeFileSync(file, `#!/bin/sh\n${lines}\n`)
  chmodSync(file, 0o755)
  return { YINGMA_BROWSER: file }
}

const print = (options: Parameters<typeof printPdf>[2]) =>
  printPdf(join(folder, 'page.html'), join(folder, 'page.pdf'), options)
/** What was killed and only waits for somebody to take notice (Z) does nothing any more. */
const isAlive = (pid: string): boolean =>
  /^[^Z]/.test(spawnSync('ps', ['-o', 'stat=', '-p', pid], { encoding: 'utf8' }).stdout.trim())

describe('printing to PDF', () => {
  it('says that there is no browser, and why one failed', async () => {
    expect(await print({ env: { YINGMA_BROWSER: join(folder, 'none') } })).toEqual({ ok: false, why: 'no-browser' })
    expect(await print({ env: browser('bad', 'exit 3') })).toMatchObject({
      ok: false,
      why: 'failed',
      detail: expect.stringContaining('ended with 3'),
    })
  })

  it('starts nothing when it is stopped already', async () => {
    const env = browser('never', `touch ${join(folder, 'started')}`)
    expect(await print({ env, signal: AbortSignal.abort() })).toMatchObject({ ok: false, why: 'failed' })
    expect(existsSync(join(folder, 'started'))).toBe(false)
  })

  it.skipIf(process.platform === 'win32')('leaves no process when it takes too long or is stopped', async () => {
    for (const [name, stop] of [
      ['slow', () => ({ limitMs: 300 })],
      ['stopped', () => ({ signal: AbortSignal.timeout(300) })],
    ] as const) {
      const pids = join(folder, `${name}.pids`)
      const env = browser(name, `sleep 60 &\necho $! $$ > ${pids}\nwait`)
      expect(await print({ env, ...stop() })).toMatchObject({ ok: false, why: 'failed' })
      expect(existsSync(pids)).toBe(true)
      const left = readFileSync(pids, 'utf8').trim().split(' ')
      expect(left).toHaveLength(2)
      await expect.poll(() => left.filter(isAlive)).toEqual([])
    }
  })
})
