import { Readable } from 'node:stream'
import * as zlib from 'node:zlib'
import { createInflateRaw } from 'node:zlib'
import { RATIO_FLOOR, type TableLimits } from '../../model/limits.ts'
import type { ByteSource } from '../../source/byte-source.ts'
import { ReadFailure } from '../read-failure.ts'

/** One file inside a ZIP archive. Names use `/`, whatever the writer used. */
export interface ZipEntry {
  readonly name: string
  readonly method: number
  readonly packed: number
  readonly unpacked: number
  readonly crc: number
  readonly encrypted: boolean
  readonly headerAt: number
}

export interface ZipArchive {
  /** By lower-cased name: Office itself compares without case. */
  readonly entries: ReadonlyMap<string, ZipEntry>
  /** The unpacked bytes of an entry in pieces; checks limits, length and checksum. */
  unpack(entry: ZipEntry): AsyncGenerator<Buffer, void, undefined>
}

const END_LENGTH = 22
const MAX_COMMENT = 65_535
const MAX_DIRECTORY = 64 * 1024 * 1024
const READ_BYTES = 64 * 1024

// Newer Node versions have a native CRC-32; where it is missing only lengths are checked.
const crc32 = (zlib as { readonly crc32?: (data: Buffer, value?: number) => number }).crc32

/**
 * Reads the directory of a ZIP archive (ZIP64 too). What the directory claims is never trusted: limits are counted on the
 * bytes that really come out, over all entries that are unpacked.
 *
 * @throws ReadFailure
 */
export async function openZip(source: ByteSource, limits: TableLimits): Promise<ZipArchive> {
  const { readAt, size, name: file } = source
  if (readAt === null || size === null) throw new Error('a ZIP archive needs random access')
  const damaged = (damage: 'cut-off' | 'cannot-unpack', part: string): ReadFailure =>
    new ReadFailure({ code: 'table-damaged', file, part, damage })
  const directory = await readDirectory()
  const entries = new Map<string, ZipEntry>()
  for (const entry of directory) {
    const key = entry.name.toLowerCase()
    if (!entries.has(key)) entries.set(key, entry)
  }
  let total = 0
  return {
    entries,
    async *unpack(entry) {
      if (entry.encrypted) throw new ReadFailure({ code: 'table-password', file })
      if (entry.method !== 0 && entry.method !== 8) throw damaged('cannot-unpack', entry.name)
      const start = await dataStart(entry)
      let unpacked = 0
      let crc = 0
      for await (const piece of entry.method === 0 ? stored(start, entry) : inflated(start, entry)) {
        unpacked += piece.length
        total += piece.length
        if (total > limits.maxUnpackedBytes || (unpacked > RATIO_FLOOR && unpacked > limits.maxRatio * entry.packed)) {
          const { maxUnpackedBytes: maxUnpacked, maxRatio } = limits
          const { name: part, packed } = entry
          throw new ReadFailure({ code: 'table-zip-bomb', file, part, unpacked, packed, maxUnpacked, maxRatio })
        }
        if (crc32 !== undefined) crc = crc32(piece, crc)
        yield piece
      }
      if (unpacked !== entry.unpacked) throw damaged('cut-off', entry.name)
      if (crc32 !== undefined && crc !== entry.crc) {
        throw new ReadFailure({ code: 'table-damaged', file, part: entry.name, damage: 'checksum' })
      }
    },
  }

  async function readDirectory(): Promise<ZipEntry[]> {
    const end = await findEnd()
    if (end.length > MAX_DIRECTORY) throw new ReadFailure({ code: 'table-too-large', file, limit: MAX_DIRECTORY })
    const bytes = await readAt!(end.at, end.length)
    const list: ZipEntry[] = []
    for (let at = 0; at + 46 <= bytes.length && bytes.readUInt32LE(at) === 0x02014b50; ) {
      const nameLength = bytes.readUInt16LE(at + 28)
      const extraLength = bytes.readUInt16LE(at + 30)
      const extra = bytes.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength)
      const sizes = zip64Sizes(extra, [
        bytes.readUInt32LE(at + 24),
        bytes.readUInt32LE(at + 20),
        bytes.readUInt32LE(at + 42),
      ])
      list.push({
        name: bytes.toString('utf8', at + 46, at + 46 + nameLength).replaceAll('\\', '/'),
        encrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
        method: bytes.readUInt16LE(at + 10),
        crc: bytes.readUInt32LE(at + 16),
        unpacked: sizes[0],
        packed: sizes[1],
        headerAt: sizes[2],
      })
      at += 46 + nameLength + extraLength + bytes.readUInt16LE(at + 32)
    }
    return list
  }

  async function findEnd(): Promise<{ at: number; length: number }> {
    const tailAt = Math.max(0, size! - END_LENGTH - MAX_COMMENT)
    const tail = await readAt!(tailAt, size! - tailAt)
    for (let at = tail.length - END_LENGTH; at >= 0; at--) {
      if (tail.readUInt32LE(at) !== 0x06054b50) continue
      const length = tail.readUInt32LE(at + 12)
      const start = tail.readUInt32LE(at + 16)
      if (start !== 0xffffffff && length !== 0xffffffff) return { at: start, length }
      if (at < 20 || tail.readUInt32LE(at - 20) !== 0x07064b50) break
      const record = await readAt!(Number(tail.readBigUInt64LE(at - 20 + 8)), 56)
      if (record.length < 56 || record.readUInt32LE(0) !== 0x06064b50) break
      return { at: Number(record.readBigUInt64LE(48)), length: Number(record.readBigUInt64LE(40)) }
    }
    throw damaged('cut-off', file)
  }

  async function dataStart(entry: ZipEntry): Promise<number> {
    const header = await readAt!(entry.headerAt, 30)
    if (header.length < 30 || header.readUInt32LE(0) !== 0x04034b50) throw damaged('cut-off', entry.name)
    return entry.headerAt + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  }

  async function* stored(start: number, entry: ZipEntry): AsyncGenerator<Buffer, void, undefined> {
    for (let done = 0; done < entry.packed; ) {
      const piece = await readAt!(start + done, Math.min(READ_BYTES, entry.packed - done))
      if (piece.length === 0) throw damaged('cut-off', entry.name)
      done += piece.length
      yield piece
    }
  }

  async function* inflated(start: number, entry: ZipEntry): AsyncGenerator<Buffer, void, undefined> {
    const inflate = createInflateRaw({ chunkSize: READ_BYTES })
    const input = Readable.from(stored(start, entry), { objectMode: false })
    input.on('error', (error) => inflate.destroy(error))
    input.pipe(inflate)
    try {
      for await (const piece of inflate as AsyncIterable<Buffer>) yield piece
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : ''
      throw code.startsWith('Z_') ? damaged(code === 'Z_BUF_ERROR' ? 'cut-off' : 'cannot-unpack', entry.name) : error
    } finally {
      input.destroy()
      inflate.destroy()
    }
  }
}

/** Sizes and offset that do not fit into 32 bits stand in the extra field, in this order, only those that are needed. */
function zip64Sizes(extra: Buffer, sizes: [number, number, number]): [number, number, number] {
  if (!sizes.includes(0xffffffff)) return sizes
  for (let at = 0; at + 4 <= extra.length; ) {
    const length = extra.readUInt16LE(at + 2)
    if (extra.readUInt16LE(at) === 1) {
      let next = at + 4
      for (let i = 0; i < 3; i++) {
        if (sizes[i] === 0xffffffff && next + 8 <= extra.length) {
          sizes[i] = Number(extra.readBigUInt64LE(next))
          next += 8
        }
      }
    }
    at += 4 + length
  }
  return sizes
}
