import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Vocabulary } from '@yingma/core'
import { DataError, type DataProblem } from '../data-problem.ts'
import { standardFolder } from '../read/read-sources.ts'
import { parseTsv } from '../read/tsv.ts'
import { loadLexicon } from './load-lexicon.ts'

type Row = Readonly<Record<string, string>>

/**
 * Reads all that local names are read with: the lexicon, the table of traditional characters and the anatomy tables of a
 * standard folder (default: that of this checkout). Throws a `DataError` for bad rows.
 */
export function loadVocabulary(folder: string = standardFolder()): Vocabulary {
  const problems: DataProblem[] = []
  const rows = (file: string, columns: readonly string[]): readonly Row[] => {
    const path = join(folder, file)
    if (!existsSync(path)) return []
    const text = readFileSync(path, 'utf8').replaceAll('\r\n', '\n')
    const table = parseTsv(file, text, { required: columns }, problems)
    return table.rows.map((row) => Object.fromEntries(columns.map((column) => [column, row.get(column)])))
  }
  const vocabulary: Vocabulary = {
    terms: loadLexicon(join(folder, 'lexicon')),
    traditional: new Map(
      rows('writing/traditional.tsv', ['traditional', 'simplified']).map((row) => [
        row.traditional as string,
        row.simplified as string,
      ]),
    ),
    containment: rows('anatomy/containment.tsv', ['part', 'container', 'note']).map((row) => ({
      part: row.part as string,
      container: row.container as string,
    })),
    vessels: rows('anatomy/vessels.tsv', ['part', 'artery', 'vein', 'note']).map((row) => ({
      part: row.part as string,
      artery: row.artery as string,
      vein: row.vein as string,
    })),
    organGroups: rows('anatomy/organ-groups.tsv', ['part', 'members', 'minimum', 'relation', 'note']).map((row) => ({
      part: row.part as string,
      members: (row.members as string).split('+'),
      minimum: Number(row.minimum),
      relation: row.relation === 'narrower' ? 'narrower' : 'equivalent',
    })),
  }
  if (problems.length > 0) throw new DataError(problems)
  return vocabulary
}
