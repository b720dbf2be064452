import { crc32, deflateRawSync } from 'node:zlib'

/** A file of an archive. Names are ASCII without folders. */
export interface ZipFile {
  readonly name: string
  readonly content: Uint8Array
}

const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
const DEFLATED = 8
const VERSION = 20
/** 1 January 1980: equal files give equal bytes. */
const DATE = 0x21

/** Packs files as a zip archive (APPNOTE 6.3, without zip64): fewer than 65,536 files and 4 GiB. */
export function packZip(files: readonly ZipFile[]): Uint8Array {
  const parts: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let at = 0
  for (const { name, content } of files) {
    const packed = deflateRawSync(content)
    const path = Buffer.from(name, 'ascii')
    const about = Buffer.alloc(26)
    about.writeUInt16LE(VERSION, 0)
    about.writeUInt16LE(DEFLATED, 4)
    about.writeUInt16LE(DATE, 8)
    about.writeUInt32LE(crc32(content), 10)
    about.writeUInt32LE(packed.length, 14)
    about.writeUInt32LE(content.length, 18)
    about.writeUInt16LE(path.length, 22)
    parts.push(word(LOCAL), about, path, packed)
    const where = Buffer.alloc(14)
    where.writeUInt32LE(at, 10)
    directory.push(word(CENTRAL), half(VERSION), about, where, path)
    at += 4 + about.length + path.length + packed.length
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(files.length, 4)
  end.writeUInt16LE(files.length, 6)
  end.writeUInt32LE(size, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...parts, ...directory, word(END), end])
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

function half(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}
