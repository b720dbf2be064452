import type { DictionaryId, SchemeId, Text } from '@yingma/core'

/** The files of standard/ by path relative to it, e.g. `facets/scans-ct.tsv`. */
export type Sources = ReadonlyMap<string, string>

/** A rule table named in edition.json: the tuples that it yields belong to one scheme and tag. */
export interface RuleFile {
  readonly file: string
  readonly scheme: SchemeId
  readonly tag: string
  readonly origin: 'published' | 'extension'
}

/** standard/edition.json: what the edition is and which tables make it. */
export interface EditionFile {
  readonly version: string
  readonly title: Text
  readonly publisher: Text
  readonly sources: readonly { readonly title: Text; readonly version: string; readonly items: number }[]
  readonly baseUri: string
  readonly schemes: readonly string[]
  readonly dictionaries: readonly { readonly id: DictionaryId; readonly title: Text }[]
  readonly rules: readonly RuleFile[]
}

/** Names of the tables that stand at fixed places. */
export const FILES = {
  edition: 'edition.json',
  groups: 'rules/groups.tsv',
  overrides: 'names/overrides.tsv',
  ids: 'ids.tsv',
  pinyin: 'pinyin.tsv',
  retired: 'retired.tsv',
  synonyms: 'suspected-synonyms.tsv',
  defects: 'source-defects.tsv',
} as const

export function schemeFile(id: string): string {
  return `schemes/${id}.json`
}

export function facetFile(id: DictionaryId): string {
  return `facets/${id}.tsv`
}
