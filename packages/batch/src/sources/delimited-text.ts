import { once } from 'node:events'
import { closeSync, createReadStream, createWriteStream, openSync, readSync, rmSync } from 'node:fs'
import { finished } from 'node:stream/promises'
import { isDiskFullError } from '../disk-full.ts'
import { literal } from '../duck/quote.ts'
import { ProblemError } from '../problem.ts'
import { makeWhole } from '../run/work-folder.ts'
import { readHeader } from './header.ts'
import type { SourceKind, StageContext } from './source.ts'

const HEAD_BYTES = 256 * 1024

/** CSV, TSV and the like, in UTF-8, UTF-16 or GB18030. All columns stay text, so that codes keep their leading zeros. */
export const delimitedText: SourceKind = {
  kind: 'delimited-text',
  endings: ['.csv', '.tsv', '.txt'],
  schemes: [],
  open: (path) => ({ stage: (context) => stageDelimitedText(path, context) }),
}

/** Reads a delimited text file into the Parquet file `context.target`. */
export async function stageDelimitedText(path: string, context: StageContext): Promise<readonly string[]> {
  const head = headOf(path)
  if (head.length === 0) throw new ProblemError({ code: 'batch.input-empty', input: path })
  const encoding = (context.encoding ?? guessEncoding(head)).toLowerCase()
  if (encoding === 'utf-8' || encoding === 'utf8') {
    await toParquet(path, path, textOf(head, 'utf-8', path), context)
    return [context.target]
  }
  const decoded = `${context.target}.utf8`
  try {
    await decodeFile(path, decoded, encoding)
    await toParquet(decoded, path, textOf(head, encoding, path), context)
  } finally {
    rmSync(decoded, { force: true })
  }
  return [context.target]
}

async function toParquet(readable: string, original: string, head: string, context: StageContext): Promise<void> {
  const { columns, delimiter, newline } = readHeader(head)
  const types = columns.map((column) => `${literal(column)}: 'VARCHAR'`).join(', ')
  await makeWhole(context.target, async (temporary) => {
    try {
      await context.session.run(
        `COPY (SELECT * FROM read_csv(${literal(readable)}, auto_detect = false, header = true, delim = ${literal(delimiter)},
          quote = '"', escape = '"', new_line = '${newlineName(newline)}', nullstr = ${literal(context.nulls ?? '')}, allow_quoted_nulls = false, columns = {${types}})) TO ${literal(temporary)} (FORMAT parquet, COMPRESSION snappy)`,
      )
    } catch (error) {
      throw withFile(error, original)
    }
  })
}

/** The engine wants line ends spelt out. */
function newlineName(newline: string): string {
  return newline.replace('\r', '\\r').replace('\n', '\\n')
}

/** The user knows the file by its own name, not by that of its decoded copy. */
function withFile(error: unknown, file: string): unknown {
  if (!(error instanceof ProblemError) || !('file' in error.problem)) return error
  return new ProblemError({ ...error.problem, file }, error)
}

function headOf(path: string): Buffer {
  const buffer = Buffer.alloc(HEAD_BYTES)
  const descriptor = openSync(path, 'r')
  try {
    return buffer.subarray(0, readSync(descriptor, buffer, 0, HEAD_BYTES, 0))
  } finally {
    closeSync(descriptor)
  }
}

/** UTF-8 unless the first bytes say otherwise: a mark of UTF-16, or bytes that UTF-8 does not allow. */
function guessEncoding(head: Uint8Array): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
    return 'utf-8'
  } catch (error) {
    if (error instanceof TypeError) return 'gb18030'
    throw error
  }
}

function textOf(head: Uint8Array, encoding: string, file: string): string {
  return decoderOf(encoding, file).decode(head, { stream: true })
}

function decoderOf(
  encoding: string,
  file: string,
): { decode(bytes: Uint8Array, options?: { stream: boolean }): string } {
  let decoder: InstanceType<typeof TextDecoder>
  try {
    decoder = new TextDecoder(encoding, { fatal: true })
  } catch (error) {
    throw new ProblemError({ code: 'batch.bad-option', option: '--encoding', value: encoding }, error)
  }
  let row = 0
  return {
    decode: (bytes, options) => {
      try {
        const text = decoder.decode(bytes, options)
        for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) row++
        return text
      } catch (error) {
        throw new ProblemError(
          { code: 'batch.wrong-encoding', file, row: row + badLine(bytes, encoding), encoding },
          error,
        )
      }
    },
  }
}

/** Lines of `bytes` before the first one that cannot be decoded; the multi-byte encodings we read never use 0x0A inside a character. */
function badLine(bytes: Uint8Array, encoding: string): number {
  let line = 0
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(0x0a, start)
    const piece = bytes.subarray(start, end < 0 ? bytes.length : end + 1)
    try {
      new TextDecoder(encoding, { fatal: true }).decode(piece, { stream: end < 0 })
    } catch (error) {
      if (error instanceof TypeError) return line
      throw error
    }
    start += piece.length
  }
  return line
}

async function decodeFile(from: string, to: string, encoding: string): Promise<void> {
  const decoder = decoderOf(encoding, from)
  const output = createWriteStream(to)
  const done = finished(output)
  // Handled below by `await done`; without this a full disk would surface as an unhandled rejection first.
  done.catch((error: unknown) => output.destroy(error as Error))
  try {
    for await (const chunk of createReadStream(from, { highWaterMark: 1 << 20 })) {
      if (!output.write(decoder.decode(chunk as Uint8Array, { stream: true }))) {
        await Promise.race([once(output, 'drain'), done])
      }
    }
    output.end(decoder.decode(new Uint8Array(), { stream: false }))
    await done
  } catch (error) {
    output.destroy()
    if (isDiskFullError(error)) throw new ProblemError({ code: 'batch.disk-full', folder: to }, error)
    throw error
  }
}
