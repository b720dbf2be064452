import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Gives the whole run one temporary folder and removes it at the end, so that a test that crashes leaves nothing behind:
 * `os.tmpdir()` and `TMPDIR` point into it in every worker and child process.
 *
 * On a build machine the working tree must be the same after the run as before it.
 */
export default function setup(): () => void {
  const outer = process.env.TMPDIR
  const folder = mkdtempSync(join(tmpdir(), 'yingma-test-'))
  // Databases started by tests run as another, unprivileged user and must reach their own folders in here.
  chmodSync(folder, 0o1777)
  process.env.TMPDIR = folder
  const treeBefore = process.env.CI === 'true' ? workingTree() : undefined
  return () => {
    if (outer === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = outer
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    if (treeBefore !== undefined && workingTree() !== treeBefore) {
      throw new Error(`the tests changed the working tree:\n${workingTree()}`)
    }
  }
}

function workingTree(): string {
  return execFileSync('git', ['status', '--porcelain'], { encoding: 'utf8' })
}
