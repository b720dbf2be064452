import { once } from 'node:events'
import { constants, createGzip, type Gzip } from 'node:zlib'

/** Puts files into a ZIP archive one after another, as a stream: lengths and checksums stand behind each file. */
export interface ZipWriter {
  begin(name: string): Promise<void>
  write(bytes: Uint8Array): Promise<void>
  end(): Promise<void>
  /** Writes the directory. */
  finish(): Promise<void>
  /** Bytes of the archive so far. */
  size(): number
  /** Gives up the file that is open. */
  stop(): void
}

interface Written {
  readonly name: Buffer
  readonly at: number
  crc: number
  packed: number
  unpacked: number
}

const GZIP_HEADER = 10
const GZIP_TRAILER = 8
/** Lengths behind the data, names in UTF-8. */
const FLAGS = 0x0808
const DEFLATE = 8
/** 1 January 1980, so that the same table gives the same bytes. */
const DATE = 0x0021

/**
 * `send` takes the bytes of the archive in order. Compression runs in the thread pool, beside whoever makes the next rows.
 * It is done as gzip, whose trailer has the CRC-32 that ZIP wants; header and trailer are taken off.
 */
export function createZipWriter(send: (bytes: Buffer) => Promise<void>): ZipWriter {
  const files: Written[] = []
  let at = 0
  let gzip: Gzip | undefined
  let current: Written | undefined
  let pumping: Promise<void> = Promise.resolve()

  async function put(bytes: Buffer): Promise<void> {
    at += bytes.length
    await send(bytes)
  }

  /** Passes the packed bytes on, without the first ten and the last eight. */
  async function pump(source: Gzip, file: Written): Promise<void> {
    let header = GZIP_HEADER
    let held = Buffer.alloc(0)
    for await (const piece of source as AsyncIterable<Buffer>) {
      const skipped = Math.min(header, piece.length)
      header -= skipped
      const bytes = Buffer.concat([held, piece.subarray(skipped)])
      const cut = Math.max(0, bytes.length - GZIP_TRAILER)
      held = bytes.subarray(cut)
      if (cut === 0) continue
      file.packed += cut
      await put(bytes.subarray(0, cut))
    }
    file.crc = held.readUInt32LE(0)
  }

  return {
    async begin(name) {
      current = { name: Buffer.from(name, 'utf8'), at, crc: 0, packed: 0, unpacked: 0 }
      const header = Buffer.alloc(30)
      header.writeUInt32LE(0x04034b50, 0)
      header.writeUInt16LE(20, 4)
      header.writeUInt16LE(FLAGS, 6)
      header.writeUInt16LE(DEFLATE, 8)
      header.writeUInt16LE(DATE, 12)
      header.writeUInt16LE(current.name.length, 26)
      await put(Buffer.concat([header, current.name]))
      gzip = createGzip({ level: constants.Z_BEST_SPEED, chunkSize: 256 * 1024, memLevel: 9 })
      pumping = pump(gzip, current)
      // Looked at when the file ends; without this an early error would count as unhandled.
      pumping.catch(() => undefined)
    },
    async write(bytes) {
      if (gzip === undefined || current === undefined) throw new Error('no file is open in the archive')
      current.unpacked += bytes.length
      if (!gzip.write(bytes)) await Promise.race([once(gzip, 'drain'), pumping])
    },
    async end() {
      if (gzip === undefined || current === undefined) throw new Error('no file is open in the archive')
      gzip.end()
      await pumping
      const descriptor = Buffer.alloc(16)
      descriptor.writeUInt32LE(0x08074b50, 0)
      descriptor.writeUInt32LE(current.crc, 4)
      descriptor.writeUInt32LE(current.packed, 8)
      descriptor.writeUInt32LE(current.unpacked, 12)
      await put(descriptor)
      files.push(current)
      gzip = undefined
      current = undefined
    },
    async finish() {
      const start = at
      for (const file of files) await put(directoryEntry(file))
      const end = Buffer.alloc(22)
      end.writeUInt32LE(0x06054b50, 0)
      end.writeUInt16LE(files.length, 8)
      end.writeUInt16LE(files.length, 10)
      end.writeUInt32LE(at - start, 12)
      end.writeUInt32LE(start, 16)
      await put(end)
    },
    size: () => at,
    stop: () => gzip?.destroy(),
  }
}

function directoryEntry(file: Written): Buffer {
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt16LE(20, 4)
  entry.writeUInt16LE(20, 6)
  entry.writeUInt16LE(FLAGS, 8)
  entry.writeUInt16LE(DEFLATE, 10)
  entry.writeUInt16LE(DATE, 14)
  entry.writeUInt32LE(file.crc, 16)
  entry.writeUInt32LE(file.packed, 20)
  entry.writeUInt32LE(file.unpacked, 24)
  entry.writeUInt16LE(file.name.length, 28)
  entry.writeUInt32LE(file.at, 42)
  return Buffer.concat([entry, file.name])
}
