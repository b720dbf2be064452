import { randomBytes } from 'node:crypto'
import type { Stats } from 'node:fs'
import { open, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { systemCode } from '../source/byte-source.ts'

/** Bytes on their way to a target. Errors of the system come back as their code (`ENOSPC` …), never thrown. */
export interface Output {
  readonly name: string
  /** Resolves when the system has taken the bytes, so a fast writer waits for a slow disk. */
  write(bytes: Uint8Array): Promise<string | undefined>
  /** Makes the output complete and visible. */
  commit(): Promise<string | undefined>
  /** Leaves nothing behind. */
  discard(): Promise<void>
}

export type OutputOpened =
  | { readonly ok: true; readonly value: Output }
  | {
      readonly ok: false
      readonly problem: { readonly code: 'table-cannot-write'; readonly file: string; readonly reason: string }
    }

/**
 * Opens a target. A file is written beside its place under a hidden name and gets its own name only in `commit`, after
 * everything has reached the disk: whoever looks sees the old file or the whole new one. `-` is the standard output,
 * where nothing can be taken back; the same holds for devices and named pipes.
 */
export async function openOutput(target: string): Promise<OutputOpened> {
  if (target === '-') return done(streamOutput(process.stdout, '<stdout>'))
  try {
    const existing = await statOrNull(target)
    if (existing?.isDirectory() === true) return refused(target, 'EISDIR')
    const special = existing !== null && !existing.isFile()
    // A link stays a link: what it points to is replaced.
    const place = existing === null ? target : await realpath(target)
    return done(special ? await direct(place, target) : await beside(place, target, existing?.mode))
  } catch (error) {
    const reason = systemCode(error)
    if (reason === undefined) throw error
    return refused(target, reason)
  }
}

function done(value: Output): OutputOpened {
  return { ok: true, value }
}

function refused(file: string, reason: string): OutputOpened {
  return { ok: false, problem: { code: 'table-cannot-write', file, reason } }
}

async function beside(place: string, name: string, mode: number | undefined): Promise<Output> {
  const folder = dirname(place)
  const temporary = join(folder, `.${basename(place)}.${randomBytes(6).toString('hex')}.part`)
  const handle = await open(temporary, 'wx', mode === undefined ? 0o666 : mode & 0o777)
  let closed = false
  const close = async (): Promise<void> => {
    if (closed) return
    closed = true
    await handle.close()
  }
  return {
    name,
    write: (bytes) => attempt(() => writeAll(handle, bytes)),
    commit: () =>
      attempt(async () => {
        await handle.sync()
        await close()
        await rename(temporary, place)
        await syncFolder(folder)
      }),
    discard: async () => {
      await attempt(close)
      await rm(temporary, { force: true })
    },
  }
}

async function direct(place: string, name: string): Promise<Output> {
  const handle = await open(place, 'w')
  return {
    name,
    write: (bytes) => attempt(() => writeAll(handle, bytes)),
    commit: () => attempt(() => handle.close()),
    discard: async () => {
      await attempt(() => handle.close())
    },
  }
}

function streamOutput(stream: NodeJS.WritableStream, name: string): Output {
  let failure: string | undefined
  // A reader that goes away (`| head`) is an error event, which must not end the program; the next write says it.
  stream.on('error', (error) => {
    failure = systemCode(error) ?? error.message
  })
  return {
    name,
    write: (bytes) =>
      new Promise((resolve) => {
        if (failure !== undefined) resolve(failure)
        else stream.write(bytes, (error) => resolve(error ? (systemCode(error) ?? error.message) : undefined))
      }),
    commit: () => Promise.resolve(failure),
    discard: () => Promise.resolve(),
  }
}

type Handle = Awaited<ReturnType<typeof open>>

async function writeAll(handle: Handle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += (await handle.write(bytes, at, bytes.length - at)).bytesWritten
}

async function attempt(step: () => Promise<void>): Promise<string | undefined> {
  try {
    await step()
    return undefined
  } catch (error) {
    const reason = systemCode(error)
    if (reason === undefined) throw error
    return reason
  }
}

async function statOrNull(path: string): Promise<Stats | null> {
  try {
    return await stat(path)
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null
    throw error
  }
}

/** So that the new name survives a power cut; some file systems cannot, which changes nothing for the content. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await attempt(() => handle.sync())
  } finally {
    await handle.close()
  }
}
