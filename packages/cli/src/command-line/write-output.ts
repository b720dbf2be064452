import { openOutput } from '@yingma/tables'

/** A target that did not take what was written, with the code of the system (`ENOSPC` …). */
export interface Unwritten {
  readonly file: string
  readonly reason: string
}

/**
 * Writes pieces to a file, a device or the standard output (`-`). A file gets its name when all of them are in it; nothing is
 * left behind where the system does not take them, or where making the next piece throws.
 */
export async function writeOutput(
  target: string,
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<Unwritten | undefined> {
  const opened = await openOutput(target)
  if (!opened.ok) return opened.problem
  const output = opened.value
  let isWhole = false
  try {
    for await (const piece of pieces) {
      const reason = await output.write(piece)
      if (reason !== undefined) return { file: output.name, reason }
    }
    const reason = await output.commit()
    isWhole = reason === undefined
    return reason === undefined ? undefined : { file: output.name, reason }
  } finally {
    if (!isWhole) await output.discard()
  }
}
