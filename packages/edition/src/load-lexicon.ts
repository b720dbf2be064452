import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LexiconTerm } from '@yingma/core'
import { DataError, type DataProblem } from './data-problem.ts'
import { oneOf } from './read-dictionaries.ts'
import { standardFolder } from './read-sources.ts'
import { parseTsv } from './tsv.ts'

const COLUMNS = { required: ['term', 'kind', 'value', 'language', 'form', 'scope', 'note'] } as const
const LANGUAGES = ['zh-Hans', 'zh-Hant', 'en'] as const
const FORMS = ['preferred', 'synonym', 'abbreviation', 'typo', 'brand'] as const

/**
 * Reads every table of the lexicon folder (default: standard/lexicon of this checkout), files in name order, rows as
 * written; `scope` is a list parted by commas. Throws a `DataError` for bad rows. A folder that is not there is empty.
 */
export function loadLexicon(folder: string = join(standardFolder(), 'lexicon')): readonly LexiconTerm[] {
  const problems: DataProblem[] = []
  const terms: LexiconTerm[] = []
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.tsv')) : []
  for (const name of files.sort()) {
    const file = `lexicon/${name}`
    const text = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n')
    for (const row of parseTsv(file, text, COLUMNS, problems).rows) {
      const language = oneOf(row, 'language', LANGUAGES, problems)
      const form = oneOf(row, 'form', FORMS, problems)
      for (const column of ['term', 'kind', 'language', 'form']) {
        if (row.get(column) === '') problems.push({ code: 'data-empty-cell', file, row: row.row, column })
      }
      if (language === undefined || form === undefined) continue
      terms.push({
        term: row.get('term'),
        kind: row.get('kind'),
        value: row.get('value'),
        language,
        form,
        scope:
          row.get('scope') === ''
            ? []
            : row
                .get('scope')
                .split(',')
                .map((tag) => tag.trim()),
        note: row.get('note'),
      })
    }
  }
  if (problems.length > 0) throw new DataError(problems)
  return terms
}
