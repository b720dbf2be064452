/** Writes Chinese text in pinyin without tones. */
export interface Pinyin {
  /** Syllables and Latin words in lower case, parted by single spaces: `CT胸部(平扫)` → `ct xiong bu ping sao`. */
  syllables(text: string): string
  /** First letters of the syllables, Latin words and digits whole: `CT胸部(平扫)` → `ctxbps`. */
  initials(text: string): string
}

/** One piece of a text: a Latin word or number as written, or the syllables of Chinese characters. */
interface Piece {
  readonly latin: boolean
  readonly parts: readonly string[]
}

/**
 * Makes a transcriber from a table of characters and of phrases (the readings of characters that have several).
 * The longest entry wins at every place. A character that is neither in the table nor Latin parts words and is dropped.
 */
export function createPinyin(readings: ReadonlyMap<string, string>): Pinyin {
  const longest = Math.max(1, ...[...readings.keys()].map((text) => text.length))

  function read(text: string): readonly Piece[] {
    const lower = text.toLowerCase()
    const pieces: Piece[] = []
    let at = 0
    while (at < lower.length) {
      const latin = latinAt(lower, at)
      if (latin !== '') {
        pieces.push({ latin: true, parts: [latin] })
        at += latin.length
        continue
      }
      const length = longestReading(lower, at)
      const reading = readings.get(lower.slice(at, at + length))
      if (reading !== undefined) pieces.push({ latin: false, parts: reading.split(' ') })
      at += length
    }
    return pieces
  }

  function longestReading(text: string, at: number): number {
    for (let length = Math.min(longest, text.length - at); length > 1; length--) {
      if (readings.has(text.slice(at, at + length))) return length
    }
    return 1
  }

  return {
    syllables: (text) =>
      read(text)
        .flatMap(({ parts }) => parts)
        .join(' '),
    initials: (text) =>
      read(text)
        .flatMap(({ latin, parts }) => (latin ? parts : parts.map((syllable) => syllable[0] ?? '')))
        .join(''),
  }
}

function latinAt(text: string, at: number): string {
  let end = at
  while (end < text.length && /[0-9a-z]/.test(text[end] ?? '')) end++
  return text.slice(at, end)
}
