const START = 0x0b
const END = 0x1c
const CARRIAGE_RETURN = 0x0d

/** A piece of a stream of MLLP frames. */
export interface FramePiece {
  /** `message`: the body of a whole frame. `raw`: bytes that pass as they are, framing included. */
  readonly kind: 'message' | 'raw'
  readonly bytes: Uint8Array
  /** The frame of a message that is too long to be held ends here. */
  readonly endsLong: boolean
}

/**
 * Takes MLLP (start byte 0B, body, end bytes 1C 0D) apart. What stands between frames, and a frame longer than
 * `maxMessage`, come out raw, so that they can pass unheld. 1C ends a frame only before 0D.
 */
export class MllpFrames {
  readonly #maxMessage: number
  #held: Uint8Array = new Uint8Array(0)
  #state: 'between' | 'inside' | 'long' = 'between'

  constructor(maxMessage: number) {
    this.#maxMessage = maxMessage
  }

  /** Whether a frame has begun and not ended. */
  get open(): boolean {
    return this.#state !== 'between'
  }

  push(chunk: Uint8Array): FramePiece[] {
    this.#held = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk])
    const pieces: FramePiece[] = []
    for (let before = ''; this.#held.length > 0; ) {
      const now = `${this.#state} ${this.#held.length}`
      if (now === before) break
      before = now
      this.#step(pieces)
    }
    return pieces
  }

  /** Gives up the frame that has begun: what is held comes out raw, and so does the rest of it. */
  release(): Uint8Array {
    const bytes = this.#held
    this.#held = new Uint8Array(0)
    if (this.#state === 'inside') this.#state = 'long'
    return bytes
  }

  #step(pieces: FramePiece[]): void {
    if (this.#state === 'between') {
      const start = this.#held.indexOf(START)
      if (start !== 0) pieces.push(raw(this.#take(start < 0 ? this.#held.length : start)))
      if (start >= 0) this.#state = 'inside'
      return
    }
    const end = endOf(this.#held, this.#state === 'inside' ? 1 : 0)
    if (this.#state === 'long') {
      // An end byte that came last waits for its second half.
      const whole = this.#held.at(-1) === END ? this.#held.length - 1 : this.#held.length
      const bytes = this.#take(end < 0 ? whole : end + 2)
      if (bytes.length > 0) pieces.push(raw(bytes, end >= 0))
      if (end >= 0) this.#state = 'between'
      return
    }
    if (end >= 0 && end - 1 <= this.#maxMessage) {
      const frame = this.#take(end + 2)
      pieces.push({ kind: 'message', bytes: frame.subarray(1, end), endsLong: false })
      this.#state = 'between'
      return
    }
    if (end >= 0 || this.#held.length > this.#maxMessage + 2) this.#state = 'long'
  }

  #take(length: number): Uint8Array {
    const taken = this.#held.subarray(0, length)
    this.#held = this.#held.subarray(length)
    return taken
  }
}

/** Puts a body into a frame. */
export function frameOf(body: Uint8Array): Uint8Array {
  return Buffer.concat([Uint8Array.of(START), body, Uint8Array.of(END, CARRIAGE_RETURN)])
}

function endOf(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(END, from); at >= 0; at = bytes.indexOf(END, at + 1)) {
    if (bytes[at + 1] === CARRIAGE_RETURN) return at
  }
  return -1
}

function raw(bytes: Uint8Array, endsLong = false): FramePiece {
  return { kind: 'raw', bytes, endsLong }
}
