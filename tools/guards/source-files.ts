import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const SKIPPED_FOLDERS = new Set(['node_modules', '.git', 'fixtures', 'coverage', 'dist', 'out'])

export interface SourceFile {
  /** Path below the root, with `/`. */
  readonly path: string
  readonly text: string
}

/** Every TypeScript file of the packages and the tools below `root`, fixtures left out, in path order. */
export function sourceFiles(root: string): SourceFile[] {
  return ['packages', 'tools'].flatMap((folder) => filesBelow(root, folder, /\.tsx?$/))
}

/** Every file below `folder` whose name matches. */
export function filesBelow(root: string, folder: string, name: RegExp): SourceFile[] {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`
      if (entry.isDirectory()) return SKIPPED_FOLDERS.has(entry.name) ? [] : filesBelow(root, path, name)
      return entry.isFile() && name.test(entry.name) ? [{ path, text: readFileSync(join(root, path), 'utf8') }] : []
    })
}

/** The names of the folders under packages/ that have a package.json. */
export function packageNames(root: string): string[] {
  const packages = join(root, 'packages')
  if (!existsSync(packages)) return []
  return readdirSync(packages)
    .filter((name) => existsSync(join(packages, name, 'package.json')))
    .sort()
}

/** A package.json as far as the guards read it. */
export interface Manifest {
  readonly name?: string
  readonly scripts?: Readonly<Record<string, string>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

/** Reads a package.json of the repository; those files are ours, so their shape is taken as given. */
export function readManifest(root: string, folder: string): Manifest {
  return JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest
}
