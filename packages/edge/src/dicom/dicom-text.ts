import { TextDecoder } from 'node:util'
import { decodeStrictly } from '../text/gb18030.ts'

const UTF8 = new TextDecoder('utf-8', { fatal: true })
const GB18030 = new TextDecoder('gb18030', { fatal: true })
const LATIN1 = new TextDecoder('latin1')
const ESCAPE = 0x1b

/**
 * Decodes the bytes of a text element under Specific Character Set (0008,0005). UTF-8 and GB18030 are believed where the
 * bytes allow it. GB2312 by code extension (`ISO 2022 IR 58`) is GB18030 without its escape sequences. Everything else
 * that holds bytes beyond ASCII is tried as UTF-8 and GB18030 first: Chinese written under ISO_IR 100, or under no
 * character set, is common.
 */
export function decodeDicomText(bytes: Uint8Array, characterSet: string): string {
  const plain = withoutEscapes(bytes)
  if (plain.every((byte) => byte < 0x80))
    return LATIN1.decode(plain)
      .replace(/[\0 ]+$/, '')
      .trimStart()
  const isGb = /GB|IR 58/.test(characterSet.toUpperCase())
  const order = isGb ? [GB18030, UTF8] : [UTF8, GB18030]
  for (const decoder of order) {
    const text = decodeStrictly(decoder, plain)
    if (text !== null) return text.replace(/[\0 ]+$/, '').trimStart()
  }
  return LATIN1.decode(plain).trim()
}

/** Escape sequences designate character sets; in the two that Chinese uses the bytes themselves say enough. */
function withoutEscapes(bytes: Uint8Array): Uint8Array {
  if (!bytes.includes(ESCAPE)) return bytes
  const kept: number[] = []
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] !== ESCAPE) {
      kept.push(bytes[at]!)
      continue
    }
    // ESC, intermediate bytes 20–2F, one final byte.
    at++
    while (at < bytes.length && bytes[at]! >= 0x20 && bytes[at]! <= 0x2f) at++
  }
  return Uint8Array.from(kept)
}
