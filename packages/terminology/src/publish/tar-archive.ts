import { gzipSync } from 'node:zlib'

/** A file of an archive: its path inside, and its content. */
export interface ArchiveFile {
  readonly path: string
  readonly bytes: Uint8Array
}

const BLOCK = 512
/** gzip says which system packed it; `unknown` makes the same bytes everywhere. */
const GZIP_SYSTEM_AT = 9
const UNKNOWN_SYSTEM = 255

/** Packs files as `.tgz` (ustar). Order, owner, mode and time are fixed, so equal files give equal bytes. */
export function packTgz(files: readonly ArchiveFile[]): Uint8Array {
  const blocks = [...files]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .flatMap(({ path, bytes }) => [header(path, bytes.length), bytes, new Uint8Array(-bytes.length & (BLOCK - 1))])
  const packed = gzipSync(Buffer.concat([...blocks, new Uint8Array(2 * BLOCK)]), { level: 9 })
  packed[GZIP_SYSTEM_AT] = UNKNOWN_SYSTEM
  return packed
}

function header(path: string, size: number): Uint8Array {
  const block = Buffer.alloc(BLOCK)
  if (Buffer.byteLength(path) > 100) throw new Error(`a path too long for an archive: ${path}`)
  block.write(path, 0, 'utf8')
  const octal = (value: number, at: number, length: number): void => {
    block.write(`${value.toString(8).padStart(length - 1, '0')}\0`, at, 'latin1')
  }
  octal(0o644, 100, 8)
  octal(0, 108, 8)
  octal(0, 116, 8)
  octal(size, 124, 12)
  octal(0, 136, 12)
  block.write('        ', 148, 'latin1')
  block.write('0', 156, 'latin1')
  block.write('ustar\u000000', 257, 'latin1')
  const sum = block.reduce((total, byte) => total + byte, 0)
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return block
}

/** The files of an unpacked tar archive; null where it is none. Links, folders and other entries are passed over. */
export function readTar(bytes: Uint8Array): readonly ArchiveFile[] | null {
  const files: ArchiveFile[] = []
  for (let at = 0; at + BLOCK <= bytes.length; ) {
    const head = Buffer.from(bytes.subarray(at, at + BLOCK))
    if (head.every((byte) => byte === 0)) return files
    const textOf = (start: number, length: number): string =>
      head
        .subarray(start, start + length)
        .toString('utf8')
        .replace(/\0.*$/s, '')
    const size = Number.parseInt(textOf(124, 12).trim(), 8)
    if (!textOf(257, 6).startsWith('ustar') || Number.isNaN(size) || at + BLOCK + size > bytes.length) return null
    const prefix = textOf(345, 155)
    const path = prefix === '' ? textOf(0, 100) : `${prefix}/${textOf(0, 100)}`
    const kind = String.fromCharCode(head[156] ?? 0)
    if (kind === '0' || kind === '\0') files.push({ path, bytes: bytes.subarray(at + BLOCK, at + BLOCK + size) })
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK
  }
  return null
}
