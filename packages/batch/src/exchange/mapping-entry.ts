import { createHash } from 'node:crypto'
import type { Edition } from '@yingma/core'
import type { Relation } from '@yingma/normalise'
import { identifier, literal } from '../duck/quote.ts'
import type { DuckSession } from '../duck/session.ts'

export interface Target {
  readonly code: string
  readonly name: string
  readonly relation: Exclude<Relation, 'none'>
}

/** One distinct input and the set of items that it stands for: what exchange formats carry. */
export interface MappingEntry {
  /** What makes the input: `name`, `modality`, `part` …; columns that are empty are left out. */
  readonly key: Readonly<Record<string, string>>
  readonly count: number
  readonly state: string
  readonly confidence: number
  /** The set, in order. Empty: nothing was chosen (1:0). */
  readonly targets: readonly Target[]
  /** Items that the input was decided not to mean. */
  readonly negatives: readonly { readonly code: string; readonly name: string }[]
  readonly reason: string
  readonly flags: readonly string[]
  readonly modifiers: readonly string[]
}

/** Entries, as often as a format has to go through them; never held all at once. */
export type EntrySource = () => AsyncIterable<MappingEntry>

/** What a format needs to know beside the entries. */
export interface ExchangeContext {
  readonly edition: Pick<Edition, 'byCode' | 'version'>
  /** URI of the system of the local names. */
  readonly source: string
  /** Day of the mapping, `2026-11-24`. */
  readonly date: string
}

/**
 * A code for an input, the same in every run: FHIR and OMOP want one, and names are too long and may contain anything.
 * 16 hexadecimal digits of the SHA-256 of the key.
 */
export function inputCode(key: Readonly<Record<string, string>>): string {
  const sorted = Object.entries(key).sort(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex').slice(0, 16)
}

const VERDICT = [
  'count',
  'state',
  'confidence',
  'codes',
  'item_names',
  'relations',
  'reason',
  'flags',
  'modifiers',
] as const

/** Reads the entries of a mapping.parquet in the order of its inputs. */
export async function* entriesOf(
  session: DuckSession,
  mapping: string,
  keyColumns: readonly string[],
): AsyncIterable<MappingEntry> {
  const columns = [...keyColumns, ...VERDICT]
  const result = await session.stream(
    `SELECT ${columns.map(identifier).join(', ')} FROM read_parquet(${literal(mapping)}) ORDER BY input_id`,
  )
  for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    for (const cells of chunk.getRows()) {
      const cell = (name: string): unknown => cells[columns.indexOf(name)]
      const list = (name: string) =>
        ((cell(name) as { items: readonly string[] } | null)?.items ?? []) as readonly string[]
      const names = list('item_names')
      const relations = list('relations')
      yield {
        key: Object.fromEntries(
          keyColumns.map((name) => [name, String(cell(name) ?? '')]).filter(([, value]) => value !== ''),
        ),
        count: Number(cell('count')),
        state: String(cell('state')),
        confidence: Number(cell('confidence')),
        targets: list('codes').map((code, n) => ({
          code,
          name: names[n] ?? '',
          relation: (relations[n] ?? 'equivalent') as Target['relation'],
        })),
        negatives: [],
        reason: String(cell('reason') ?? ''),
        flags: list('flags'),
        modifiers: list('modifiers'),
      }
    }
  }
}
