import { createReadStream } from 'node:fs'
import type { EdgeProblem } from '@yingma/edge'
import { writeOutput } from '../command-line/write-output.ts'

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
      if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') throw error
      throw new UnreadableInput(file, error.code)
    }
  }
}

/** Writes bytes to a file, which appears only when it is whole, or to the standard output (`-`). */
export async function writeBytes(target: string, bytes: AsyncIterable<Uint8Array>): Promise<EdgeProblem | undefined> {
  try {
    const unwritten = await writeOutput(target, bytes)
    return unwritten && { code: 'edge.cannot-write', path: unwritten.file, reason: unwritten.reason }
  } catch (error) {
    if (error instanceof UnreadableInput) return error.problem
    throw error
  }
}
