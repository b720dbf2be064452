import { type Guess, given, guessed } from '../evidence/evidence.ts'
import { done, failed, type Result } from '../model/result.ts'
import { TABLE_FORMATS, type TableFormat } from '../model/roles.ts'
import type { OtherFile } from '../problems/problem.ts'
import type { ByteSource } from '../source/byte-source.ts'

/** `text` is to be told apart after decoding; `zip` and `compound` after a look inside. */
export type Container = 'zip' | 'compound' | 'text'

const SIGNATURES: readonly (readonly [string, OtherFile])[] = [
  ['%PDF', 'pdf'],
  ['\x89PNG', 'image'],
  ['\xff\xd8\xff', 'image'],
  ['GIF8', 'image'],
  ['Rar!', 'rar'],
  ['7z\xbc\xaf', 'rar'],
  ['\x1f\x8b', 'gzip'],
]

/** What the first bytes say. */
export function containerOf(source: ByteSource): Result<Container> {
  const { head, name: file } = source
  if (head.length === 0) return failed({ code: 'table-empty', file })
  const start = head.toString('latin1', 0, 8)
  if (start.startsWith('PK\x03\x04') || start.startsWith('PK\x05\x06')) return done('zip')
  if (start.startsWith('\xd0\xcf\x11\xe0')) return done('compound')
  const other = SIGNATURES.find(([signature]) => start.startsWith(signature))
  if (other !== undefined) return failed({ code: 'table-not-a-table', file, found: other[1] })
  // BIFF without its container, as very old programs write it.
  if (head[0] === 9 && [0, 2, 4, 8].includes(head[1] ?? -1) && head[3] === 0) return done('compound')
  return done('text')
}

/**
 * What a decoded text is: HTML, Excel's XML, JSON Lines, one JSON document, or delimited. Plain quoted lines read alike as
 * JSON strings and as CSV of one column, and are taken for CSV.
 */
export function textFormat(text: string): 'html' | 'xml' | 'jsonl' | 'json' | 'delimited' {
  const start = text.slice(0, 20_000).trimStart()
  if (start.startsWith('<')) {
    if (/<(?:\w+:)?Workbook\b/.test(start) && start.includes('urn:schemas-microsoft-com:office:spreadsheet'))
      return 'xml'
    if (/<(?:!doctype html|html|head|body|table|meta|style|div)\b/i.test(start)) return 'html'
  }
  if (/^\[\s*[{[]/.test(start)) return 'json'
  const lines = start.split(/\r?\n/, 20).map((line) => line.trim())
  const [first = ''] = lines
  if (lines.some((line) => line.startsWith('{') && isJson(line))) return 'jsonl'
  if (first.startsWith('"') && first.includes('\\') && isJson(first)) return 'jsonl'
  return /^\{\s*"(?:[^"\\]|\\.)*"\s*:/.test(start) ? 'json' : 'delimited'
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line)
    return true
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}

/** Says the format found, and that the file's name says otherwise where it does. */
function formatGuess(found: TableFormat, source: ByteSource): Guess<TableFormat> {
  const { extension } = source
  const usual =
    extension === found || (found === 'csv' && extension === 'txt') || (found === 'jsonl' && extension === 'ndjson')
  const known = (TABLE_FORMATS as readonly string[]).includes(extension)
  const content = { code: 'content-is', found } as const
  return usual || !known ? guessed(found, content) : guessed(found, content, { code: 'name-says-otherwise', extension })
}

/** A format that the user asked for must be what the content is, apart from text, which can be read as CSV or TSV at will. */
export function checkFormat(
  found: TableFormat,
  wanted: TableFormat | undefined,
  source: ByteSource,
): Result<Guess<TableFormat>> {
  if (wanted === undefined) return done(formatGuess(found, source))
  const delimited = (format: TableFormat): boolean => format === 'csv' || format === 'tsv'
  if (wanted === found || (delimited(wanted) && delimited(found))) return done(given(wanted))
  return failed({ code: 'table-format-mismatch', file: source.name, wanted, found })
}
