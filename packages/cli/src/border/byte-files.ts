import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { EdgeProblem } from '@yingma/edge'

/** The bytes of files one after the other; `-` is the standard input. */
export async function* bytesOf(files: readonly string[]): AsyncGenerator<Uint8Array, void, undefined> {
  for (const file of files) yield* file === '-' ? process.stdin : createReadStream(file)
}

/** Writes bytes to a file, which appears only when it is whole, or to the standard output (`-`). */
export async function writeBytes(target: string, bytes: AsyncIterable<Uint8Array>): Promise<EdgeProblem | undefined> {
  if (target === '-') {
    for await (const piece of bytes) if (!process.stdout.write(piece)) await once(process.stdout, 'drain')
    return undefined
  }
  const temporary = join(dirname(target), `.${basename(target)}.${randomBytes(4).toString('hex')}.tmp`)
  let file: FileHandle
  try {
    file = await open(temporary, 'wx')
  } catch (error) {
    return cannotWrite(target, error)
  }
  try {
    for await (const piece of bytes) await file.writeFile(piece)
    await file.sync()
    await file.close()
    await rename(temporary, target)
    return undefined
  } catch (error) {
    await file.close()
    await rm(temporary, { force: true })
    return cannotWrite(target, error)
  }
}

/** An error of reading names its file; everything else that the system says is about the target. */
function cannotWrite(target: string, error: unknown): EdgeProblem {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') throw error
  if ('path' in error && typeof error.path === 'string' && !error.path.endsWith('.tmp')) {
    return { code: 'edge.unreadable', path: error.path, reason: error.code }
  }
  return { code: 'edge.cannot-write', path: target, reason: error.code }
}
