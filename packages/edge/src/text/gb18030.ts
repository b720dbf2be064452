import { TextDecoder } from 'node:util'

const decoder = new TextDecoder('gb18030', { fatal: true })

/** Bytes of one character that the table below holds. */
const TABLE = new Map<string, number>()
const FIRST_LEAD = 0x81
const LAST_LEAD = 0xfe

/**
 * Encodes text in GB18030, which the platform only decodes. The two-byte half of the standard is the platform's own
 * table read backwards, so that both directions agree; the characters beyond it (four bytes) are given up: null.
 */
export function encodeGb18030(text: string): Uint8Array | null {
  if (TABLE.size === 0) fillTable()
  const bytes: number[] = []
  for (const character of text) {
    const unit = character.codePointAt(0)!
    if (unit < 0x80) {
      bytes.push(unit)
      continue
    }
    const pair = TABLE.get(character)
    if (pair === undefined) return null
    bytes.push(pair >> 8, pair & 0xff)
  }
  return Uint8Array.from(bytes)
}

function fillTable(): void {
  const pair = new Uint8Array(2)
  for (let lead = FIRST_LEAD; lead <= LAST_LEAD; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue
      pair[0] = lead
      pair[1] = trail
      const character = decode(pair)
      if (character !== null && !TABLE.has(character)) TABLE.set(character, (lead << 8) | trail)
    }
  }
}

function decode(pair: Uint8Array): string | null {
  const text = decodeStrictly(decoder, pair)
  // Characters for private use have no meaning that two systems share.
  return text === null || /\p{Co}/u.test(text) ? null : text
}

/** The text, or null where the bytes are not of the decoder's encoding. The decoder has to be a fatal one. */
export function decodeStrictly(fatal: TextDecoder, bytes: Uint8Array): string | null {
  try {
    return fatal.decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

/** Length in bytes of the GB18030 character that starts at `at`: 1, 2 or 4. A cut or wrong character counts as one byte. */
export function gb18030Length(bytes: Uint8Array, at: number): 1 | 2 | 4 {
  const lead = bytes[at] ?? 0
  if (lead < FIRST_LEAD || lead > LAST_LEAD) return 1
  const second = bytes[at + 1] ?? 0
  if (second >= 0x40 && second <= LAST_LEAD && second !== 0x7f) return 2
  if (second < 0x30 || second > 0x39) return 1
  const third = bytes[at + 2] ?? 0
  const fourth = bytes[at + 3] ?? 0
  return third >= FIRST_LEAD && third <= LAST_LEAD && fourth >= 0x30 && fourth <= 0x39 ? 4 : 1
}
