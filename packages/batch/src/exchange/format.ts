import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { EntrySource, ExchangeContext, MappingEntry } from './mapping-entry.ts'

/** What a format cannot say. Closed list; texts in losses.ts. */
export type Loss =
  | 'confidence'
  | 'count'
  | 'state'
  | 'key'
  | 'key-of-unmatched'
  | 'set'
  | 'relation'
  | 'reason'
  | 'flags'
  | 'negatives'
  | 'long-names'
  | 'explanation'

/** One way to hand the mapping to other software. A new one is a file beside this and a line in formats.ts. */
export interface ExchangeFormat {
  readonly id: string
  readonly fileName: string
  readonly losses: readonly Loss[]
  write(file: string, entries: EntrySource, context: ExchangeContext): Promise<void>
  /** Reads a file that this format wrote; what the format loses comes back empty. */
  read(file: string, context: ExchangeContext): Promise<readonly MappingEntry[]>
}

/** A format made of text, written as it is made and read whole. */
export function textFormat(
  parts: Pick<ExchangeFormat, 'id' | 'fileName' | 'losses'> & {
    readonly text: (entries: EntrySource, context: ExchangeContext) => AsyncIterable<string>
    readonly parse: (text: string, context: ExchangeContext) => readonly MappingEntry[]
  },
): ExchangeFormat {
  const { text, parse, ...named } = parts
  return {
    ...named,
    write: (file, entries, context) => pipeline(Readable.from(text(entries, context)), createWriteStream(file)),
    read: async (file, context) => parse(await readFile(file, 'utf8'), context),
  }
}

/** An entry with nothing said but its key. */
export const EMPTY_ENTRY: Omit<MappingEntry, 'key'> = {
  count: 0,
  state: '',
  confidence: 0,
  targets: [],
  negatives: [],
  reason: '',
  flags: [],
  modifiers: [],
}
