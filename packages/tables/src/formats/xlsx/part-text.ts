import { StringDecoder } from 'node:string_decoder'
import type { ZipArchive, ZipEntry } from './zip-reader.ts'

/** The text of an XML part in pieces: UTF-8, or UTF-16 where it starts with that byte order mark. */
export async function* partText(zip: ZipArchive, entry: ZipEntry): AsyncGenerator<string, void, undefined> {
  let decoder: StringDecoder | undefined
  for await (const piece of zip.unpack(entry)) {
    decoder ??= new StringDecoder(piece[0] === 0xff && piece[1] === 0xfe ? 'utf16le' : 'utf8')
    yield decoder.write(piece)
  }
  const rest = decoder?.end() ?? ''
  if (rest !== '') yield rest
}
