import { randomBytes } from 'node:crypto'
import { link, open, readFile, rename, rm } from 'node:fs/promises'
import { isMissing } from './engine-files.ts'

/** Who holds a data folder. */
export interface LockHolder {
  readonly pid: number
  /** Start of that process in clock ticks since boot (Linux), so that a reused process number is not taken for it. */
  readonly started: string
}

export type LockResult =
  | { readonly ok: true; readonly release: () => Promise<void> }
  | { readonly ok: false; readonly holder: LockHolder }

/**
 * Takes the lock file at `path` for this process. A second opener, in this process or another, gets the holder
 * instead; a lock whose holder is dead (power cut, kill -9) is taken over.
 */
export async function takeFolderLock(path: string): Promise<LockResult> {
  const own: LockHolder = { pid: process.pid, started: await processStart(process.pid) }
  const token = randomBytes(8).toString('hex')
  const draft = `${path}.${token}`
  // Written beside and linked into place: whoever sees the lock file sees it whole.
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(JSON.stringify({ ...own, token }))
    await file.sync()
  } finally {
    await file.close()
  }
  try {
    for (;;) {
      if (await linkOnce(draft, path)) return { ok: true, release: () => release(path, token) }
      const found = await readLock(path)
      if (found === undefined) continue
      if (found.holder !== undefined && (await isAlive(found.holder))) return { ok: false, holder: found.holder }
      await dropStale(path, found.text, `${draft}.stale`)
    }
  } finally {
    await rm(draft, { force: true })
  }
}

async function linkOnce(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path)
    return true
  } catch (error) {
    if ((error as { code?: string }).code === 'EEXIST') return false
    throw error
  }
}

async function readLock(path: string): Promise<{ text: string; holder: LockHolder | undefined } | undefined> {
  try {
    const text = await readFile(path, 'utf8')
    return { text, holder: parseHolder(text) }
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

function parseHolder(text: string): LockHolder | undefined {
  try {
    const value: unknown = JSON.parse(text)
    const { pid, started } = value as LockHolder
    return Number.isInteger(pid) && pid > 0 && typeof started === 'string' ? { pid, started } : undefined
  } catch (error) {
    // A torn lock file names nobody: only a crash of the disk leaves one.
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** Moves the stale lock aside; when another opener was faster and the file is already theirs, it is put back. */
async function dropStale(path: string, text: string, aside: string): Promise<void> {
  try {
    await rename(path, aside)
  } catch (error) {
    if (isMissing(error)) return
    throw error
  }
  if ((await readFile(aside, 'utf8')) !== text) await linkOnce(aside, path)
  await rm(aside, { force: true })
}

async function release(path: string, token: string): Promise<void> {
  const found = await readLock(path)
  if (found?.text.includes(token)) await rm(path, { force: true })
}

async function isAlive(holder: LockHolder): Promise<boolean> {
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    const code = (error as { code?: string }).code
    if (code === 'ESRCH') return false
    if (code !== 'EPERM') throw error
  }
  return (await processStart(holder.pid)) === holder.started
}

/** Start time of a process as the kernel counts it; `''` where the system does not tell (macOS). */
async function processStart(pid: number): Promise<string> {
  try {
    const text = await readFile(`/proc/${pid}/stat`, 'utf8')
    // The second field is the program's name in brackets and may itself hold brackets and spaces.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    // A zombie is dead already: only its parent has not looked yet.
    return fields[0] === 'Z' ? 'dead' : (fields[19] ?? '')
  } catch (error) {
    if (isMissing(error)) return ''
    throw error
  }
}
