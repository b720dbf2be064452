import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Builds the web pages of the packages below `app`, where no library is installed yet, into their own `dist`. The tools of
 * `root` build them, from the sources in `app` and no others: a bundle holds what was committed. Throws when it cannot.
 */
export function buildPages(app: string, root: string): void {
  const web = join(app, 'packages', 'web')
  const libraries = join(app, 'node_modules')
  const own = join(web, 'node_modules')
  symlinkSync(join(root, 'node_modules'), libraries)
  // Found before the packages of `root`, which may hold what nobody has committed.
  mkdirSync(own)
  symlinkSync(join(app, 'packages'), join(own, '@yingma'))
  try {
    execFileSync(process.execPath, ['--import', 'tsx', join(web, 'build', 'main.ts')], {
      cwd: app,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
  } finally {
    rmSync(libraries)
    rmSync(own, { recursive: true })
  }
}
