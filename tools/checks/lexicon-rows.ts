import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type DataProblem, parseTsv } from '@yingma/edition'

/** A row of the lexicon with its place; `folded` is the spelling that names are compared with. */
export interface LexiconRow {
  readonly file: string
  /** Counted from 1; the header is row 1. */
  readonly row: number
  readonly term: string
  readonly folded: string
  readonly kind: string
  readonly value: string
  /** Groups where the row holds; every group for a row without scope. */
  readonly scope: readonly string[]
}

export const SCOPES = ['CT', 'MR', 'XR', 'MG', 'RF', 'US', 'PET', 'SPECT'] as const

const COLUMNS = { required: ['term', 'kind', 'value', 'language', 'form', 'scope', 'note'] }

/**
 * All rows of root/lexicon/*.tsv, files in name order (the order in which the first of two rows wins). Defects of a
 * table's form go to `problems`. A folder that is not there has no rows.
 */
export function readLexiconRows(root: string, fold: (term: string) => string, problems: DataProblem[]): LexiconRow[] {
  const folder = join(root, 'lexicon')
  if (!existsSync(folder)) return []
  const files = readdirSync(folder).filter((name) => name.endsWith('.tsv'))
  return files.sort().flatMap((name) => {
    const file = `lexicon/${name}`
    const text = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n')
    return parseTsv(file, text, COLUMNS, problems).rows.map((row) => ({
      file,
      row: row.row,
      term: row.get('term'),
      folded: fold(row.get('term')),
      kind: row.get('kind'),
      value: row.get('value'),
      scope: row.get('scope') === '' ? SCOPES : row.get('scope').split(','),
    }))
  })
}

/** Rows by their folded spelling, in row order. */
export function bySpelling(rows: readonly LexiconRow[]): ReadonlyMap<string, readonly LexiconRow[]> {
  const spellings = new Map<string, LexiconRow[]>()
  for (const row of rows) {
    const known = spellings.get(row.folded)
    if (known === undefined) spellings.set(row.folded, [row])
    else known.push(row)
  }
  return spellings
}

/** The groups in which both rows hold. */
export const sharedScope = (a: LexiconRow, b: LexiconRow): readonly string[] =>
  a.scope.filter((group) => b.scope.includes(group))

export const placeOf = ({ file, row }: LexiconRow): string => `${file}:${row}`

/** Every two rows of a list, the earlier one first. */
export function* pairs<T>(list: readonly T[]): Generator<readonly [T, T]> {
  for (const [at, later] of list.entries()) for (const earlier of list.slice(0, at)) yield [earlier, later]
}
