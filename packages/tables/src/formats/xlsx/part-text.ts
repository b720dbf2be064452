import { StringDecoder } from 'node:string_decoder'
import type { ZipArchive, ZipEntry } from './zip-reader.ts'

/**
 * An XML part in pieces, one character a byte of its UTF-8 form. Tags are ASCII, so a scanner can work on that as it
 * stands, several times faster than on decoded text; what it keeps goes through `decodePart`. UTF-16 parts are brought
 * into this form.
 */
export async function* partText(zip: ZipArchive, entry: ZipEntry): AsyncGenerator<string, void, undefined> {
  let wide: StringDecoder | null | undefined
  for await (const piece of zip.unpack(entry)) {
    wide ??= piece[0] === 0xff && piece[1] === 0xfe ? new StringDecoder('utf16le') : null
    yield (wide === null ? piece : Buffer.from(wide.write(piece), 'utf8')).toString('latin1')
  }
}

const NOT_ASCII = /[\x80-\xff]/

/** The text behind a piece of a part. */
export function decodePart(raw: string): string {
  return NOT_ASCII.test(raw) ? Buffer.from(raw, 'latin1').toString('utf8') : raw
}
