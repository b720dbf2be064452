import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { packZip } from './zip.ts'

test('another program unpacks what was packed, byte by byte', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zip-'))
  try {
    const file = join(folder, 'a.zip')
    const content = Buffer.from('胸部CT平扫\r\n'.repeat(1000))
    writeFileSync(
      file,
      packZip([
        { name: 'import-his.csv', content },
        { name: 'empty.txt', content: new Uint8Array() },
      ]),
    )
    const script =
      'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(z.namelist(), len(z.read("import-his.csv")))'
    expect(execFileSync('python3', ['-c', script, file]).toString().trim()).toBe(
      `['import-his.csv', 'empty.txt'] ${content.length}`,
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
})
