import { randomBytes } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { TableProblem } from '@yingma/tables'
import type { Terminal } from '../command-line/terminal.ts'

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
  const temporary = join(dirname(target), `.${basename(target)}.${randomBytes(4).toString('hex')}.tmp`)
  try {
    const file = await open(temporary, 'wx')
    try {
      for (const piece of pieces(lines)) await file.writeFile(piece)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, target)
    return undefined
  } catch (error) {
    await rm(temporary, { force: true })
    const reason = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
    if (reason === undefined) throw error
    return { code: 'table-cannot-write', file: target, reason }
  }
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
