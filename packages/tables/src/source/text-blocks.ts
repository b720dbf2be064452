import { StringDecoder } from 'node:string_decoder'
import type { Encoding } from '../guess/encoding.ts'
import type { ByteSource } from './byte-source.ts'

const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d

/**
 * The text of a source in blocks that end with a line, apart from the last. Bytes that cannot be decoded become U+FFFD,
 * so that whoever cuts the rows can name the cell. `maxLine` (in bytes) ends a line that never ends: the block then stops
 * inside it.
 */
export async function* textBlocks(
  source: ByteSource,
  encoding: Encoding,
  markLength: number,
  maxLine: number,
): AsyncGenerator<string, void, undefined> {
  if (encoding === 'utf-16le' || encoding === 'utf-16be') {
    yield* wideBlocks(source, encoding, markLength)
    return
  }
  const decode = byteDecoder(encoding)
  let rest: Buffer[] = []
  let restLength = 0
  let skip = markLength
  for await (const piece of source.chunks()) {
    const chunk = skip > 0 ? piece.subarray(skip) : piece
    skip = Math.max(0, skip - piece.length)
    const end = Math.max(chunk.lastIndexOf(LINE_FEED), lastLoneReturn(chunk)) + 1
    if (end === 0 && restLength + chunk.length < maxLine) {
      rest.push(chunk)
      restLength += chunk.length
      continue
    }
    const cut = end === 0 ? chunk.length : end
    yield decode(restLength === 0 ? chunk.subarray(0, cut) : Buffer.concat([...rest, chunk.subarray(0, cut)]))
    rest = cut < chunk.length ? [chunk.subarray(cut)] : []
    restLength = chunk.length - cut
  }
  if (restLength > 0) yield decode(Buffer.concat(rest))
}

/** Where a line of a file with old Macintosh line ends stops; a return at the very end may still be followed by its feed. */
function lastLoneReturn(chunk: Buffer): number {
  if (chunk.includes(LINE_FEED)) return -1
  const at = chunk.lastIndexOf(CARRIAGE_RETURN)
  return at === chunk.length - 1 ? chunk.lastIndexOf(CARRIAGE_RETURN, at - 1) : at
}

export function byteDecoder(encoding: 'utf-8' | 'gb18030' | 'big5'): (bytes: Buffer) => string {
  // Buffer's own decoder is several times faster than TextDecoder and gives U+FFFD alike.
  if (encoding === 'utf-8') return (bytes) => bytes.toString('utf8')
  const decoder = new TextDecoder(encoding, { ignoreBOM: true })
  return (bytes) => decoder.decode(bytes)
}

async function* wideBlocks(
  source: ByteSource,
  encoding: 'utf-16le' | 'utf-16be',
  markLength: number,
): AsyncGenerator<string, void, undefined> {
  const decoder = encoding === 'utf-16le' ? new StringDecoder('utf16le') : undefined
  const bigEndian = new TextDecoder('utf-16be', { ignoreBOM: true })
  let skip = markLength
  let rest = ''
  for await (const piece of source.chunks()) {
    const chunk = piece.subarray(skip)
    skip = Math.max(0, skip - piece.length)
    const text = rest + (decoder === undefined ? bigEndian.decode(chunk, { stream: true }) : decoder.write(chunk))
    const end = text.lastIndexOf('\n') + 1
    if (end > 0) yield text.slice(0, end)
    rest = text.slice(end)
  }
  rest += decoder === undefined ? bigEndian.decode() : decoder.end()
  if (rest !== '') yield rest
}
