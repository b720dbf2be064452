import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const WEB = fileURLToPath(new URL('..', import.meta.url))

/** Everything that decides what is built: our own sources, those of core, how it is built, and the versions of the libraries. */
const SOURCES = [
  'build',
  'index.html',
  'vite.config.ts',
  'package.json',
  'public',
  'src',
  '../core/src',
  '../../package-lock.json',
]

/**
 * SHA-256 over names and contents of the sources. Contents and not dates: a checkout gives every file the date of the
 * checkout.
 */
export function fingerprint(root = WEB): string {
  const hash = createHash('sha256')
  for (const source of SOURCES) addTo(hash, root, source)
  return hash.digest('hex')
}

function addTo(hash: ReturnType<typeof createHash>, root: string, path: string): void {
  if (/\.test\.tsx?$/.test(path)) return
  const entries = entriesOf(join(root, path))
  if (entries === undefined) {
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)))
      .update('\0')
    return
  }
  for (const entry of entries.sort()) addTo(hash, root, `${path}/${entry}`)
}

function entriesOf(path: string): string[] | undefined {
  try {
    return readdirSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined
    throw error
  }
}
