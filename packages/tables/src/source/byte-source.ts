import { open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { done, failed, type Result } from '../model/result.ts'

/** Bytes of a table: a file, bytes in memory, or a pipe. */
export interface ByteSource {
  /** For messages; `<stdin>` for the standard input. */
  readonly name: string
  /** Extension of the name in lower case, without the dot. */
  readonly extension: string
  /** Null while a pipe has not been read to its end. */
  readonly size: number | null
  /** The first bytes, up to `HEAD_BYTES`; the whole when there are no more. */
  readonly head: Buffer
  /** True when `head` is all there is. */
  readonly whole: boolean
  /** The bytes from the start in pieces that the caller may keep. A pipe can be read only once. */
  chunks(): AsyncGenerator<Buffer, void, undefined>
  /** Random access; null for a pipe, which has to be buffered first. */
  readonly readAt: ((position: number, length: number) => Promise<Buffer>) | null
  /** Bytes handed out so far, for progress. */
  bytesRead(): number
  close(): Promise<void>
}

const HEAD_BYTES = 1024 * 1024
/** Small enough that the cells of one chunk die young in the garbage collector. */
const CHUNK_BYTES = 256 * 1024

/** What can be opened: a path, `-` for the standard input, bytes, or a stream of bytes. */
export type SourceInput = string | Uint8Array | Readable

/** Opens a source and reads its head. `name` is what messages call it; by default the path. */
export function openSource(input: SourceInput, name?: string): Promise<Result<ByteSource>> {
  if (input instanceof Uint8Array) return Promise.resolve(done(memorySource(toBuffer(input), name ?? '<bytes>')))
  if (typeof input !== 'string') return pipeSource(input, name ?? '<stream>')
  if (input === '-') return pipeSource(process.stdin, name ?? '<stdin>')
  return fileSource(input, name ?? input)
}

export function memorySource(bytes: Buffer, name: string): ByteSource {
  let bytesRead = 0
  const count = (piece: Buffer): Buffer => {
    bytesRead += piece.length
    return piece
  }
  return {
    name,
    extension: extensionOf(name),
    size: bytes.length,
    head: bytes.subarray(0, HEAD_BYTES),
    whole: bytes.length <= HEAD_BYTES,
    async *chunks() {
      for (let at = 0; at < bytes.length; at += CHUNK_BYTES)
        yield await Promise.resolve(count(bytes.subarray(at, at + CHUNK_BYTES)))
    },
    readAt: (position, length) => Promise.resolve(count(bytes.subarray(position, position + length))),
    bytesRead: () => bytesRead,
    close: () => Promise.resolve(),
  }
}

async function fileSource(path: string, name: string): Promise<Result<ByteSource>> {
  try {
    const handle = await open(path, 'r')
    const stat = await handle.stat()
    if (stat.isDirectory()) {
      await handle.close()
      return failed({ code: 'table-file-unreadable', file: name, reason: 'EISDIR' })
    }
    // A named pipe or device has no positions: read it as a stream.
    if (!stat.isFile()) return await pipeSource(handle.createReadStream(), name)
    let bytesRead = 0
    const readAt = async (position: number, length: number): Promise<Buffer> => {
      const buffer = Buffer.allocUnsafe(length)
      let filled = 0
      while (filled < length) {
        const { bytesRead: got } = await handle.read(buffer, filled, length - filled, position + filled)
        if (got === 0) break
        filled += got
      }
      bytesRead += filled
      return buffer.subarray(0, filled)
    }
    const head = await readAt(0, HEAD_BYTES)
    return done({
      name,
      extension: extensionOf(path),
      size: stat.size,
      head,
      whole: head.length >= stat.size,
      async *chunks() {
        for (let at = 0; ; ) {
          const chunk = await readAt(at, CHUNK_BYTES)
          if (chunk.length === 0) return
          at += chunk.length
          yield chunk
        }
      },
      readAt,
      bytesRead: () => bytesRead,
      close: () => handle.close(),
    })
  } catch (error) {
    return failed(readProblem(name, error))
  }
}

async function pipeSource(stream: Readable, name: string): Promise<Result<ByteSource>> {
  const pieces: Buffer[] = []
  let length = 0
  let ended = false
  const iterator: AsyncIterator<Uint8Array | string> = stream[Symbol.asyncIterator]()
  try {
    while (length < HEAD_BYTES) {
      const next = await iterator.next()
      if (next.done === true) {
        ended = true
        break
      }
      const piece = toBuffer(next.value)
      pieces.push(piece)
      length += piece.length
    }
  } catch (error) {
    return failed(readProblem(name, error))
  }
  const start = Buffer.concat(pieces)
  let used = false
  let bytesRead = 0
  return done({
    name,
    extension: '',
    size: ended ? start.length : null,
    head: start.subarray(0, HEAD_BYTES),
    whole: ended && start.length <= HEAD_BYTES,
    async *chunks() {
      if (used && !ended) throw new Error('a pipe can be read only once')
      used = true
      bytesRead = start.length
      yield start
      while (!ended) {
        const next = await iterator.next()
        if (next.done === true) return
        const piece = toBuffer(next.value)
        bytesRead += piece.length
        yield piece
      }
    },
    readAt: null,
    bytesRead: () => bytesRead,
    close: async () => {
      await iterator.return?.()
    },
  })
}

/** What the operating system said, as a problem. Anything that is no such error is a bug and is thrown on. */
export function readProblem(
  file: string,
  error: unknown,
):
  | { readonly code: 'table-file-missing'; readonly file: string }
  | { readonly code: 'table-file-unreadable'; readonly file: string; readonly reason: string } {
  const code = systemCode(error)
  if (code === undefined) throw error
  return code === 'ENOENT'
    ? { code: 'table-file-missing', file }
    : { code: 'table-file-unreadable', file, reason: code }
}

/** `ENOENT`, `EACCES` … of a system error; undefined for every other error. */
export function systemCode(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' && /^E[A-Z0-9]+$/.test(code) ? code : undefined
}

function extensionOf(name: string): string {
  return /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? ''
}

function toBuffer(value: Uint8Array | string): Buffer {
  if (typeof value === 'string') return Buffer.from(value, 'utf8')
  return Buffer.isBuffer(value) ? value : Buffer.from(value.buffer, value.byteOffset, value.byteLength)
}
