import type { TableProblem } from '@yingma/tables'
import type { Terminal } from '../command-line/terminal.ts'
import { writeOutput } from '../command-line/write-output.ts'

const PIECE = 1 << 20

/** Writes text piece by piece to a file, which appears only when it is whole, or to the standard output (`-`). */
export async function writeLines(
  target: string,
  lines: Iterable<string>,
  terminal: Pick<Terminal, 'out'>,
): Promise<TableProblem | undefined> {
  if (target === '-') {
    for (const piece of pieces(lines)) terminal.out(piece)
    return undefined
  }
  const unwritten = await writeOutput(target, encoded(pieces(lines)))
  return unwritten && { code: 'table-cannot-write', ...unwritten }
}

function* encoded(texts: Iterable<string>): Generator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text)
}

function* pieces(lines: Iterable<string>): Generator<string> {
  let piece = ''
  for (const line of lines) {
    piece += line
    if (piece.length < PIECE) continue
    yield piece
    piece = ''
  }
  if (piece !== '') yield piece
}
