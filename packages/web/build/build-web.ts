import { existsSync, readFileSync } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fingerprint, WEB } from './fingerprint.ts'

const DIST = join(WEB, 'dist')
const MARK = 'built-from.txt'

/** Whether the built application is there and was built from the present sources. */
export function isBuilt(): boolean {
  const mark = join(DIST, MARK)
  return existsSync(mark) && readFileSync(mark, 'utf8') === fingerprint()
}

/**
 * Builds the application into `dist`. The new build takes the place of the old one when it is complete, so that several
 * programs may build at once and a server never sees half of one.
 */
export async function buildWeb(): Promise<void> {
  const { build } = await import('vite')
  // A test or a developer's shell may say otherwise; what is built is what everybody gets.
  const { NODE_ENV: before } = process.env
  process.env.NODE_ENV = 'production'
  const mark = fingerprint()
  const fresh = `${DIST}.${process.pid}.tmp`
  const old = `${fresh}.old`
  try {
    await build({ root: WEB, configFile: join(WEB, 'vite.config.ts'), logLevel: 'error', build: { outDir: fresh } })
    await writeFile(join(fresh, MARK), mark)
    if (existsSync(DIST)) await rename(DIST, old)
    await rename(fresh, DIST)
  } catch (error) {
    // Somebody else was quicker with the same sources.
    if (!isBuilt()) throw error
  } finally {
    if (before === undefined) delete process.env.NODE_ENV
    else process.env.NODE_ENV = before
    await Promise.all([fresh, old].map((folder) => rm(folder, { recursive: true, force: true })))
  }
}
