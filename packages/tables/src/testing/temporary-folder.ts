import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder for the tests of one file, to be removed after them. */
export interface TemporaryFolder {
  readonly path: string
  at(name: string): string
  remove(): void
}

export function temporaryFolder(): TemporaryFolder {
  const path = mkdtempSync(join(tmpdir(), 'yingma-tables-'))
  return { path, at: (name) => join(path, name), remove: () => rmSync(path, { recursive: true, force: true }) }
}
