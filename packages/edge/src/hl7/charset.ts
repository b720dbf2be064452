import { decodeStrictly, encodeGb18030 } from '../text/gb18030.ts'

/** Encodings in which delimiters can be found byte by byte and text can be read and written. */
export type Charset = 'ascii' | 'latin-1' | 'utf-8' | 'gb18030'

export const CHARSETS = ['ascii', 'latin-1', 'utf-8', 'gb18030'] as const satisfies readonly Charset[]

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const GB18030 = new TextDecoder('gb18030', { fatal: true })
const LATIN1 = new TextDecoder('latin1')

/** MSH-18 (HL7 table 0211 and the spellings that systems use), folded: upper case, letters and digits only. */
const LABELS: Readonly<Record<string, Charset>> = {
  ASCII: 'ascii',
  USASCII: 'ascii',
  '88591': 'latin-1',
  ISO88591: 'latin-1',
  UNICODEUTF8: 'utf-8',
  UTF8: 'utf-8',
  ISOIR192: 'utf-8',
  GB180302000: 'gb18030',
  GB18030: 'gb18030',
  GBK: 'gb18030',
  GB2312: 'gb18030',
  CP936: 'gb18030',
}

/** What MSH-18 names; `null` where it is empty, `unknown` for an encoding that is not read here (UTF-16, Big5 …). */
export function labelledCharset(label: string): Charset | null | 'unknown' {
  const folded = label.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
  if (folded === '') return null
  return LABELS[folded] ?? 'unknown'
}

/**
 * The encoding of some bytes. UTF-8 and GB18030 are believed; a label that allows no Chinese, or none at all, is held
 * against the bytes, since senders that write Chinese under it are common. Wrongly guessed bytes read as nothing known
 * and so change nothing.
 */
export function charsetOf(bytes: Uint8Array, label: Charset | null): Charset {
  if (label === 'utf-8' || label === 'gb18030') return label
  if (bytes.every((byte) => byte < 0x80)) return label ?? 'ascii'
  if (decodeStrictly(UTF8, bytes) !== null) return 'utf-8'
  if (decodeStrictly(GB18030, bytes) !== null) return 'gb18030'
  return 'latin-1'
}

/** Null where the bytes are not of the encoding. */
export function decodeText(bytes: Uint8Array, charset: Charset): string | null {
  switch (charset) {
    case 'utf-8':
      return decodeStrictly(UTF8, bytes)
    case 'gb18030':
      return decodeStrictly(GB18030, bytes)
    case 'ascii':
      return bytes.every((byte) => byte < 0x80) ? LATIN1.decode(bytes) : null
    case 'latin-1':
      return LATIN1.decode(bytes)
  }
}

/** Null where the encoding cannot hold the text. */
export function encodeText(text: string, charset: Charset): Uint8Array | null {
  switch (charset) {
    case 'utf-8':
      return new TextEncoder().encode(text)
    case 'gb18030':
      return encodeGb18030(text)
    case 'ascii':
    case 'latin-1': {
      // Written as plain ASCII under both: what a wrong label does to it is nothing.
      const bytes = new TextEncoder().encode(text)
      return bytes.length === text.length ? bytes : null
    }
  }
}
