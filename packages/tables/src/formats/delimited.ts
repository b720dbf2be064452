import type { Guess } from '../evidence/evidence.ts'
import { guessDelimiter, guessLineEnd } from '../guess/delimiter.ts'
import type { TextEncoding } from '../guess/encoding.ts'
import type { TableLimits } from '../model/limits.ts'
import { done, failed, type Result } from '../model/result.ts'
import type { Delimiter, LineEnd } from '../model/roles.ts'
import type { ByteSource } from '../source/byte-source.ts'
import { textBlocks } from '../source/text-blocks.ts'
import { DelimitedParser } from './delimited-parser.ts'
import type { RawBlock, RowReader, Shape, Stop } from './raw-block.ts'

export interface DelimitedReader extends RowReader {
  readonly delimiter: Guess<Delimiter>
  readonly lineEnd: LineEnd
}

/** CSV, TSV and lists: looks at `headText`, the decoded beginning of the source, then reads in blocks. */
export function openDelimited(
  source: ByteSource,
  text: TextEncoding,
  headText: string,
  limits: TableLimits,
  wanted?: Delimiter,
): Result<DelimitedReader> {
  const lineEnd = guessLineEnd(headText)
  const newline = lineEnd === '\r' ? '\r' : '\n'
  const delimiter = guessDelimiter(headText, newline, source.whole, wanted)
  const encoding = text.encoding.value
  const options = { file: source.name, delimiter: delimiter.value, newline, encoding, limits } as const
  const head = new DelimitedParser(options, null).feed(headText, source.whole)
  if (head.kind === 'stop') return failed(head.problem)
  if (!source.whole && head.rows.length + head.bad.length === 0 && headText.trim() !== '') {
    return failed({ code: 'table-row-too-long', file: source.name, row: 1, limit: headText.length })
  }
  return done({
    sample: { rows: head.rows, numbers: head.numbers },
    delimiter,
    lineEnd,
    async *blocks(shape: Shape): AsyncGenerator<RawBlock | Stop, void, undefined> {
      const parser = new DelimitedParser(options, shape)
      for await (const block of textBlocks(source, encoding, text.markLength, limits.maxRowLength)) {
        yield parser.feed(block, false)
      }
      yield parser.feed('', true)
    },
  })
}
