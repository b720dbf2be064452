import { createHash } from 'node:crypto'
import type { NormaliseInput } from '@yingma/normalise'
import type { Transaction } from '../store/transaction.ts'

/** One row of an upload: what the normaliser reads, with when it was seen. */
export interface NewName extends NormaliseInput {
  readonly firstSeen?: string
  readonly lastSeen?: string
}

export interface AddReport {
  /** Rows handed in. */
  readonly rows: number
  /** Distinct inputs that the catalogue did not have. */
  readonly added: number
  /** Distinct inputs that it had: their exams were added up, their dates widened. */
  readonly merged: number
}

/** Columns of the normaliser's input that are kept as data of the name. */
const COLUMNS = [
  'part',
  'side',
  'position',
  'method',
  'contrast',
  'device',
  'department',
  'ageGroup',
  'sex',
  'charge',
] as const
const CHUNK = 5000

/** What makes an input distinct: everything but its count and dates. */
function inputKey(input: NewName): string {
  const parts = [
    input.localCode ?? '',
    input.name,
    input.modality ?? '',
    ...COLUMNS.map((column) => input[column] ?? ''),
  ]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}

/** Adds names to a catalogue. Equal inputs are one name whose exams add up, within the upload and over uploads. */
export async function addNames(
  transaction: Transaction,
  place: { readonly institutionId: string; readonly catalogueId: string },
  names: Iterable<NewName>,
): Promise<AddReport> {
  const merged = new Map<string, NewName>()
  let rows = 0
  for (const name of names) {
    rows++
    const key = inputKey(name)
    const known = merged.get(key)
    merged.set(key, known ? join(known, name) : name)
  }
  let added = 0
  const distinct = [...merged]
  for (let from = 0; from < distinct.length; from += CHUNK) {
    added += await insertChunk(transaction, place, distinct.slice(from, from + CHUNK))
  }
  return { rows, added, merged: distinct.length - added }
}

function join(a: NewName, b: NewName): NewName {
  const firstSeen = [a.firstSeen, b.firstSeen].filter((date) => date !== undefined).sort()[0]
  const lastSeen = [a.lastSeen, b.lastSeen]
    .filter((date) => date !== undefined)
    .sort()
    .at(-1)
  return {
    ...a,
    count: (a.count ?? 0) + (b.count ?? 0),
    ...(firstSeen === undefined ? {} : { firstSeen }),
    ...(lastSeen === undefined ? {} : { lastSeen }),
  }
}

async function insertChunk(
  transaction: Transaction,
  place: { readonly institutionId: string; readonly catalogueId: string },
  chunk: readonly (readonly [string, NewName])[],
): Promise<number> {
  const rows = await transaction.rows<{ fresh: boolean }>(
    `INSERT INTO local_names (institution_id, catalogue_id, input_key, local_code, name, modality, columns, exams, first_seen, last_seen)
     SELECT $1, $2, * FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::jsonb[], $8::bigint[], $9::date[], $10::date[])
     ON CONFLICT (catalogue_id, input_key) DO UPDATE SET exams = local_names.exams + excluded.exams,
       first_seen = least(local_names.first_seen, excluded.first_seen), last_seen = greatest(local_names.last_seen, excluded.last_seen)
     RETURNING xmax = 0 AS fresh`,
    [
      place.institutionId,
      place.catalogueId,
      chunk.map(([key]) => key),
      chunk.map(([, name]) => name.localCode ?? null),
      chunk.map(([, name]) => name.name),
      chunk.map(([, name]) => name.modality ?? ''),
      chunk.map(([, name]) => JSON.stringify(columnsOf(name))),
      chunk.map(([, name]) => name.count ?? 0),
      chunk.map(([, name]) => name.firstSeen ?? null),
      chunk.map(([, name]) => name.lastSeen ?? null),
    ],
  )
  return rows.filter((row) => row.fresh).length
}

function columnsOf(name: NewName): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const column of COLUMNS) {
    const value = name[column]
    if (value !== undefined && value !== '') kept[column] = value
  }
  return kept
}

/** The normaliser's input of a stored name. */
export function inputOf(row: {
  readonly name: string
  readonly modality: string
  readonly localCode: string | null
  readonly columns: Readonly<Record<string, string>>
  readonly exams: number
}): NormaliseInput {
  return {
    ...row.columns,
    name: row.name,
    modality: row.modality,
    count: row.exams,
    ...(row.localCode === null ? {} : { localCode: row.localCode }),
  }
}
