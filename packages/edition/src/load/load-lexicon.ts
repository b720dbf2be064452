import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LexiconTerm } from '@yingma/core'
import { DataError, type DataProblem } from '../data-problem.ts'
import { oneOf } from '../read/read-dictionaries.ts'
import { standardFolder } from '../read/read-sources.ts'
import type { Sources } from '../read/sources.ts'
import { parseTsv, type Row } from '../read/tsv.ts'

const COLUMNS = { required: ['term', 'kind', 'value', 'language', 'form', 'scope', 'note'] } as const
const LANGUAGES = ['zh-Hans', 'zh-Hant', 'en'] as const
const FORMS = ['preferred', 'synonym', 'abbreviation', 'typo', 'brand'] as const

/**
 * Reads every table of the lexicon folder (default: standard/lexicon of this checkout), files in name order, rows as
 * written; `scope` is a list parted by commas. Throws a `DataError` for bad rows. A folder that is not there is empty.
 */
export function loadLexicon(folder: string = join(standardFolder(), 'lexicon')): readonly LexiconTerm[] {
  const problems: DataProblem[] = []
  const terms = readLexicon(readLexiconFiles(folder), problems)
  if (problems.length > 0) throw new DataError(problems)
  return terms
}

/** The tables of a lexicon folder by path relative to standard/, e.g. `lexicon/scans.tsv`, in name order. */
export function readLexiconFiles(folder: string = join(standardFolder(), 'lexicon')): Sources {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.tsv')) : []
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n')
  return new Map(names.sort().map((name) => [`lexicon/${name}`, read(name)]))
}

/** Reads tables of the lexicon that are in memory already. Defects are added to `problems` and their rows left out. */
export function readLexicon(files: Sources, problems: DataProblem[]): readonly LexiconTerm[] {
  const terms: LexiconTerm[] = []
  for (const [file, text] of files) {
    for (const row of parseTsv(file, text, COLUMNS, problems).rows) {
      const term = termOf(row, problems)
      if (term !== undefined) terms.push(term)
    }
  }
  return terms
}

function termOf(row: Row, problems: DataProblem[]): LexiconTerm | undefined {
  const language = oneOf(row, 'language', LANGUAGES, problems)
  const form = oneOf(row, 'form', FORMS, problems)
  for (const column of ['term', 'kind', 'language', 'form']) {
    if (row.get(column) === '') problems.push({ code: 'data-empty-cell', file: row.file, row: row.row, column })
  }
  if (language === undefined || form === undefined) return undefined
  const scope = row.get('scope')
  return {
    term: row.get('term'),
    kind: row.get('kind'),
    value: row.get('value'),
    language,
    form,
    scope: scope === '' ? [] : scope.split(',').map((tag) => tag.trim()),
    note: row.get('note'),
  }
}
