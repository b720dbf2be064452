import type { TextEncoding } from '../guess/encoding.ts'
import type { TableLimits } from '../model/limits.ts'
import { done, failed, type Result } from '../model/result.ts'
import type { JsonKind, RowProblem } from '../problems/problem.ts'
import type { ByteSource } from '../source/byte-source.ts'
import { textBlocks } from '../source/text-blocks.ts'
import { type RawBlock, type RowReader, type Shape, type Stop, stop } from './raw-block.ts'

/** The name of the one column of a file whose lines are JSON strings. */
const LINE_KEY = 'name'

type Parsed = { readonly value: unknown } | 'no-json'

/**
 * JSON Lines: one object a line; its keys are the columns, in the order in which the beginning of the file has them. Text
 * is taken as it stands, numbers and booleans as JavaScript writes them, null and missing keys as empty cells, anything
 * nested as JSON. Lines that are all JSON strings are a table of one column, `name`.
 */
export function openJsonLines(
  source: ByteSource,
  text: TextEncoding,
  headText: string,
  limits: TableLimits,
): Result<RowReader> {
  const cut = source.whole ? headText.length : headText.lastIndexOf('\n') + 1
  if (cut === 0 && headText.trim() !== '') {
    return failed({ code: 'table-row-too-long', file: source.name, row: 1, limit: headText.length })
  }
  const lines = headText.slice(0, cut).split('\n')
  const keys = new Set<string>()
  const values = lines.map(parseLine)
  for (const parsed of values) {
    if (parsed === undefined || parsed === 'no-json') continue
    if (typeof parsed.value === 'string') keys.add(LINE_KEY)
    else if (isObject(parsed.value)) for (const key of Object.keys(parsed.value)) keys.add(key)
  }
  if (keys.size === 0) {
    const first = lines.findIndex((line) => line.trim() !== '')
    if (first < 0) return failed({ code: 'table-no-rows', file: source.name })
    return failed({ code: 'table-not-json', file: source.name, row: first + 1 })
  }
  const columns = [...keys]
  const index = new Map(columns.map((key, i) => [key, i]))
  const sample = { rows: [] as string[][], numbers: [] as number[], keys: columns }
  for (const [i, parsed] of values.entries()) {
    const row = parsed === undefined || parsed === 'no-json' ? 'not-object' : rowOf(parsed.value, index)
    if (!Array.isArray(row)) continue
    sample.rows.push(row)
    sample.numbers.push(i + 1)
  }
  return done({
    sample,
    async *blocks(shape: Shape): AsyncGenerator<RawBlock | Stop, void, undefined> {
      let carry = ''
      let line = 1
      const take = (chunk: string): RawBlock | Stop => {
        const out = {
          kind: 'rows' as const,
          rows: [] as string[][],
          numbers: [] as number[],
          bad: [] as RawBlock['bad'],
          blank: 0,
        }
        for (const lineText of chunk.split('\n')) {
          if (lineText.length > limits.maxRowLength) {
            return stop({ code: 'table-row-too-long', file: source.name, row: line, limit: limits.maxRowLength })
          }
          takeLine(out, lineText, { file: source.name, row: line, index, shape, limits, encoding: text.encoding.value })
          line++
        }
        return out
      }
      for await (const block of textBlocks(source, text.encoding.value, text.markLength, limits.maxRowLength)) {
        const all = carry + block
        const end = all.lastIndexOf('\n')
        carry = all.slice(end + 1)
        if (carry.length > limits.maxRowLength) {
          yield stop({ code: 'table-row-too-long', file: source.name, row: line, limit: limits.maxRowLength })
          return
        }
        if (end >= 0) yield take(all.slice(0, end))
      }
      if (carry !== '') yield take(carry)
    },
  })
}

function parseLine(line: string): Parsed | undefined {
  if (line.trim() === '') return undefined
  try {
    return { value: JSON.parse(line) as unknown }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return 'no-json'
  }
}

interface LineContext {
  readonly file: string
  readonly row: number
  readonly index: ReadonlyMap<string, number>
  readonly shape: Shape
  readonly limits: TableLimits
  readonly encoding: string
}

function takeLine(
  out: { rows: string[][]; numbers: number[]; bad: RawBlock['bad']; blank: number },
  line: string,
  context: LineContext,
): void {
  const parsed = parseLine(line)
  if (parsed === undefined) {
    out.blank++
    return
  }
  const { file, row } = context
  const result: string[] | RowProblem =
    parsed === 'no-json' ? { code: 'table-not-json', file, row } : cellsOf(parsed.value, line, context)
  if (Array.isArray(result)) {
    out.rows.push(result)
    out.numbers.push(row)
  } else out.bad.push({ row, problem: result, text: line })
}

function cellsOf(value: unknown, line: string, context: LineContext): string[] | RowProblem {
  const { file, row, index, limits } = context
  const cells = rowOf(value, index)
  if (cells === 'not-object') return { code: 'table-not-object', file, row, found: kindOf(value) }
  if (typeof cells === 'object' && 'unknown' in cells)
    return { code: 'table-unknown-key', file, row, key: cells.unknown }
  if (line.includes('\uFFFD')) {
    const column = cells.findIndex((cell) => cell.includes('\uFFFD')) + 1
    return { code: 'table-undecodable', file, row, column, encoding: context.encoding }
  }
  if (line.length > limits.maxCellLength) {
    const long = cells.findIndex((cell) => cell.length > limits.maxCellLength)
    if (long >= 0) {
      const length = cells[long]?.length ?? 0
      return { code: 'table-cell-too-long', file, row, column: long + 1, length, limit: limits.maxCellLength }
    }
  }
  return cells
}

function rowOf(
  value: unknown,
  index: ReadonlyMap<string, number>,
): string[] | 'not-object' | { readonly unknown: string } {
  const row = new Array<string>(index.size).fill('')
  if (typeof value === 'string' && index.get(LINE_KEY) === 0 && index.size === 1) return [value]
  if (!isObject(value)) return 'not-object'
  for (const key of Object.keys(value)) {
    const at = index.get(key)
    if (at === undefined) return { unknown: key }
    const cell = value[key]
    row[at] = typeof cell === 'string' ? cell : textOf(cell)
  }
  return row
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function kindOf(value: unknown): JsonKind {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'string'
}
