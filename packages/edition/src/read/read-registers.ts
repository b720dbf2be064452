import type { Edition, SourceDefect, SuspectedSynonym } from '@yingma/core'
import type { DataProblem } from '../data-problem.ts'
import { oneOf } from './read-dictionaries.ts'
import { FILES, type Sources } from './sources.ts'
import { type Columns, parseTsv, type Row, words } from './tsv.ts'

/** Why a published name is not what the grammar says: a closed list, explained in standard/README.md. */
export const OVERRIDE_REASONS = [
  'other-abbreviation',
  'other-part-word',
  'other-method-word',
  'item-qualifier',
  'part-omitted',
  'side-omitted',
  'established-term',
] as const
export type OverrideReason = (typeof OVERRIDE_REASONS)[number]

export interface Override {
  readonly code: string
  readonly row: number
  readonly name: string
  /** '' where the grammar's English says the same. */
  readonly nameEn: string
  readonly reason: OverrideReason
}

export interface Retirement {
  readonly code: string
  readonly row: number
  readonly successors: readonly string[]
}

export function readOverrides(sources: Sources, problems: DataProblem[]): ReadonlyMap<string, Override> {
  const columns = { required: ['item', 'name', 'nameEn', 'reason'] }
  return keyed(FILES.overrides, sources, columns, problems, (row) => {
    const reason = oneOf(row, 'reason', OVERRIDE_REASONS, problems)
    if (reason === undefined) return undefined
    const code = row.get('item')
    return [code, { code, row: row.row, name: row.get('name'), nameEn: row.get('nameEn'), reason }]
  })
}

export function readRetired(sources: Sources, problems: DataProblem[]): ReadonlyMap<string, Retirement> {
  const columns = { required: ['item', 'successors', 'reason', 'date'] }
  return keyed(FILES.retired, sources, columns, problems, (row) => {
    const code = row.get('item')
    return [code, { code, row: row.row, successors: words(row.get('successors')) }]
  })
}

/** Readings of characters and phrases, syllables parted by spaces. */
export function readPinyin(sources: Sources, problems: DataProblem[]): ReadonlyMap<string, string> {
  const columns = { required: ['text', 'pinyin'] }
  return keyed(FILES.pinyin, sources, columns, problems, (row) => [row.get('text'), row.get('pinyin')])
}

export function readSynonyms(
  sources: Sources,
  dictionaries: Edition['dictionaries'],
  problems: DataProblem[],
): readonly SuspectedSynonym[] {
  const file = FILES.synonyms
  const columns = { required: ['dictionary', 'codes', 'preferred', 'reason', 'reasonEn'] }
  return rowsOf(file, sources, columns, problems).map((row) => {
    const dictionary = row.get('dictionary')
    const codes = words(row.get('codes'))
    const preferred = row.get('preferred')
    for (const value of [...codes, preferred]) {
      const known = dictionaries.get(dictionary)?.values.has(value.toUpperCase()) === true && codes.includes(preferred)
      if (!known) problems.push({ code: 'data-unknown-value', file, row: row.row, column: 'codes', value, dictionary })
    }
    return { dictionary, codes, preferred, reason: { zh: row.get('reason'), en: row.get('reasonEn') } }
  })
}

export function readDefects(sources: Sources, problems: DataProblem[]): readonly SourceDefect[] {
  const columns = { required: ['where', 'kind', 'note', 'noteEn'] }
  return rowsOf(FILES.defects, sources, columns, problems).map((row) => ({
    where: row.get('where'),
    kind: row.get('kind'),
    note: { zh: row.get('note'), en: row.get('noteEn') },
  }))
}

function rowsOf(file: string, sources: Sources, columns: Columns, problems: DataProblem[]): readonly Row[] {
  const text = sources.get(file)
  if (text !== undefined) return parseTsv(file, text, columns, problems).rows
  problems.push({ code: 'data-missing-file', file })
  return []
}

/** A table as a map; a key given twice is a problem. Keys are folded to upper case. */
function keyed<T>(
  file: string,
  sources: Sources,
  columns: Columns,
  problems: DataProblem[],
  read: (row: Row) => readonly [string, T] | undefined,
): ReadonlyMap<string, T> {
  const found = new Map<string, T>()
  const placed = new Map<string, number>()
  for (const row of rowsOf(file, sources, columns, problems)) {
    const entry = read(row)
    if (entry === undefined) continue
    const key = entry[0].toUpperCase()
    const first = placed.get(key)
    if (first !== undefined) problems.push({ code: 'data-duplicate-row', file, row: row.row, value: entry[0], first })
    placed.set(key, row.row)
    found.set(key, entry[1])
  }
  return found
}
