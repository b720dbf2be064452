import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { AuditEntry } from '@yingma/store'
import type { RegistryProblem } from './registry-problem.ts'

const TEXTS = ['chain', 'at', 'action', 'subject', 'body', 'previous', 'hash'] as const

/** A line of the file that is no entry. */
export class UnreadableEntry extends Error {
  readonly problem: RegistryProblem

  constructor(file: string, line: number) {
    super(`${file}:${line}`)
    this.problem = { code: 'registry-entry-unreadable', file, line }
  }
}

/** Entries of an exported audit, one JSON document a line. */
export async function* readEntries(file: string): AsyncGenerator<AuditEntry> {
  const source = createReadStream(file, 'utf8')
  let line = 0
  for await (const text of createInterface({ input: source, crlfDelay: Number.POSITIVE_INFINITY })) {
    line++
    const entry = parse(text)
    if (entry === undefined) throw new UnreadableEntry(file, line)
    yield entry
  }
}

function parse(text: string): AuditEntry | undefined {
  try {
    const entry = JSON.parse(text) as AuditEntry
    return TEXTS.every((field) => typeof entry[field] === 'string') && Number.isInteger(entry.seq) ? entry : undefined
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined
    throw error
  }
}
