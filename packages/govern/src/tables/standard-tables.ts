import { join } from 'node:path'
import { readLexiconFiles, readSources, type Sources, standardFolder } from '@yingma/edition'

/**
 * The tables of the standard that governance changes, as texts by path relative to standard/: the sources of the edition
 * and the lexicon. Never changed in place: every edit gives new tables.
 */
export type StandardTables = Sources

/** Reads the tables of a standard folder (default: that of this checkout). */
export function readTables(folder: string = standardFolder()): StandardTables {
  return new Map([...readSources(folder), ...readLexiconFiles(join(folder, 'lexicon'))])
}

/** Whether both hold the same files with the same texts. */
export function sameTables(before: StandardTables, after: StandardTables): boolean {
  return before.size === after.size && [...before].every(([path, text]) => after.get(path) === text)
}

/** Whether a table is a part of the lexicon: read beside the edition, no part of a release's meaning. */
export function isLexicon(path: string): boolean {
  return path.startsWith('lexicon/')
}
