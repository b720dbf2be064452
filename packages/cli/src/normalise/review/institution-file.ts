import { readFile } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import type { Codec, Edition, Vocabulary } from '@yingma/core'
import {
  type Change,
  checkChanges,
  checkMemory,
  emptyMemory,
  type InstitutionMemory,
  type MemoryProblem,
  readChanges,
  readMemory,
} from '@yingma/normalise'
import type { TableProblem } from '@yingma/tables'
import type { Terminal } from '../../command-line/terminal.ts'
import { writeLines } from '../write-lines.ts'
import { readDecisions } from './read-decisions.ts'
import type { ReviewProblem } from './review-problem.ts'

export type InstitutionProblem = MemoryProblem | TableProblem | ReviewProblem

export type Loaded<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly InstitutionProblem[] }

/** Loads the memory of an institution and holds it against the edition. `mayBeNew`: a file that is not there is an empty memory. */
export async function loadMemory(
  file: string,
  edition: Edition,
  vocabulary: Vocabulary,
  mayBeNew: boolean,
): Promise<Loaded<InstitutionMemory>> {
  const text = await readText(file)
  if (!text.ok) {
    const isMissing = text.problems.some(({ code }) => code === 'table-file-missing')
    return mayBeNew && isMissing ? { ok: true, value: emptyMemory(basename(file, extname(file))) } : text
  }
  const json = parse(text.value)
  const read =
    json === undefined
      ? { ok: false as const, problems: [{ code: 'memory-not-a-memory', file } as const] }
      : readMemory(file, json)
  if (!read.ok) return read
  const problems = checkMemory(file, read.value, edition, vocabulary)
  return problems.length > 0 ? { ok: false, problems } : read
}

/** Saves a memory; the file is the old or the new one whole. */
export function saveMemory(
  file: string,
  memory: InstitutionMemory,
  terminal: Terminal,
): Promise<TableProblem | undefined> {
  return writeLines(file, [`${JSON.stringify(memory, null, 1)}\n`], terminal)
}

/** Loads changes: a JSON file `{"changes": […]}`, or a review workbook that has been filled in. */
export async function loadChanges(
  file: string,
  edition: Edition,
  vocabulary: Vocabulary,
  codec: Codec,
): Promise<Loaded<readonly Change[]>> {
  if (!/\.json$/i.test(file)) {
    const read = await readDecisions(file, codec)
    return read.ok ? { ok: true, value: read.changes } : read
  }
  const text = await readText(file)
  if (!text.ok) return text
  const json = parse(text.value)
  const read =
    json === undefined
      ? { ok: false as const, problems: [{ code: 'memory-bad-value', file, at: '$', expected: 'JSON' } as const] }
      : readChanges(file, json)
  if (!read.ok) return read
  const problems = checkChanges(file, read.value, edition, vocabulary)
  return problems.length > 0 ? { ok: false, problems } : read
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

async function readText(file: string): Promise<Loaded<string>> {
  try {
    return { ok: true, value: await readFile(file, 'utf8') }
  } catch (error) {
    const reason = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
    if (reason === undefined) throw error
    const problem =
      reason === 'ENOENT'
        ? ({ code: 'table-file-missing', file } as const)
        : ({ code: 'table-file-unreadable', file, reason } as const)
    return { ok: false, problems: [problem] }
  }
}
