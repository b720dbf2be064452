import { type Guess, given } from '../evidence/evidence.ts'
import { type Encoding, encodingOf, guessEncoding, type TextEncoding } from '../guess/encoding.ts'
import type { TableLimits } from '../model/limits.ts'
import { done, failed, type Result } from '../model/result.ts'
import type { Delimiter, LineEnd, TableFormat } from '../model/roles.ts'
import { bufferSource } from '../source/buffer-source.ts'
import type { ByteSource } from '../source/byte-source.ts'
import { byteDecoder } from '../source/text-blocks.ts'
import { openDelimited } from './delimited.ts'
import { checkFormat, containerOf, textFormat } from './detect-format.ts'
import { openJsonLines } from './json-lines.ts'
import { openLegacyWorkbook } from './legacy-workbook.ts'
import type { RowReader } from './raw-block.ts'
import { asProblem } from './read-failure.ts'
import { openXlsx } from './xlsx/xlsx.ts'
import { openZip, type ZipArchive } from './xlsx/zip-reader.ts'

/** What a format needs to know from the user. */
export interface ReaderOptions {
  readonly format?: TableFormat
  readonly encoding?: string
  readonly delimiter?: Delimiter
  readonly sheet?: string | number
}

/** An opened file, its format found, before anything is known of header and columns. */
export interface OpenedReader extends RowReader {
  readonly format: Guess<TableFormat>
  readonly encoding: Guess<Encoding> | null
  /** Whether the text starts with a byte order mark. */
  readonly mark: boolean
  readonly delimiter: Guess<Delimiter> | null
  readonly lineEnd: LineEnd | null
  readonly sheet: Guess<string> | null
  readonly sheets: readonly string[]
}

const NO_TEXT = { encoding: null, mark: false, delimiter: null, lineEnd: null, sheet: null, sheets: [] } as const

/** Finds out by its content what a file is, and opens it with the reader for it. */
export async function openReader(
  source: ByteSource,
  options: ReaderOptions,
  limits: TableLimits,
): Promise<Result<OpenedReader>> {
  const container = containerOf(source)
  if (!container.ok) return container
  switch (container.value) {
    case 'zip':
      return await openPackage(source, options, limits)
    case 'compound':
      return await openBuffered(source, 'xls', options, limits)
    case 'text':
      return await openText(source, options, limits)
  }
}

async function openPackage(
  source: ByteSource,
  options: ReaderOptions,
  limits: TableLimits,
): Promise<Result<OpenedReader>> {
  let random = source
  if (source.readAt === null) {
    const buffered = await bufferSource(source, limits.maxBufferedBytes)
    if (!buffered.ok) return buffered
    random = buffered.value
  }
  try {
    const zip = await openZip(random, limits)
    const found = packageFormat(zip)
    if (found === 'word' || found === 'zip') return failed({ code: 'table-not-a-table', file: source.name, found })
    if (found !== 'xlsx') {
      // The library unpacks without limits: unpack everything once before, counting.
      for (const entry of zip.entries.values()) for await (const _piece of zip.unpack(entry));
      return await openBuffered(random, found, options, limits)
    }
  } catch (error) {
    return failed(asProblem(source.name, error))
  }
  const format = checkFormat('xlsx', options.format, source)
  if (!format.ok) return format
  const reader = await openXlsx(random, limits, options.sheet)
  return reader.ok ? done({ ...NO_TEXT, ...reader.value, format: format.value }) : reader
}

function packageFormat({ entries }: ZipArchive): 'xlsx' | 'xlsb' | 'ods' | 'word' | 'zip' {
  if (entries.has('xl/workbook.bin')) return 'xlsb'
  if (entries.has('word/document.xml')) return 'word'
  if (entries.has('[content_types].xml')) return 'xlsx'
  return entries.has('content.xml') ? 'ods' : 'zip'
}

async function openBuffered(
  source: ByteSource,
  found: TableFormat,
  options: ReaderOptions,
  limits: TableLimits,
): Promise<Result<OpenedReader>> {
  const format = checkFormat(found, options.format, source)
  if (!format.ok) return format
  const buffered = await bufferSource(source, limits.maxBufferedBytes)
  if (!buffered.ok) return buffered
  const reader = await openLegacyWorkbook(source.name, buffered.value.bytes, found, limits, options.sheet)
  return reader.ok ? done({ ...NO_TEXT, ...reader.value, format: format.value }) : reader
}

async function openText(
  source: ByteSource,
  options: ReaderOptions,
  limits: TableLimits,
): Promise<Result<OpenedReader>> {
  const file = source.name
  const guess = await guessEncoding(source, options.encoding)
  if (!guess.ok) return guess
  const text = guess.value
  const head = decodeHead(source, text)
  if (options.format === undefined && isBinary(head))
    return failed({ code: 'table-not-a-table', file, found: 'binary' })
  const kind =
    options.format === 'csv' || options.format === 'tsv'
      ? 'delimited'
      : options.format === 'jsonl'
        ? 'jsonl'
        : textFormat(head)
  const common = { ...NO_TEXT, encoding: text.encoding, mark: text.markLength > 0 }
  if (kind === 'json') return failed({ code: 'table-not-a-table', file, found: 'json' })
  if (kind === 'html' || kind === 'xml') {
    const format = checkFormat(kind, options.format, source)
    if (!format.ok) return format
    const buffered = await bufferSource(source, limits.maxBufferedBytes)
    if (!buffered.ok) return buffered
    const encoding =
      options.encoding === undefined ? declaredEncoding(buffered.value.bytes, text.encoding) : text.encoding
    const content = decodeAll(buffered.value.bytes.subarray(text.markLength), encoding.value)
    const reader = await openLegacyWorkbook(file, content, kind, limits, options.sheet)
    return reader.ok ? done({ ...common, encoding, ...reader.value, format: format.value }) : reader
  }
  if (kind === 'jsonl') {
    const format = checkFormat('jsonl', options.format, source)
    if (!format.ok) return format
    const reader = openJsonLines(source, text, head, limits)
    return reader.ok ? done({ ...common, lineEnd: '\n', ...reader.value, format: format.value }) : reader
  }
  const wanted = options.delimiter ?? (options.format === 'tsv' ? '\t' : undefined)
  const reader = openDelimited(source, text, head, limits, wanted)
  if (!reader.ok) return reader
  const format = checkFormat(reader.value.delimiter.value === '\t' ? 'tsv' : 'csv', options.format, source)
  return format.ok ? done({ ...common, ...reader.value, format: format.value }) : format
}

function decodeHead(source: ByteSource, { encoding, markLength }: TextEncoding): string {
  const { head, whole } = source
  const wide = encoding.value.startsWith('utf-16')
  // The cut must not fall into a character.
  const lineEnd = wide ? -1 : head.lastIndexOf(0x0a)
  const end = whole ? head.length : lineEnd > 0 ? lineEnd + 1 : head.length - (head.length % 2)
  return decodeAll(head.subarray(markLength, end), encoding.value)
}

function decodeAll(bytes: Buffer, encoding: Encoding): string {
  if (encoding === 'utf-16le') return bytes.toString('utf16le')
  return encoding === 'utf-16be' ? new TextDecoder(encoding).decode(bytes) : byteDecoder(encoding)(bytes)
}

/** A page that is no UTF-8 may say itself which encoding it has. */
function declaredEncoding(bytes: Buffer, guess: Guess<Encoding>): Guess<Encoding> {
  const label = /charset\s*=\s*["']?([\w-]+)/i.exec(bytes.toString('latin1', 0, 4096))?.[1]
  const declared = label === undefined ? undefined : encodingOf(label)
  if (label === undefined || declared === undefined) return guess
  if (declared === guess.value) return { ...guess, evidence: [...guess.evidence, { code: 'declared', as: label }] }
  const open = guess.value === 'gb18030' || guess.value === 'big5'
  return open && (declared === 'gb18030' || declared === 'big5')
    ? { ...given(declared), given: false, evidence: [{ code: 'declared', as: label }] }
    : guess
}

function isBinary(text: string): boolean {
  const start = text.slice(0, 4096)
  let controls = 0
  for (let i = 0; i < start.length; i++) {
    const code = start.charCodeAt(i)
    if (code < 32 && code !== 9 && code !== 10 && code !== 13) controls++
  }
  return controls * 20 > start.length
}
