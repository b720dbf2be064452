import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { buildPages } from './build-pages.ts'
import { compileFolder, withJsNames, withoutLoader } from './compile-folder.ts'
import { scriptsOf } from './scripts.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

test('a folder of TypeScript runs as JavaScript without a loader', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yingma-bundle-'))
  mkdirSync(join(folder, 'a', 'src'), { recursive: true })
  mkdirSync(join(folder, 'b', 'bin'), { recursive: true })
  mkdirSync(join(folder, 'b', 'src'))
  mkdirSync(join(folder, 'node_modules', '@y'), { recursive: true })
  symlinkSync(join(folder, 'a'), join(folder, 'node_modules', '@y', 'a'))
  writeFileSync(join(folder, 'a', 'package.json'), '{"name":"@y/a","type":"module","exports":{".":"./src/index.ts"}}')
  writeFileSync(join(folder, 'a', 'src', 'index.ts'), "export { one } from './one.ts'\n")
  writeFileSync(join(folder, 'a', 'src', 'one.ts'), 'export const one: number = 1\n')
  writeFileSync(join(folder, 'b', 'package.json'), '{"name":"@y/b","type":"module"}')
  writeFileSync(join(folder, 'b', 'src', 'main.ts'), "import { one } from '@y/a'\nconsole.log(one satisfies number)\n")
  writeFileSync(
    join(folder, 'b', 'bin', 'yingma.mjs'),
    "import { register } from 'node:module'\nregister('tsx/esm', import.meta.url, { data: {} })\nawait import('../src/main.ts')\n",
  )
  compileFolder(folder, ROOT)
  expect(execFileSync(process.execPath, [join(folder, 'b', 'bin', 'yingma.mjs')], { encoding: 'utf8' })).toBe('1\n')
})

test('the web pages of a bundle are built from what was committed, and nothing of the build stays', () => {
  const app = mkdtempSync(join(tmpdir(), 'yingma-pages-'))
  const committed = ['packages/web', 'packages/core', 'package.json', 'package-lock.json']
  const archive = execFileSync('git', ['archive', 'HEAD', ...committed], { cwd: ROOT, maxBuffer: 1 << 30 })
  execFileSync('tar', ['x', '-C', app], { input: archive })
  buildPages(app, ROOT)
  expect(readFileSync(join(app, 'packages', 'web', 'dist', 'index.html'), 'utf8')).toMatch(/src="\/assets\/[^"]+\.js"/)
  expect(existsSync(join(app, 'node_modules'))).toBe(false)
  rmSync(app, { recursive: true })
}, 120_000)

test('only relative names of modules change their extension', () => {
  expect(withJsNames("import './a.ts'; import(`../b/c.ts`); say('main.ts')")).toBe(
    "import './a.js'; import(`../b/c.js`); say('main.ts')",
  )
})

test('the loader that a bundle leaves out is the one that the program registers', () => {
  const program = readFileSync(join(ROOT, 'packages', 'cli', 'bin', 'yingma.mjs'), 'utf8')
  expect(program).toContain("register('tsx/esm'")
  expect(withoutLoader(program)).not.toContain('register(')
})

test('the scripts of Linux are valid for sh, and those of Windows say that they are untested', () => {
  const linux = scriptsOf('linux-x64')
  for (const name of ['start.sh', 'stop.sh', 'yingma']) {
    expect(() => execFileSync('sh', ['-n'], { input: linux[name] ?? '' })).not.toThrow()
  }
  expect(scriptsOf('windows-x64')['README.txt']).toContain('UNTESTED')
})
