import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { EdgeProblem } from '@yingma/edge'

/** Carries an input that the system does not give out through the streams between it and `writeBytes`. */
class UnreadableInput extends Error {
  readonly problem: EdgeProblem

  constructor(path: string, reason: string) {
    super(`${path}: ${reason}`)
    this.problem = { code: 'edge.unreadable', path, reason }
  }
}

/** The bytes of files one after the other; `-` is the standard input. To be read by `writeBytes`, which says what cannot be read. */
export async function* bytesOf(files: readonly string[]): AsyncGenerator<Uint8Array, void, undefined> {
  for (const file of files) {
    try {
      yield* file === '-' ? process.stdin : createReadStream(file)
    } catch (error) {
      throw new UnreadableInput(file, systemCode(error))
    }
  }
}

/** Writes bytes to a file, which appears only when it is whole, or to the standard output (`-`). */
export async function writeBytes(target: string, bytes: AsyncIterable<Uint8Array>): Promise<EdgeProblem | undefined> {
  if (target === '-') {
    try {
      for await (const piece of bytes) if (!process.stdout.write(piece)) await once(process.stdout, 'drain')
      return undefined
    } catch (error) {
      return cannotWrite(target, error)
    }
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

function cannotWrite(target: string, error: unknown): EdgeProblem {
  if (error instanceof UnreadableInput) return error.problem
  return { code: 'edge.cannot-write', path: target, reason: systemCode(error) }
}

/** The code of an error of the system; every other error is a bug and is thrown on. */
function systemCode(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  throw error
}
