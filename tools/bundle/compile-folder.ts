import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Turns the TypeScript below a folder into JavaScript in place, file by file, so that a bundle needs no loader and starts
 * at once. Types are taken away and nothing else: the program is the one that was tested.
 */
export function compileFolder(folder: string, root: string): void {
  const sources = filesBelow(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
  execFileSync(
    join(root, 'node_modules', '.bin', 'esbuild'),
    [
      ...sources,
      `--outdir=${folder}`,
      `--outbase=${folder}`,
      '--format=esm',
      '--platform=node',
      '--target=node20',
      '--log-level=error',
    ],
    { maxBuffer: 1 << 28 },
  )
  for (const source of sources) {
    const compiled = `${source.slice(0, -3)}.js`
    writeFileSync(compiled, withJsNames(readFileSync(compiled, 'utf8')))
    rmSync(source)
  }
  for (const file of filesBelow(folder)) {
    if (file.endsWith('package.json'))
      writeFileSync(file, readFileSync(file, 'utf8').replaceAll('./src/index.ts', './src/index.js'))
    if (file.endsWith('bin/yingma.mjs')) writeFileSync(file, withJsNames(withoutLoader(readFileSync(file, 'utf8'))))
  }
}

/** Relative names of modules, in imports and of workers, under the extension that they have now. */
export function withJsNames(text: string): string {
  return text.replaceAll(/(["'`])(\.{1,2}\/[^"'`\n]*)\.ts\1/g, '$1$2.js$1')
}

/** The program without the lines that register the loader of TypeScript. */
export function withoutLoader(text: string): string {
  return text
    .split('\n')
    .filter((line) => !/from 'node:module'|^register\('tsx/.test(line))
    .join('\n')
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
    .map((entry) => join(entry.parentPath, entry.name))
}
