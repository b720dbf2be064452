import { createPinyin, type Edition, type Scheme } from '@yingma/core'
import type { DataProblem } from '../data-problem.ts'
import { readDictionaries } from '../read/read-dictionaries.ts'
import { readEditionFile, readSchemes } from '../read/read-edition-file.ts'
import { readIds } from '../read/read-ids.ts'
import { readDefects, readPinyin, readSynonyms } from '../read/read-registers.ts'
import { readRules } from '../read/read-rules.ts'
import type { Sources } from '../read/sources.ts'
import { makeItems } from './make-items.ts'

/** Either an edition without a defect, or every defect found. */
export type Expansion =
  | { readonly ok: true; readonly edition: Edition }
  | { readonly ok: false; readonly problems: readonly DataProblem[] }

export interface ExpandOptions {
  /** Values and items without a permanent id get '' instead of a problem: only for the tool that assigns ids. */
  readonly allowMissingIds?: boolean
}

/** Expands the sources of standard/ into an edition. Pure: reads the given texts only; never throws for bad data. */
export function expand(sources: Sources, options: ExpandOptions = {}): Expansion {
  const problems: DataProblem[] = []
  const file = readEditionFile(sources, problems)
  if (file === undefined) return { ok: false, problems }
  const idOf = readIds(sources, options.allowMissingIds === true, problems)
  const schemes = readSchemes(sources, file, problems)
  const dictionaries = readDictionaries(sources, file, idOf, problems)
  checkDictionariesNamed(schemes, dictionaries, problems)
  const pinyin = createPinyin(readPinyin(sources, problems))
  // Codes are built from these tables; going on with broken ones would only repeat the same defects.
  if (problems.length > 0) return { ok: false, problems }

  const schemesById = new Map<string, Scheme>(schemes.map((scheme) => [scheme.id, scheme]))
  const codes = readRules(sources, file, schemesById, dictionaries, problems)
  if (problems.length > 0) return { ok: false, problems }
  const items = makeItems(sources, codes, { naming: { schemes, dictionaries }, pinyin }, idOf, problems)
  const edition: Edition = {
    version: file.version,
    title: file.title,
    schemes,
    dictionaries,
    items,
    byCode: new Map(items.map((item) => [item.code.toUpperCase(), item])),
    byId: new Map(items.map((item) => [item.conceptId, item])),
    suspectedSynonyms: readSynonyms(sources, dictionaries, problems),
    sourceDefects: readDefects(sources, problems),
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, edition }
}

function checkDictionariesNamed(
  schemes: readonly Scheme[],
  dictionaries: Edition['dictionaries'],
  problems: DataProblem[],
): void {
  for (const scheme of schemes) {
    for (const { dictionary } of scheme.fields) {
      const ids = dictionary === null ? [] : typeof dictionary === 'string' ? [dictionary] : Object.values(dictionary)
      for (const value of ids.filter((id) => !dictionaries.has(id))) {
        problems.push({ code: 'data-unknown-dictionary', file: `schemes/${scheme.id}.json`, value })
      }
    }
  }
}
