import { CR, LF } from './er7.ts'

/** A piece of a stream of messages: one message with whatever follows it up to the next, or bytes that are none. */
export interface StreamPiece {
  /** `rest`: bytes before the first message, or of a message that is too long. They pass as they came. */
  readonly kind: 'message' | 'rest'
  readonly bytes: Uint8Array
  /** The beginning of a message that is too long. */
  readonly isLong: boolean
}

const VT = 0x0b

/**
 * Cuts a file or a pipe into messages, which begin with `MSH` at the start of a line (or behind the start byte of MLLP).
 * Joined again the pieces are the stream, byte by byte. No more than `maxMessage` bytes are held: a longer message comes
 * out as `rest`, piece by piece.
 */
export async function* messagesOf(
  chunks: AsyncIterable<Uint8Array>,
  maxMessage: number,
): AsyncGenerator<StreamPiece, void, undefined> {
  let held: Uint8Array = new Uint8Array(0)
  // What is held begins with a message; false before the first one and inside of one that is too long.
  let inMessage = false
  let atStart = true
  for await (const chunk of chunks) {
    const from = Math.max(1, held.length - 3)
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk])
    if (atStart && held.length >= 3) {
      inMessage = startsMessage(held, 0)
      atStart = false
    }
    for (let at = from; at + 3 <= held.length; at++) {
      if (!isLineStart(held[at - 1]!) || !startsMessage(held, at)) continue
      yield { kind: inMessage ? 'message' : 'rest', bytes: held.subarray(0, at), isLong: false }
      held = held.subarray(at)
      inMessage = true
      at = 0
    }
    // The last bytes stay: a message may begin in them.
    if (!atStart && held.length > (inMessage ? maxMessage : 4)) {
      yield { kind: 'rest', bytes: held.subarray(0, held.length - 4), isLong: inMessage }
      held = held.subarray(held.length - 4)
      inMessage = false
    }
  }
  if (held.length > 0) yield { kind: inMessage ? 'message' : 'rest', bytes: held, isLong: false }
}

function startsMessage(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0x4d && bytes[at + 1] === 0x53 && bytes[at + 2] === 0x48
}

function isLineStart(previous: number): boolean {
  return previous === CR || previous === LF || previous === VT
}
