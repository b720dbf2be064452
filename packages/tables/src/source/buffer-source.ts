import { done, failed, type Result } from '../model/result.ts'
import { type ByteSource, memorySource, readProblem } from './byte-source.ts'

/** The whole content in memory, for formats that need it; beyond the limit a problem. */
export async function bufferSource(
  source: ByteSource,
  limit: number,
): Promise<Result<ByteSource & { readonly bytes: Buffer }>> {
  const pieces: Buffer[] = []
  let length = 0
  const tooLarge = failed({ code: 'table-too-large', file: source.name, limit })
  if (source.size !== null && source.size > limit) return tooLarge
  try {
    for await (const piece of source.chunks()) {
      length += piece.length
      if (length > limit) return tooLarge
      pieces.push(piece)
    }
  } catch (error) {
    return failed(readProblem(source.name, error))
  }
  const bytes = Buffer.concat(pieces)
  return done({ ...memorySource(bytes, source.name), extension: source.extension, close: source.close, bytes })
}
