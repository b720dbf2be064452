const CHUNK = 512 * 1024

/**
 * Gathers texts into buffers of some size. Each text goes into the buffer at once: joining thousands of small texts into
 * one long string first costs several times as much.
 */
export interface ByteBatch {
  /** Adds a text as UTF-8. */
  add(text: string): void
  /** Adds a text that is known to be ASCII, which is quicker. */
  addAscii(text: string): void
  /** True when enough has been gathered to be taken. */
  full(): boolean
  /** The bytes gathered; the batch starts anew. */
  take(): Buffer
}

export function createByteBatch(): ByteBatch {
  let buffer = Buffer.allocUnsafeSlow(CHUNK)
  let length = 0

  function reserve(bytes: number): void {
    if (length + bytes <= buffer.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(2 * buffer.length, length + bytes))
    buffer.copy(larger, 0, 0, length)
    buffer = larger
  }

  return {
    add(text) {
      reserve(3 * text.length)
      length += buffer.write(text, length, 'utf8')
    },
    addAscii(text) {
      reserve(text.length)
      length += buffer.write(text, length, 'latin1')
    },
    full: () => length >= CHUNK / 2,
    take() {
      // The taken bytes may still be on their way when the next are gathered, so they get a buffer of their own.
      const taken = buffer.subarray(0, length)
      buffer = Buffer.allocUnsafeSlow(CHUNK)
      length = 0
      return taken
    },
  }
}
