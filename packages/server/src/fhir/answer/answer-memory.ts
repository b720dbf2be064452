/** What an entry costs besides its key and its answer. */
const OVERHEAD = 200

/**
 * Answers as they were written, the ones used last: bounded in bytes, whatever is asked. It holds only what depends on
 * nothing but its key.
 */
export class AnswerMemory {
  readonly #mostBytes: number
  readonly #answers = new Map<string, Buffer>()
  #bytes = 0

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes
  }

  /** Bytes held, at most those of the bound. */
  get bytes(): number {
    return this.#bytes
  }

  get(key: string): Buffer | undefined {
    const answer = this.#answers.get(key)
    if (answer === undefined) return undefined
    // The order of a map is that of insertion: what was used goes to the end, what was not is first to go.
    this.#answers.delete(key)
    this.#answers.set(key, answer)
    return answer
  }

  /** Keeps an answer, unless it alone would take an eighth of the place. */
  keep(key: string, answer: Buffer): void {
    const size = sizeOf(key, answer)
    if (size > this.#mostBytes / 8) return
    const before = this.#answers.get(key)
    if (before !== undefined) this.#drop(key, before)
    this.#answers.set(key, answer)
    this.#bytes += size
    for (const [oldest, held] of this.#answers) {
      if (this.#bytes <= this.#mostBytes) break
      this.#drop(oldest, held)
    }
  }

  #drop(key: string, answer: Buffer): void {
    this.#answers.delete(key)
    this.#bytes -= sizeOf(key, answer)
  }
}

/** A string may take two bytes a character. */
function sizeOf(key: string, answer: Buffer): number {
  return key.length * 2 + answer.length + OVERHEAD
}
