import type { Cents } from '@yingma/charge'
import type { NormaliseInput } from '@yingma/normalise'

/** A row of the dictionary that a hospital has today. */
export interface OldEntry {
  /** Row of the file, or position in the registry. */
  readonly row: number
  /** The hospital's code as written; '' where it has none. */
  readonly code: string
  readonly name: string
  readonly modality: string
  /** The other columns that the normaliser reads. */
  readonly columns: Readonly<Partial<Record<OldColumn, string>>>
  /** Price of one exam; null where none is said or it cannot be read. */
  readonly priceCents: Cents | null
  /** The price as written where it could not be read. */
  readonly badPrice?: string
  /** Exams in the time that the table covers. */
  readonly exams: number
}

export const OLD_COLUMNS = [
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
] as const satisfies readonly (keyof NormaliseInput)[]
export type OldColumn = (typeof OLD_COLUMNS)[number]

/** What the normaliser is asked about an old entry. */
export function inputOf(entry: OldEntry): NormaliseInput {
  return {
    name: entry.name,
    modality: entry.modality,
    count: entry.exams,
    ...entry.columns,
    ...(entry.code === '' ? {} : { localCode: entry.code }),
  }
}
